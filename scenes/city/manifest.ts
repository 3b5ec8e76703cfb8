import { exposureParameter } from '../exposure-parameter.ts';
import type { SceneManifest, SceneParameter } from '../scene.ts';

const share = (name: string, label: string, value: number): SceneParameter => ({
  kind: 'number',
  name,
  label,
  min: 0,
  max: 1,
  step: 0.01,
  default: value,
});

export const cityManifest: SceneManifest = {
  id: 'city',
  name: 'City by night',
  description: 'A wide street after rain: lit windows, neon, street lamps and passing cars.',
  parameters: [
    share('wetness', 'Wet road', 0.75),
    share('windowsLit', 'Lit windows', 0.42),
    share('trafficDensity', 'Traffic', 0.5),
    share('rain', 'Rain', 0),
    share('haze', 'Haze', 0.4),
    exposureParameter,
  ],
};
