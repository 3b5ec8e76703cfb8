import { exposureParameter } from '../exposure-parameter.ts';
import type { SceneParameter } from '../scene.ts';

const defocus: SceneParameter = {
  kind: 'number',
  name: 'defocus',
  label: 'Defocus',
  min: 0,
  max: 1,
  step: 0.01,
  default: 0,
};

/** Parameters of every environment of kind `panorama`: a picture of 360° × 180°. */
export const panoramaParameters: readonly SceneParameter[] = [
  exposureParameter,
  defocus,
  {
    kind: 'number',
    name: 'horizonDeg',
    label: 'Horizon up',
    min: -30,
    max: 30,
    step: 0.1,
    unit: '°',
    default: 0,
  },
];

/** Parameters of every environment of kind `plate`: a flat picture that stands ahead. */
export const plateParameters: readonly SceneParameter[] = [
  exposureParameter,
  defocus,
  {
    kind: 'number',
    name: 'distanceM',
    label: 'Distance',
    min: 2,
    max: 500,
    step: 0.5,
    unit: 'm',
    default: 20,
  },
  {
    kind: 'number',
    name: 'fieldOfViewDeg',
    label: 'Width as seen from the stage',
    min: 10,
    max: 150,
    step: 1,
    unit: '°',
    default: 80,
  },
  {
    kind: 'number',
    name: 'heightM',
    label: 'Middle above the floor',
    min: -50,
    max: 100,
    step: 0.1,
    unit: 'm',
    default: 1.6,
  },
];
