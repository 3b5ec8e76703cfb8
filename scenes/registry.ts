import { type BackdropPlace, backdropPlaces, backdropSceneId } from '../core/backdrops/kinds.ts';
import { backdropManifests } from './backdrop/manifest.ts';
import { cityManifest } from './city/manifest.ts';
import { desertManifest } from './desert/manifest.ts';
import { gridManifest } from './grid/manifest.ts';
import type { SceneManifest, SceneModule } from './scene.ts';

/** What the operator can choose from; free of three.js, so that the server can read it too. */
export const sceneManifests: readonly SceneManifest[] = [
  desertManifest,
  cityManifest,
  gridManifest,
  ...backdropPlaces.map((place) => backdropManifests[place]),
];

/** Scenes by the id that `source` of an environment names; code arrives when a scene is first used. */
export const sceneModules: Readonly<Record<string, () => Promise<SceneModule>>> = {
  desert: async () => (await import('./desert/desert.ts')).desertScene,
  city: async () => (await import('./city/city.ts')).cityScene,
  grid: async () => (await import('./grid/grid.ts')).gridScene,
  ...Object.fromEntries(
    backdropPlaces.map((place) => [backdropSceneId(place), backdropModule(place)]),
  ),
};

function backdropModule(place: BackdropPlace): () => Promise<SceneModule> {
  return async () => (await import('./backdrop/backdrop.ts')).backdropScene(place);
}
