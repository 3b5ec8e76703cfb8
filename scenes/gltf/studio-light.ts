import { createHarmonics, projectRadiance } from '../harmonics.ts';

/**
 * A neutral studio: a broad ceiling, softer walls, a pale floor. It is the same all the way round, so
 * that turning an environment on the stage does not change its light. A white surface that faces up
 * comes out at about 1.
 */
export function studioHarmonics(): number[] {
  return projectRadiance(createHarmonics(), 16, (out, [, y]) => {
    const radiance = y > 0.55 ? 1.5 : y > -0.05 ? 0.62 + 0.3 * y : 0.34;
    out[0] = out[1] = out[2] = radiance;
  });
}
