import { moonFromSunDeg } from '../../core/backdrops/heading.ts';
import { radFromDeg } from '../../core/math.ts';
import {
  addDirectional,
  createHarmonics,
  irradianceAt,
  luminanceOf,
  projectRadiance,
  type Vector,
} from '../harmonics.ts';
import type { SceneLight } from '../scene.ts';
import { smoothstep } from '../smoothstep.ts';
import { aerosolOf, earthRadiusM, groundHeightM, sunTransmittance } from './atmosphere.ts';
import { createSkyTable, fillSkyTable, type SkyTable, skyRadianceAt } from './sky-table.ts';

export interface Hour {
  sunElevationDeg: number;
  /** 0 ahead (−Z), + to the left, as pan. */
  sunAzimuthDeg: number;
  turbidity: number;
  exposureStops: number;
}

/** What hangs in the air and what lies below it, beside the hour. */
export interface Surroundings {
  /** Share of the sky that a closed grey ceiling hides, sun and stars with it. */
  overcast: number;
  moons: number;
  moonElevationDeg: number;
  /** Light that a town throws into its own sky by night, 0..1. */
  townGlow: number;
  groundAlbedo: Vector;
}

/** Everything that lights a land at one hour, in the units of the picture. */
export interface Daylight {
  table: SkyTable;
  sunDirection: Vector;
  moonDirection: Vector;
  /** Multiplies the table, whose sun has irradiance 1. */
  skyScale: number;
  /** Irradiance on a surface that faces the lamp. */
  sunIrradiance: Vector;
  moonIrradiance: Vector;
  /** Light on the high cloud, which keeps the sun longer than the ground does. */
  cloudSun: Vector;
  overcast: number;
  /** Radiance of the grey ceiling straight up, in the units of the picture. */
  overcastZenith: Vector;
  /** Radiance of the town's light on the horizon. */
  townGlow: Vector;
  /** How far night has come, 0..1, and the same with the operator's exposure: scales stars and moon. */
  night: number;
  nightScale: number;
  /** Order-2 harmonics of the sky alone, for the ambient light of the scene's own objects. */
  skyHarmonics: number[];
  light: SceneLight;
}

/** Radiance of the moonlit night sky before `nightScale`; the same mix as in `sky.glsl`. */
export const nightZenith: Vector = [0.005, 0.0105, 0.025];
export const nightHorizon: Vector = [0.015, 0.025, 0.045];
const moonColour: Vector = [0.19, 0.3, 0.55];
const cloudHeightM = 8000;
export const sandAlbedo: Vector = [0.47, 0.295, 0.16];

export const openDesert: Surroundings = {
  overcast: 0,
  moons: 1,
  moonElevationDeg: 34,
  townGlow: 0,
  groundAlbedo: sandAlbedo,
};
/** Share of a clear day's light that a closed ceiling lets through. */
const throughCeiling = 0.42;
const townColour: Vector = [0.16, 0.095, 0.052];

/** Unit vector of an elevation and an azimuth: 0 ahead (−Z), + to the left (−X). */
export function directionOf(elevationDeg: number, azimuthDeg: number): Vector {
  const [el, az] = [radFromDeg(elevationDeg), radFromDeg(azimuthDeg)];
  return [-Math.sin(az) * Math.cos(el), Math.sin(el), -Math.cos(az) * Math.cos(el)];
}

/** Luminance of the noon desert that the default exposure is set for. */
const noonKey = 1.2;

/**
 * Exposure as a camera operator would ride it: it follows the light down by most, not all, of each
 * stop, so that dusk is darker than noon and still a picture. `key` is the ground's
 * irradiance, and part of the sun's own so that a low sun in the picture is allowed for.
 */
export const rideExposure = (key: number): number => 4 * (noonKey / Math.max(key, 4e-4)) ** 0.63;

export const createDaylight = (): Daylight => ({
  table: createSkyTable(),
  sunDirection: [0, 1, 0],
  moonDirection: [0, 1, 0],
  skyScale: 1,
  sunIrradiance: [0, 0, 0],
  moonIrradiance: [0, 0, 0],
  cloudSun: [0, 0, 0],
  overcast: 0,
  overcastZenith: [0, 0, 0],
  townGlow: [0, 0, 0],
  night: 0,
  nightScale: 0,
  skyHarmonics: createHarmonics(),
  light: {
    harmonics: createHarmonics(),
    dominant: { direction: [0, 1, 0], colour: [0, 0, 0] },
  },
});

const scaled = ([r, g, b]: Vector, by: number): Vector => [r * by, g * by, b * by];

/** The ceiling of a closed sky, brightest overhead (CIE standard overcast sky, CIE S 011, type 1). */
const ceilingAt = (day: Daylight, c: number, up: number): number =>
  ((day.overcastZenith[c] ?? 0) * (1 + 2 * up)) / 3;

function projectSky(day: Daylight, hour: Hour): number[] {
  const sunAzimuth = radFromDeg(hour.sunAzimuthDeg);
  const [sx, sy, sz] = day.sunDirection;
  return projectRadiance(createHarmonics(), 12, (out, [x, y, z]) => {
    if (y < 0) {
      out[0] = out[1] = out[2] = 0;
      return;
    }
    const fromSun = Math.atan2(-x, -z) - sunAzimuth;
    const wrapped = Math.acos(Math.cos(fromSun));
    skyRadianceAt(out, day.table, Math.asin(y), wrapped, x * sx + y * sy + z * sz);
    for (let c = 0; c < 3; c++) {
      const dark =
        (nightZenith[c] ?? 0) + ((nightHorizon[c] ?? 0) - (nightZenith[c] ?? 0)) * (1 - y) ** 4;
      const clear = (out[c] ?? 0) * day.skyScale + dark * day.nightScale;
      const town = (day.townGlow[c] ?? 0) * (1 - y) ** 4;
      out[c] = clear + (ceilingAt(day, c, y) - clear) * day.overcast + town;
    }
  });
}

/** Adds what the ground throws back: the lower half of what an actor on it receives. */
function withGround(sky: readonly number[], day: Daylight, albedo: Vector): number[] {
  const up = irradianceAt(sky, [0, 1, 0]);
  const sunUp = Math.max(0, day.sunDirection[1]);
  const moonUp = Math.max(0, day.moonDirection[1]);
  const ground = [0, 1, 2].map(
    (c) =>
      ((albedo[c] ?? 0) / Math.PI) *
      ((up[c] ?? 0) + sunUp * (day.sunIrradiance[c] ?? 0) + moonUp * (day.moonIrradiance[c] ?? 0)),
  );
  const harmonics = [...sky];
  return projectRadiance(harmonics, 8, (out, [, y]) => {
    for (let c = 0; c < 3; c++) out[c] = y < 0 ? (ground[c] ?? 0) : 0;
  });
}

/** Greys the light of a clear day into what a ceiling gives back of it, straight up. */
function ceilingOf(clear: Vector, night: number): Vector {
  const grey = luminanceOf(...clear);
  // A horizontal irradiance E comes from a zenith of 9 E / 7π (CIE S 011, type 1, integrated).
  const zenith = (c: 0 | 1 | 2): number =>
    (9 / (7 * Math.PI)) * throughCeiling * (0.75 * grey + 0.25 * clear[c]) +
    0.6 * night * (nightHorizon[c] ?? 0);
  return [zenith(0), zenith(1), zenith(2)];
}

/** Computes the light of an hour into `day`: a few milliseconds, called when a parameter changed. */
export function fillDaylight(
  day: Daylight,
  hour: Hour,
  around: Surroundings = openDesert,
): Daylight {
  const elevation = radFromDeg(hour.sunElevationDeg);
  fillSkyTable(day.table, elevation, hour.turbidity);
  day.sunDirection = directionOf(hour.sunElevationDeg, hour.sunAzimuthDeg);
  day.moonDirection = directionOf(around.moonElevationDeg, hour.sunAzimuthDeg + moonFromSunDeg);
  const through = sunTransmittance(
    [0, 0, 0],
    earthRadiusM + groundHeightM,
    Math.sin(elevation),
    aerosolOf(hour.turbidity),
  );
  const sun: Vector = [through[0] ?? 0, through[1] ?? 0, through[2] ?? 0];
  const byHand = 2 ** hour.exposureStops;
  day.night = 1 - smoothstep(-14, -4, hour.sunElevationDeg);
  day.nightScale = 0;
  day.skyScale = 1;
  day.overcast = 0;
  day.townGlow = [0, 0, 0];
  const sky = irradianceAt(projectSky(day, hour), [0, 1, 0]);
  const sunUp = Math.max(0, Math.sin(elevation));
  const fallsOn = (c: 0 | 1 | 2): number => sky[c] + sunUp * sun[c];
  const onGround: Vector = [fallsOn(0), fallsOn(1), fallsOn(2)];
  const lit = luminanceOf(...sky) + (sunUp + 0.3) * luminanceOf(...sun);
  // A closed sky fills the picture with its own white: the iris closes for it.
  const closed = 1.8 * throughCeiling * luminanceOf(...onGround);
  const seen = lit + (closed - lit) * around.overcast;
  day.skyScale = rideExposure(seen) * byHand;
  day.nightScale = day.night * byHand;
  day.overcast = around.overcast;
  day.overcastZenith = ceilingOf(scaled(onGround, day.skyScale), day.nightScale);
  day.townGlow = scaled(townColour, around.townGlow * day.nightScale);
  const open = 1 - around.overcast;
  day.sunIrradiance = scaled(sun, day.skyScale * open);
  day.moonIrradiance = scaled(moonColour, day.nightScale * open * Math.min(1, around.moons));
  const high = sunTransmittance(
    through,
    earthRadiusM + cloudHeightM,
    Math.sin(elevation),
    aerosolOf(hour.turbidity),
  );
  const onCloud = (c: 0 | 1 | 2): number =>
    0.24 * ((high[c] ?? 0) * day.skyScale + 0.6 * day.moonIrradiance[c]);
  day.cloudSun = [onCloud(0), onCloud(1), onCloud(2)];
  day.skyHarmonics = projectSky(day, hour);
  const harmonics = withGround(day.skyHarmonics, day, around.groundAlbedo);
  addDirectional(harmonics, day.sunDirection, day.sunIrradiance);
  addDirectional(harmonics, day.moonDirection, day.moonIrradiance);
  const sunRules = luminanceOf(...day.sunIrradiance) >= luminanceOf(...day.moonIrradiance);
  day.light = {
    harmonics,
    dominant: sunRules
      ? { direction: day.sunDirection, colour: day.sunIrradiance }
      : { direction: day.moonDirection, colour: day.moonIrradiance },
  };
  return day;
}
