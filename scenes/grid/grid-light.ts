import { createHarmonics, projectRadiance } from '../harmonics.ts';
import type { SceneLight } from '../scene.ts';

/** Mean radiance of sky and floor at brightness 1, lines averaged in. */
const sky = 0.02;
const floor = 0.05;

/** The grid's light: even and grey, a little more from the floor's lines than from above. */
export function gridLight(brightness: number): SceneLight {
  const harmonics = projectRadiance(createHarmonics(), 8, (out, [, y]) => {
    out[0] = out[1] = out[2] = brightness * (y > 0 ? sky : floor);
  });
  const level = brightness * Math.PI * sky;
  return { harmonics, dominant: { direction: [0, 1, 0], colour: [level, level, level] } };
}
