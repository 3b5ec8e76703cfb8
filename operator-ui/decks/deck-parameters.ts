import type { Environment } from '../../core/show/show-schema.ts';
import { gltfParameters } from '../../scenes/gltf/parameters.ts';
import { layersParameters } from '../../scenes/layers/parameters.ts';
import { panoramaParameters, plateParameters } from '../../scenes/picture/parameters.ts';
import { sceneManifests } from '../../scenes/registry.ts';
import type { SceneParameter } from '../../scenes/scene.ts';

/** The parameters that an environment's scene declares; none for a scene that this page does not know. */
export function deckParameters(environment: Environment | undefined): readonly SceneParameter[] {
  if (!environment) return [];
  if (environment.kind === 'gltf') return gltfParameters;
  if (environment.kind === 'panorama') return panoramaParameters;
  if (environment.kind === 'plate') return plateParameters;
  if (environment.kind === 'layers') return layersParameters;
  const manifest = sceneManifests.find((candidate) => candidate.id === environment.source);
  return manifest?.parameters ?? [];
}
