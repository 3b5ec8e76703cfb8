import { backdropManifests } from '../../scenes/backdrop/manifest.ts';
import { cityManifest } from '../../scenes/city/manifest.ts';
import { desertManifest } from '../../scenes/desert/manifest.ts';
import { gridManifest } from '../../scenes/grid/manifest.ts';

/** What an environment of kind `scene` may name. */
export const sceneIds: readonly string[] = [
  desertManifest,
  cityManifest,
  gridManifest,
  ...Object.values(backdropManifests),
].map((manifest) => manifest.id);
