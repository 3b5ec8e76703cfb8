import type { SceneParameter } from '../scene.ts';

/** Parameters of every environment of kind `gltf`, beside `background`, which is a colour. */
export const gltfParameters: readonly SceneParameter[] = [
  { kind: 'number', name: 'light', label: 'Studio light', min: 0, max: 8, step: 0.05, default: 1 },
  { kind: 'number', name: 'exposure', label: 'Exposure', min: 0, max: 16, step: 0.05, default: 1 },
];

/** What a `gltf` draws where nothing stands, when its `background` names no colour. */
export const defaultBackground = '#000000';
