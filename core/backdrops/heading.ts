import { aroundNorth, sunAt, sunBearingDeg } from './sun.ts';

/** Below this the sun, or the night's moon, belongs into the picture; above it lights from beside and behind. */
const lowSunDeg = 14;
const nightDeg = -7;
/** The moon of a backdrop's night stands so far to the left of where the sun is. */
export const moonFromSunDeg = 128;

/**
 * Where a picture looks (degrees clockwise from north) so that its light suits the hour: a low sun
 * stands beside the middle, a high one beside and behind, by night the moon beside the middle. `share`, 0 to
 * 1, says on which side and how far, so that other seeds look elsewhere.
 */
export function headingFor(
  latitudeDeg: number,
  dayOfYear: number,
  hour: number,
  share: number,
): number {
  const { elevationDeg } = sunAt(latitudeDeg, dayOfYear, hour);
  const side = share < 0.5 ? -1 : 1;
  const within = (2 * share) % 1;
  const sunToLeftDeg =
    elevationDeg < nightDeg
      ? side * (16 + 12 * within) - moonFromSunDeg
      : side * (elevationDeg < lowSunDeg ? 12 + 12 * within : 95 + 45 * within);
  return aroundNorth(sunBearingDeg(latitudeDeg, dayOfYear, hour) + sunToLeftDeg);
}
