import {
  addDirectional,
  createHarmonics,
  luminanceOf,
  projectRadiance,
  type Vector,
} from '../harmonics.ts';
import type { SceneLight } from '../scene.ts';
import { lightingSigns, type NeonSign } from './neon-plan.ts';
import { lampPositions } from './street-mesh.ts';
import { type Building, facadeX, lampHeightM, lampX } from './street-plan.ts';

/** The numbers of `lamps.glsl`, `air.glsl` and `windows.glsl` that light the set. */
const lampColour: Vector = [1, 0.72, 0.43];
const lampPower = 100;
const meanWindow: Vector = [0.34, 0.22, 0.12];
const paneShare = 0.3;
export const neonPower = 9;
/** Where an actor's chest is. */
const subjectHeightM = 1.3;

export interface CityNight {
  windowsLit: number;
  exposureStops: number;
}

/** `cityGlow` of `shaders/scenes/city/air.glsl`. */
export function skyGlow(out: number[], [, y, z]: Vector): number[] {
  const low = (1 - Math.max(0, y)) ** 2;
  const horizon = low * low * (0.45 + 0.55 * z ** 4);
  out[0] = 0.006 + 0.058 * horizon + 0.011 * low;
  out[1] = 0.0105 + 0.036 * horizon + 0.008 * low;
  out[2] = 0.0235 + 0.024 * horizon + 0.0085 * low;
  return out;
}

/** Highest angle, as height over distance, at which the mean front still stands before the sky. */
function meanHeight(buildings: readonly Building[]): number {
  const fronts = buildings.filter((b) => b.front && Math.abs(b.z) < 80);
  return fronts.reduce((sum, b) => sum + b.heightM, 0) / Math.max(1, fronts.length);
}

/** Radiance of sky, fronts and road as the stage sees them, lamps and signs left out. */
function surroundings(heightM: number, windowsLit: number): number[] {
  return projectRadiance(createHarmonics(), 16, (out, direction) => {
    const [x, y, z] = direction;
    skyGlow(out, [x, Math.max(0, y), z]);
    const across = Math.max(1e-3, Math.abs(x));
    const hitY = subjectHeightM + (facadeX / across) * y;
    const hitZ = (facadeX / across) * Math.abs(z);
    if (y < 0 && hitY < 0) {
      // Dark wet asphalt, with its share of the lamps.
      out[0] = 0.012;
      out[1] = 0.009;
      out[2] = 0.0065;
    } else if (hitY < heightM && hitZ < 250) {
      const lit = paneShare * windowsLit + (hitY < 4.4 ? 0.5 : 0);
      for (let c = 0; c < 3; c++) out[c] = 0.02 * (lampColour[c] ?? 0) + lit * (meanWindow[c] ?? 0);
    }
  });
}

function addPoint(harmonics: number[], at: Vector, power: Vector, softening: number): number {
  const to: Vector = [at[0], at[1] - subjectHeightM, at[2]];
  const square = to[0] ** 2 + to[1] ** 2 + to[2] ** 2;
  const range = Math.sqrt(square);
  const scale = 1 / (square + softening);
  const irradiance: Vector = [power[0] * scale, power[1] * scale, power[2] * scale];
  addDirectional(harmonics, [to[0] / range, to[1] / range, to[2] / range], irradiance);
  return luminanceOf(...irradiance);
}

export interface CityLight {
  /** Sky, fronts and road alone: the ambient light of the scene's own objects. */
  ambient: number[];
  light: SceneLight;
}

/** Light of the street on the set. Pure: the same plan and night give the same numbers. */
export function cityLight(
  buildings: readonly Building[],
  signs: readonly NeonSign[],
  night: CityNight,
): CityLight {
  const exposure = 2 ** night.exposureStops;
  const ambient = surroundings(meanHeight(buildings), night.windowsLit);
  const harmonics = [...ambient];
  let strongest = 0;
  let dominant: SceneLight['dominant'] = { direction: [0, 1, 0], colour: [0, 0, 0] };
  for (const side of [-1, 1] as const) {
    for (const z of lampPositions(side)) {
      if (Math.abs(z) > 90) continue;
      const at: Vector = [side * lampX, lampHeightM, z];
      const power: Vector = [lampPower, lampPower * lampColour[1], lampPower * lampColour[2]];
      const strength = addPoint(harmonics, at, power, 0.5);
      if (strength <= strongest) continue;
      strongest = strength;
      const range = Math.hypot(at[0], at[1] - subjectHeightM, at[2]);
      const scale = exposure / (range * range + 0.5);
      dominant = {
        direction: [at[0] / range, (at[1] - subjectHeightM) / range, at[2] / range],
        colour: [power[0] * scale, power[1] * scale, power[2] * scale],
      };
    }
  }
  for (const sign of signs.slice(0, lightingSigns)) {
    const power = neonPowerOf(sign);
    addPoint(harmonics, sign.position, power, sign.heightM);
  }
  return { ambient, light: { harmonics: harmonics.map((value) => value * exposure), dominant } };
}

/** Intensity of a sign: its drawing's area in its colour. */
export function neonPowerOf(sign: NeonSign): Vector {
  const scale = neonPower * Math.sqrt(sign.widthM * sign.heightM) * 0.5;
  return [sign.colour[0] * scale, sign.colour[1] * scale, sign.colour[2] * scale];
}
