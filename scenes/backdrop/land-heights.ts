import type { BackdropPlace } from '../../core/backdrops/kinds.ts';
import { terrainHeightM } from '../desert/terrain.ts';
import { fractalNoise, gradientNoise } from '../noise.ts';
import { smoothstep } from '../smoothstep.ts';

/** Sharp crests with worn valleys between, 0..1 (ridged noise: Ebert et al., "Texturing and Modeling", chapter 16). */
function ridges(x: number, z: number, seed: number, octaves: number): number {
  let [sum, weight, amplitude, scale] = [0, 1, 0.5, 1];
  for (let octave = 0; octave < octaves; octave++) {
    const crest = 1 - Math.abs(1.4 * gradientNoise(x * scale, z * scale, seed + octave));
    const sharp = crest * crest * weight;
    sum += sharp * amplitude;
    // Detail gathers on what is high already.
    weight = Math.min(1, Math.max(0, sharp * 2));
    amplitude *= 0.5;
    scale *= 2.07;
  }
  return sum;
}

type Heights = (x: number, z: number, seed: number) => number;

const swell = (x: number, z: number, seed: number, lengthM: number, octaves = 3): number =>
  fractalNoise(x / lengthM, z / lengthM, seed, octaves);

/** Far hills that keep a level land from ending in a line. */
const farHills: Heights = (x, z, seed) => {
  const r = Math.hypot(x, z);
  return 90 * (0.5 + swell(x, z, seed + 40, 1900)) * smoothstep(1500, 6000, r);
};

const mountains: Heights = (x, z, seed) => {
  const r = Math.hypot(x, z);
  // A valley runs ahead and opens the view.
  const bearing = Math.atan2(x + 0.12 * z * Math.sin(r / 900), -z);
  const open = 1 - smoothstep(0.12, 0.7, Math.abs(bearing));
  const begin = 260 + 900 * open;
  const foot = smoothstep(begin, begin + 2600, r);
  const peaks = 2100 * ridges(x / 2900 + 7.3, z / 2900, seed, 6) * foot;
  const floor = 16 * (0.4 + swell(x, z, seed + 9, 160, 4)) * smoothstep(20, 200, r);
  return floor + peaks * (0.35 + 0.65 * smoothstep(0, 5200, r));
};

const hills: Heights = (x, z, seed) => {
  const r = Math.hypot(x, z);
  const near = 5 * swell(x, z, seed, 60, 3) * smoothstep(12, 90, r);
  const rolling = 62 * (0.35 + swell(x, z, seed + 1, 420, 4)) * smoothstep(70, 700, r);
  return near + rolling + 1.6 * farHills(x, z, seed);
};

const plain: Heights = (x, z, seed) => {
  const r = Math.hypot(x, z);
  const near = 0.8 * swell(x, z, seed, 30, 3) * smoothstep(10, 60, r);
  return near + 7 * swell(x, z, seed + 1, 500, 3) * smoothstep(60, 600, r) + farHills(x, z, seed);
};

const forest: Heights = (x, z, seed) => {
  const r = Math.hypot(x, z);
  const near = 1.5 * swell(x, z, seed, 22, 3) * smoothstep(9, 40, r);
  const rise = 70 * (0.3 + swell(x, z, seed + 1, 600, 4)) * smoothstep(80, 900, r);
  return near + rise + 2 * farHills(x, z, seed);
};

const snowfield: Heights = (x, z, seed) => {
  const r = Math.hypot(x, z);
  const drifts = 1.7 * ridges(x / 60, z / 90, seed, 3) * smoothstep(12, 80, r);
  const peaks = 1300 * ridges(x / 3100 + 3.1, z / 3100, seed + 4, 6) * smoothstep(1800, 7000, r);
  return drifts + 10 * swell(x, z, seed + 2, 400) * smoothstep(80, 500, r) + peaks;
};

/** A rock in the sea that carries the stage. */
const ocean: Heights = (x, z, seed) => {
  const r = Math.hypot(x, z);
  const edge = 12 + 3 * gradientNoise(x / 9, z / 9, seed);
  return -14 * smoothstep(edge - 2, edge + 14, r);
};

/** The water's edge of a coast runs across the view some 40 m ahead; positive is land. */
export function inlandM(x: number, z: number, seed: number): number {
  const line = -44 + 26 * gradientNoise(x / 160, 0.5, seed) + 5 * gradientNoise(x / 22, 1.5, seed);
  // Headlands close the bay on both sides.
  const sides = 0.42 * Math.max(0, Math.abs(x) - 260);
  return z - line + sides;
}

const coast: Heights = (x, z, seed) => {
  const r = Math.hypot(x, z);
  const inland = inlandM(x, z, seed);
  if (inland < 0) return Math.max(-20, 0.09 * inland - 1.4);
  const beach = Math.min(0, -1.4 + 0.05 * inland);
  const dunes = 3 * (0.4 + swell(x, z, seed, 30, 3)) * smoothstep(30, 90, inland);
  const cliffs = 130 * ridges(x / 900, z / 900, seed + 2, 5) * smoothstep(160, 700, inland);
  return (beach + (dunes + cliffs) * smoothstep(10, 60, r)) * smoothstep(8.9, 14, r);
};

const level: Heights = () => 0;

/**
 * Height of the land in metres at a point of environment space for a relief of 1; zero within 9 m of
 * the origin, where the physical stage stands.
 */
export const landHeights: Record<BackdropPlace, Heights> = {
  desert: (x, z, seed) => 2.2 * terrainHeightM(x, z, seed),
  mountains: (x, z, seed) => (Math.hypot(x, z) < 9 ? 0 : mountains(x, z, seed)),
  hills: (x, z, seed) => (Math.hypot(x, z) < 9 ? 0 : 1.6 * hills(x, z, seed)),
  plain: (x, z, seed) => (Math.hypot(x, z) < 9 ? 0 : 3 * plain(x, z, seed)),
  forest: (x, z, seed) => (Math.hypot(x, z) < 9 ? 0 : 2 * forest(x, z, seed)),
  snowfield: (x, z, seed) => (Math.hypot(x, z) < 9 ? 0 : 2 * snowfield(x, z, seed)),
  ocean,
  coast: (x, z, seed) => (Math.hypot(x, z) < 9 ? 0 : coast(x, z, seed)),
  city: (x, z, seed) => 0.6 * farHills(x, z, seed),
  street: level,
  room: (x, z, seed) => (Math.hypot(x, z) < 12 ? 0 : 2 * plain(x, z, seed)),
  space: level,
};
