import { fractalNoise, gradientNoise } from '../noise.ts';
import { smoothstep } from '../smoothstep.ts';

/** Rise on the windward side, a sharp crest, a short slip face: one dune across, 0..1. */
function duneProfile(phase: number): number {
  const f = phase - Math.floor(phase);
  const crest = 0.72;
  const rise = f < crest ? f / crest : (1 - f) / (1 - crest);
  return f < crest ? rise ** 1.7 : rise ** 1.35;
}

/** One family of dunes, 0..1.2: crests across the wind, `lengthM` apart, bent and broken by noise. */
export function duneField(
  x: number,
  z: number,
  lengthM: number,
  windRad: number,
  bend: number,
  seed: number,
): number {
  const warp = fractalNoise(x / (lengthM * 2.6), z / (lengthM * 2.6), seed, 2);
  const along = x * Math.cos(windRad) + z * Math.sin(windRad);
  const phase = along / lengthM + warp * bend;
  const height = 0.5 + 0.75 * gradientNoise(x / (lengthM * 1.7), z / (lengthM * 1.7), seed + 7);
  return duneProfile(phase) * Math.max(0, Math.min(1.2, height));
}

/** A valley that keeps the view ahead (−Z) open as far as the mesas: 1 inside, 0 outside. */
function valley(x: number, z: number): number {
  const bearing = Math.atan2(x, -z);
  const far = Math.hypot(x, z);
  const meander = 0.16 * Math.sin(far / 420) + 0.1 * Math.sin(far / 173 + 1);
  return 1 - smoothstep(0.06, 0.5, Math.abs(bearing + 0.08 - meander));
}

/**
 * Height of the sand in metres at a point of environment space. Zero within 9 m of the origin, where
 * the physical stage stands; dunes of 4 m begin some 25 m out, the great ones beyond 200 m.
 */
export function terrainHeightM(x: number, z: number, seed: number): number {
  const r = Math.hypot(x, z);
  if (r < 9) return 0;
  const open = 1 - 0.82 * valley(x, z);
  const swell = 0.5 * fractalNoise(x / 38, z / 38, seed, 2) * smoothstep(9, 45, r);
  const near =
    4.2 * duneField(x, z, 34, 0.5, 0.75, seed + 1) * smoothstep(16, 70, r) * (0.35 + 0.65 * open);
  const middle = 21 * duneField(x, z, 130, 0.62, 0.85, seed + 2) * smoothstep(60, 260, r) * open;
  const great = 80 * duneField(x, z, 520, 0.4, 0.8, seed + 3) * smoothstep(260, 1100, r) * open;
  const fade = 1 - 0.85 * smoothstep(3500, 8000, r);
  const plain = 14 * fractalNoise(x / 2600, z / 2600, seed + 4, 3) * smoothstep(700, 3000, r);
  return swell + near + (middle + great) * fade + plain;
}
