import { createPose, type Pose, quat, vec3 } from '../math.ts';
import type { PoseRing } from './pose-ring.ts';

/** Velocity of a pose: m/ms in stage axes, and the rotation vector per ms (axis · rad/ms). */
export interface Velocity {
  linear: vec3;
  angular: vec3;
}

export const createVelocity = (): Velocity => ({ linear: vec3.create(), angular: vec3.create() });

/** Newest samples that the line is fitted through, and how far back they may lie. */
const fitSamples = 8;
const fitWindowMs = 100;
const pairWindowMs = 250;

/** Rotation vector (axis · angle, rad, angle ≤ π) of a unit quaternion: the log map of SO(3). */
export function rotationVector(out: vec3, q: Readonly<quat>): vec3 {
  const sign = q[3] < 0 ? -1 : 1;
  const s = Math.hypot(q[0], q[1], q[2]);
  const factor = s < 1e-12 ? 2 * sign : (sign * 2 * Math.atan2(s, sign * q[3])) / s;
  return vec3.set(out, q[0] * factor, q[1] * factor, q[2] * factor);
}

/** The inverse: unit quaternion of a rotation vector. */
export function quatFromRotationVector(out: quat, v: Readonly<vec3>): quat {
  const angle = Math.hypot(v[0], v[1], v[2]);
  const factor = angle < 1e-12 ? 0.5 : Math.sin(angle / 2) / angle;
  return quat.set(out, v[0] * factor, v[1] * factor, v[2] * factor, Math.cos(angle / 2));
}

/** Sums of a straight line's least squares fit, position and rotation vector together. */
const sums = new Float64Array(6);
const timesDistance = new Float64Array(6);
const newest = createPose();
const other = createPose();
const back = quat.create();
const turned = vec3.create();

/**
 * Velocity at the newest pose of `ring`: the slope of the least squares line through the last
 * samples of the movement, in position and in the log map of q·q_newest⁻¹, both relative to the
 * newest pose, so that a still tracker has a velocity of exactly zero. Zero when fewer than two
 * samples belong together. Allocates nothing.
 */
export function velocityAtNewest(out: Velocity, ring: PoseRing): Velocity {
  vec3.zero(out.linear);
  vec3.zero(out.angular);
  ring.read(newest, 0);
  quat.conjugate(back, newest.orientation);
  sums.fill(0);
  timesDistance.fill(0);
  let [n, sumT, sumTT] = [1, 0, 0];
  for (let i = 1; i < Math.min(fitSamples, ring.connected); i++) {
    const t = ring.timeMs(i) - ring.timeMs(0);
    if (-t > (i === 1 ? pairWindowMs : fitWindowMs)) break;
    n += 1;
    sumT += t;
    sumTT += t * t;
    addSample(ring, i, t);
  }
  const spread = n * sumTT - sumT * sumT;
  if (!(spread > 1e-6)) return out;
  for (let c = 0; c < 3; c++) {
    out.linear[c] = slope(c, n, sumT, spread);
    out.angular[c] = slope(c + 3, n, sumT, spread);
  }
  return out;
}

const slope = (component: number, n: number, sumT: number, spread: number): number =>
  (n * (timesDistance[component] ?? 0) - sumT * (sums[component] ?? 0)) / spread;

function addSample(ring: PoseRing, index: number, t: number): void {
  ring.read(other, index);
  quat.multiply(other.orientation, other.orientation, back);
  rotationVector(turned, other.orientation);
  for (let c = 0; c < 3; c++) {
    const distance = (other.position[c] ?? 0) - (newest.position[c] ?? 0);
    const angle = turned[c] ?? 0;
    sums[c] = (sums[c] ?? 0) + distance;
    sums[c + 3] = (sums[c + 3] ?? 0) + angle;
    timesDistance[c] = (timesDistance[c] ?? 0) + t * distance;
    timesDistance[c + 3] = (timesDistance[c + 3] ?? 0) + t * angle;
  }
}

/** Moves `pose` on by `ms` at `velocity`. Exactly unchanged where the velocity is zero. */
export function moveOn(pose: Pose, velocity: Velocity, ms: number): Pose {
  vec3.scaleAndAdd(pose.position, pose.position, velocity.linear, ms);
  if (vec3.squaredLength(velocity.angular) === 0) return pose;
  vec3.scale(turned, velocity.angular, ms);
  quatFromRotationVector(back, turned);
  quat.multiply(pose.orientation, back, pose.orientation);
  quat.normalize(pose.orientation, pose.orientation);
  return pose;
}
