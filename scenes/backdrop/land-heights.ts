import type { BackdropPlace } from '../../core/backdrops/kinds.ts';
import { duneField } from '../desert/terrain.ts';
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

/** The stage stands a little higher than what is before it, so that the middle distance is seen: metres down. */
const knoll = (r: number, depthM: number): number => -depthM * smoothstep(14, 90, r);

/** Ranges behind each other: land that rises in steps with the distance, each step's crest uneven. */
const ranges = (x: number, z: number, seed: number, heightM: number): number => {
  const r = Math.hypot(x, z);
  const first = 0.3 * ridges(x / 1500, z / 1500, seed + 50, 4) * smoothstep(1100, 2600, r);
  const second = 0.8 * ridges(x / 3300 + 4.7, z / 3300, seed + 51, 5) * smoothstep(3000, 6500, r);
  const last = 1.1 * ridges(x / 5200 + 2.2, z / 5200, seed + 52, 4) * smoothstep(7500, 12_500, r);
  return heightM * (first + second + last);
};

/** Far hills that keep a level land from ending in a line. */
const farHills: Heights = (x, z, seed) => {
  const r = Math.hypot(x, z);
  const rolling = 90 * (0.5 + swell(x, z, seed + 40, 1900)) * smoothstep(1500, 6000, r);
  return rolling + ranges(x, z, seed, 260);
};

const desert: Heights = (x, z, seed) => {
  const r = Math.hypot(x, z);
  const near = 15 * duneField(x, z, 52, 0.5, 0.8, seed + 1) * smoothstep(20, 90, r);
  const middle = 110 * duneField(x, z, 210, 0.7, 0.9, seed + 2) * smoothstep(70, 330, r);
  const great = 330 * duneField(x, z, 680, 0.45, 0.85, seed + 3) * smoothstep(350, 1600, r);
  const fade = 1 - 0.9 * smoothstep(3200, 7000, r);
  const level = 16 * swell(x, z, seed + 4, 2600) * smoothstep(700, 3000, r);
  return knoll(r, 3) + (near + middle + great) * fade + level;
};

const mountains: Heights = (x, z, seed) => {
  const r = Math.hypot(x, z);
  // A valley runs ahead and opens the view.
  const bearing = Math.atan2(x + 0.12 * z * Math.sin(r / 900), -z);
  const open = 1 - smoothstep(0.12, 0.7, Math.abs(bearing));
  const begin = 260 + 900 * open;
  const foot = smoothstep(begin, begin + 2600, r);
  const peaks = 2100 * ridges(x / 2900 + 7.3, z / 2900, seed, 5) * foot;
  const floor = 16 * (0.3 + swell(x, z, seed + 9, 160, 4)) * smoothstep(20, 200, r);
  // Foothills before the walls, that the valley's haze lies between.
  const spurs =
    190 * ridges(x / 800, z / 800, seed + 12, 5) * smoothstep(320, 1100, r) * (1 - foot);
  return (
    knoll(r, 1.6) +
    floor +
    spurs * (1 - 0.75 * open) +
    peaks * (0.35 + 0.65 * smoothstep(0, 5200, r))
  );
};

const hills: Heights = (x, z, seed) => {
  const r = Math.hypot(x, z);
  const near = 5 * swell(x, z, seed, 70, 3) * smoothstep(14, 110, r);
  const banks = 52 * (0.1 + swell(x, z, seed + 1, 230, 3)) * smoothstep(90, 420, r);
  const rolling = 250 * (0.25 + swell(x, z, seed + 3, 850, 4)) * smoothstep(450, 1700, r);
  return knoll(r, 1.9) + near + banks + rolling + ranges(x, z, seed, 560);
};

const plain: Heights = (x, z, seed) => {
  const r = Math.hypot(x, z);
  const near = 1.4 * swell(x, z, seed, 40, 3) * smoothstep(12, 70, r);
  const long = 26 * swell(x, z, seed + 1, 480, 3) * smoothstep(90, 800, r);
  // A shallow bowl, so that fields and hedges are seen behind each other.
  const rise = 22 * smoothstep(180, 2200, r);
  return knoll(r, 4.2) + near + long + rise + 2.2 * farHills(x, z, seed);
};

const forest: Heights = (x, z, seed) => {
  const r = Math.hypot(x, z);
  const near = 2.4 * swell(x, z, seed, 26, 3) * smoothstep(10, 40, r);
  const rise = 110 * (0.4 + swell(x, z, seed + 1, 520, 4)) * smoothstep(70, 700, r);
  return near + rise + 2 * farHills(x, z, seed);
};

const snowfield: Heights = (x, z, seed) => {
  const r = Math.hypot(x, z);
  const drifts = 2.2 * ridges(x / 70, z / 110, seed, 3) * smoothstep(12, 90, r);
  // Crests of wind-packed snow across the view, then banks, so that the ground goes over into the ranges.
  const crests = 7 * ridges(x / 260, z / 120, seed + 6, 4) * smoothstep(35, 260, r);
  const banks = 80 * (0.28 + swell(x, z, seed + 2, 420)) * smoothstep(160, 1300, r);
  const spurs = 420 * ridges(x / 1400 + 1.7, z / 1400, seed + 8, 5) * smoothstep(900, 3200, r);
  const peaks = 2700 * ridges(x / 3100 + 3.1, z / 3100, seed + 4, 5) * smoothstep(2400, 7600, r);
  return knoll(r, 3.4) + drifts + crests + banks + spurs + peaks;
};

/** Land on the horizon of a sea, here and there. */
const islands: Heights = (x, z, seed) => {
  const r = Math.hypot(x, z);
  const where = smoothstep(0.12, 0.5, swell(x, z, seed + 70, 5200, 2));
  const far = smoothstep(4200, 6500, r) * (1 - smoothstep(13_000, 15_500, r));
  return 420 * (0.25 + ridges(x / 2100, z / 2100, seed + 71, 5)) * where * far;
};

/** A rock in the sea that carries the stage. */
const ocean: Heights = (x, z, seed) => {
  const r = Math.hypot(x, z);
  const edge = 12 + 3 * gradientNoise(x / 9, z / 9, seed);
  const broken = 0.7 * ridges(x / 7, z / 7, seed + 6, 4) * smoothstep(9, 12, r);
  const rock = (broken - 14) * smoothstep(edge - 2, edge + 14, r) + 0.5 * broken;
  return rock + islands(x, z, seed);
};

/** The water's edge of a coast runs across the view some 40 m ahead; positive is land. */
export function inlandM(x: number, z: number, seed: number): number {
  const line = -44 + 26 * gradientNoise(x / 160, 0.5, seed) + 5 * gradientNoise(x / 22, 1.5, seed);
  // Headlands close the bay on both sides.
  const sides = 0.42 * Math.max(0, Math.abs(x) - 260);
  return z - line + sides;
}

/** Capes that reach into the view from both sides, one behind the other. */
const capes: Heights = (x, z, seed) => {
  const out = -z - 44;
  // The left one reaches farther in.
  const [from, opens] = x < 0 ? [45, 0.17] : [190, 0.4];
  const side = Math.abs(x) - from - opens * out + 110 * gradientNoise(out / 420, 7.5, seed);
  const reach = smoothstep(240, 900, out) * (1 - smoothstep(2600, 4400, out));
  const body = 95 * (0.3 + ridges(x / 620, z / 620, seed + 2, 5));
  return (20 + body) * smoothstep(-30, 190, side) * reach;
};

const coast: Heights = (x, z, seed) => {
  const r = Math.hypot(x, z);
  const inland = inlandM(x, z, seed);
  if (inland < 0) {
    const bed = Math.max(-20, 0.09 * inland - 1.4);
    return bed + capes(x, z, seed) + islands(x, z, seed);
  }
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
  desert: (x, z, seed) => (Math.hypot(x, z) < 9 ? 0 : desert(x, z, seed)),
  mountains: (x, z, seed) => (Math.hypot(x, z) < 9 ? 0 : mountains(x, z, seed)),
  hills: (x, z, seed) => (Math.hypot(x, z) < 9 ? 0 : hills(x, z, seed)),
  plain: (x, z, seed) => (Math.hypot(x, z) < 9 ? 0 : plain(x, z, seed)),
  forest: (x, z, seed) => (Math.hypot(x, z) < 9 ? 0 : forest(x, z, seed)),
  snowfield: (x, z, seed) => (Math.hypot(x, z) < 9 ? 0 : snowfield(x, z, seed)),
  ocean,
  coast: (x, z, seed) => (Math.hypot(x, z) < 9 ? 0 : coast(x, z, seed)),
  city: (x, z, seed) => 0.6 * farHills(x, z, seed),
  street: level,
  room: (x, z, seed) => (Math.hypot(x, z) < 12 ? 0 : 2 * plain(x, z, seed)),
  space: level,
};
