import type { BackdropPlace } from '../../core/backdrops/kinds.ts';
import type { SceneModule } from '../scene.ts';
import { backdropManifests } from './manifest.ts';
import { createOpenLand } from './open-land.ts';
import { createSpace } from './space.ts';
import { createStreet } from './street.ts';

/** The scene of a place: what a generated backdrop is drawn by. */
export function backdropScene(place: BackdropPlace): SceneModule {
  const manifest = backdropManifests[place];
  return {
    manifest,
    create: (context) => {
      if (place === 'street') return createStreet(manifest, context);
      if (place === 'space') return createSpace(manifest, context);
      return createOpenLand(place, manifest, context);
    },
  };
}
