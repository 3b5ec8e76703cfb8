import { exposureParameter } from '../exposure-parameter.ts';
import type { SceneManifest } from '../scene.ts';

export const desertManifest: SceneManifest = {
  id: 'desert',
  name: 'Desert',
  description: 'Dunes and far mesas under a physical sky, at any hour from noon to starlight.',
  parameters: [
    {
      kind: 'number',
      name: 'sunElevationDeg',
      label: 'Sun elevation',
      min: -20,
      max: 90,
      step: 0.1,
      unit: '°',
      default: 22,
    },
    {
      kind: 'number',
      name: 'sunAzimuthDeg',
      label: 'Sun azimuth (0 ahead, + left)',
      min: -180,
      max: 180,
      step: 1,
      unit: '°',
      default: 58,
    },
    {
      kind: 'number',
      name: 'turbidity',
      label: 'Turbidity',
      min: 1.2,
      max: 10,
      step: 0.1,
      default: 2.6,
    },
    {
      kind: 'number',
      name: 'cloudCover',
      label: 'Clouds',
      min: 0,
      max: 1,
      step: 0.01,
      default: 0.35,
    },
    {
      kind: 'number',
      name: 'windSpeed',
      label: 'Wind speed',
      min: 0,
      max: 25,
      step: 0.5,
      unit: 'm/s',
      default: 6,
    },
    exposureParameter,
  ],
};
