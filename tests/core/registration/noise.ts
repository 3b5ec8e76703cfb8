import { createPose, type Pose, quat, type Triple, vec3 } from '../../../core/math.ts';
import { seededRandom } from '../../support/random.ts';

export type Random = () => number;

/** Standard normal numbers by Box and Muller. */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

export const between = (random: Random, low: number, high: number): number =>
  low + (high - low) * random();

export const tripleFrom = (v: Readonly<vec3>): Triple => [v[0], v[1], v[2]];

/** The point with normal noise in each direction. */
export const noisy = (point: Readonly<Triple>, sigma: number, random: Random): Triple => [
  point[0] + sigma * normal(random),
  point[1] + sigma * normal(random),
  point[2] + sigma * normal(random),
];

/** A turn that is any with the same likelihood. */
export function anyTurn(random: Random): quat {
  const q: quat = [normal(random), normal(random), normal(random), normal(random)];
  return quat.normalize(q, q);
}

export function anyPose(random: Random, reach: number): Pose {
  const pose = createPose();
  vec3.set(
    pose.position,
    between(random, -reach, reach),
    between(random, -reach, reach),
    between(random, -reach, reach),
  );
  quat.copy(pose.orientation, anyTurn(random));
  return pose;
}

/** Angle between two orientations, degrees. */
export function turnBetweenDeg(a: quat, b: quat): number {
  const between = quat.multiply(quat.create(), quat.conjugate(quat.create(), a), b);
  const s = Math.hypot(between[0], between[1], between[2]);
  return (2 * Math.atan2(s, Math.abs(between[3])) * 180) / Math.PI;
}

/** The value below which a share of all lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** One generator per seed, so that a single bad one can be run again alone. */
export const seeds = (first: number, count: number): { seed: number; random: Random }[] =>
  Array.from({ length: count }, (_, i) => ({ seed: first + i, random: seededRandom(first + i) }));
