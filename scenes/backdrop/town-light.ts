import { cityLight } from '../city/city-light.ts';
import type { NeonSign } from '../city/neon-plan.ts';
import type { Building } from '../city/street-plan.ts';
import { luminanceOf } from '../harmonics.ts';
import type { SceneLight } from '../scene.ts';
import { smoothstep } from '../smoothstep.ts';
import type { Amounts, Moment } from './weather.ts';

/** By day lamps are a twentieth of what an iris open for the night would see of them. */
const byDay = 0.05;

/** How bright a town's lamps are in the picture, with the sun's height as its sine, by the exposure set by hand. */
export function lampsOnAt(sunHeight: number, { exposure }: Moment): number {
  const dark = 1 - smoothstep(-0.1, 0.09, sunHeight);
  return (byDay + (1 - byDay) * dark) * 2 ** exposure;
}

/** The light of a street on the set: what the sky gives between the roofs, and what the lamps add. */
export function lightOfTown(
  sky: SceneLight,
  buildings: readonly Building[],
  signs: readonly NeonSign[],
  lamps: number,
  { windowLight, neon }: Amounts,
): SceneLight {
  const shining = neon > 0 ? signs : [];
  const night = cityLight(buildings, shining, { windowsLit: windowLight, exposureStops: 0 });
  const between = 0.6;
  const harmonics = sky.harmonics.map(
    (value, i) => value * between + (night.light.harmonics[i] ?? 0) * lamps,
  );
  const lampIsBrighter =
    luminanceOf(...night.light.dominant.colour) * lamps > luminanceOf(...sky.dominant.colour);
  const [r, g, b] = night.light.dominant.colour;
  return {
    harmonics,
    dominant: lampIsBrighter
      ? {
          direction: night.light.dominant.direction,
          colour: [r * lamps, g * lamps, b * lamps],
        }
      : sky.dominant,
  };
}
