import { plateParameters } from '../picture/parameters.ts';
import type { SceneParameter } from '../scene.ts';

const shared = plateParameters.filter(({ name }) => name === 'exposure' || name === 'defocus');

/**
 * Parameters of every environment of kind `layers`. Those of each layer are named by its number
 * (core/layers/layer-edits.ts) and have an editor of their own.
 */
export const layersParameters: readonly SceneParameter[] = [
  ...shared,
  {
    kind: 'number',
    name: 'heightM',
    label: 'Eye above the floor',
    min: -50,
    max: 100,
    step: 0.1,
    unit: 'm',
    default: 1.6,
  },
  {
    kind: 'number',
    name: 'travelLimitPx',
    label: 'Safe travel: hole up to',
    min: 1,
    max: 100,
    step: 1,
    unit: 'px',
    default: 8,
  },
];
