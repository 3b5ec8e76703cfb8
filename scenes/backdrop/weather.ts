import { moonFromSunDeg } from '../../core/backdrops/heading.ts';
import type { BackdropAmount } from '../../core/backdrops/kinds.ts';
import { aroundNorth, sunAt, sunBearingDeg } from '../../core/backdrops/sun.ts';
import type { Vector } from '../harmonics.ts';
import type { Hour, Surroundings } from '../sky/daylight.ts';
import { smoothstep } from '../smoothstep.ts';

/** What a backdrop's scene reads of its parameters, by name. */
export type Amounts = Record<BackdropAmount, number>;

export interface Moment {
  hour: number;
  dayOfYear: number;
  latitudeDeg: number;
  headingDeg: number;
  moons: number;
  exposure: number;
}

/** How closed the sky is, 0 to 1: by clouds beyond broken ones, by what falls out of them, by fog. */
export function overcastOf({ clouds, rain, snowfall, fog }: Amounts): number {
  return Math.max(
    smoothstep(0.68, 1, clouds),
    0.95 * smoothstep(0.1, 0.5, rain),
    0.95 * smoothstep(0.1, 0.5, snowfall),
    0.85 * smoothstep(0.2, 0.7, fog),
  );
}

/** The ground that the sky's own exposure is right for. */
const usualAlbedo = 0.3;

/**
 * Half of what the ground is darker than sand, in stops: meadows want a wider iris, snow a closed one.
 * By night all of it for what is dark, and little for snow: no sky burns out, and a wood must be told from it.
 */
function darkGroundStops(bare: number, snowCover: number, elevationDeg: number): number {
  const stops = Math.log2(usualAlbedo / (bare + (0.8 - bare) * 0.8 * snowCover));
  const night = 1 - smoothstep(-8, 1, elevationDeg);
  return (0.5 + (stops > 0 ? 0.5 : -0.38) * night) * stops;
}

/** The hour of the sky: where the sun stands as the picture looks, and how dusty the air is. */
export function hourOfSky(moment: Moment, { haze, snowCover }: Amounts, exposeFor: number): Hour {
  const { latitudeDeg, dayOfYear, hour, headingDeg } = moment;
  const { elevationDeg } = sunAt(latitudeDeg, dayOfYear, hour);
  const bearing = sunBearingDeg(latitudeDeg, dayOfYear, hour);
  return {
    sunElevationDeg: elevationDeg,
    // A bearing grows to the right, an azimuth of the scene to the left.
    sunAzimuthDeg: aroundNorth(headingDeg - bearing),
    turbidity: 1.8 + 6 * haze,
    exposureStops: moment.exposure + darkGroundStops(exposeFor, snowCover, elevationDeg),
  };
}

/** Azimuths of further moons from the first, degrees, and their elevations. */
const furtherMoons = [
  [0, 17],
  [-21, 12],
  [26, 24],
  [-46, 28],
  [52, 15],
] as const;

/** Ground under lying snow throws back most of the light. */
export function surroundingsOf(
  amounts: Amounts,
  moons: number,
  ground: Vector,
  town: number,
): Surroundings {
  const lies = 0.8 * amounts.snowCover;
  const groundAlbedo = ground.map((value) => value + (0.8 - value) * lies);
  return {
    overcast: overcastOf(amounts),
    moons,
    moonElevationDeg: furtherMoons[0][1],
    townGlow: town * amounts.windowLight,
    groundAlbedo: groundAlbedo as unknown as Vector,
  };
}

/** The blue of distance: a day on which one sees some 60 km (Koschmieder 1924: 3.9 over what is lost per metre). */
const clearDayPerMetre = 6e-5;

/** What haze, fog, rain and snow take out of the light, per metre, beside clean air. */
export function fogPerMetre({ haze, fog, rain, snowfall }: Amounts): number {
  return (
    clearDayPerMetre + 2.6e-4 * haze ** 1.5 + 0.045 * fog ** 2.4 + 9e-4 * rain + 3e-3 * snowfall
  );
}

/** Fog lies so high; above it the sky is seen through what is left. */
export const fogHeightM = 60;

/** Azimuth and elevation of moon `index` of a night, degrees, the sun standing at `sunAzimuthDeg`. */
export function moonAt(index: number, sunAzimuthDeg: number): readonly [number, number] {
  const [turn, elevation] = furtherMoons[index] ?? furtherMoons[0];
  return [sunAzimuthDeg + moonFromSunDeg + turn, elevation];
}

const flashEveryS = 9;
/** Half a closed sky's own light: nothing that startles, and never two within seconds. */
const flashPeak = 0.5;

/**
 * Lightning at a moment: azimuth in radians and strength, 0 to `flashPeak`. At most one flash in nine
 * seconds, rising over a tenth of a second: far below three a second (WCAG 2.2, criterion 2.3.1).
 */
export function lightningAt(
  seconds: number,
  amount: number,
  unit: (value: number) => number,
): readonly [azimuthRad: number, strength: number] {
  const slot = Math.floor(seconds / flashEveryS);
  const since = seconds - slot * flashEveryS - 2 - 4 * unit(3 * slot);
  if (since <= 0 || unit(3 * slot + 1) > amount) return [0, 0];
  const strength = flashPeak * Math.min(1, since / 0.1) * Math.exp(-since / 0.45);
  return [2 * Math.PI * unit(3 * slot + 2), strength];
}
