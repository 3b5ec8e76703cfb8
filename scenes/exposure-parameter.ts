import type { SceneParameter } from './scene.ts';

/** How much lighter or darker than the scene's own exposure, in stops. */
export const exposureParameter: SceneParameter = {
  kind: 'number',
  name: 'exposure',
  label: 'Exposure',
  min: -6,
  max: 6,
  step: 0.1,
  unit: 'stops',
  default: 0,
};
