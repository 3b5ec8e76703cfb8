import { createPose, type Pose, quat, type Triple, vec3 } from '../math.ts';
import { coastMs } from './camera-status.ts';
import { createVelocity, displace, rotationVector, type Velocity } from './motion.ts';
import { followCourse } from './motion-course.ts';
import { MotionEstimate } from './motion-estimate.ts';
import type { PoseRing } from './pose-ring.ts';

/** How a camera's poses are carried to a frame's target time. All in ms. */
export interface PredictionSettings {
  /** How much older than its arrival a sample is: predicts further. */
  trackingAgeMs: number;
  /** Deliberate delay: predicts less, or looks back into the buffer. */
  holdBackMs: number;
  /** Gap without a sample after which the movement begins to die away. */
  patienceMs: number;
}

export interface Bounds {
  min: Readonly<Triple>;
  max: Readonly<Triple>;
}

/** No pose is predicted further than this past the newest sample. */
export const maxHorizonMs = 100;

/**
 * Distance travelled (in ms of full speed) after `gapMs` without a sample: full speed up to the
 * patience, then falling in a straight line to a stop over the coast time.
 */
function travelledMs(gapMs: number, patienceMs: number): number {
  if (gapMs <= patienceMs) return gapMs;
  const fading = Math.min(coastMs, gapMs - patienceMs);
  return patienceMs + fading - (fading * fading) / (2 * coastMs);
}

/**
 * How far from the newest sample the pose is wanted, ms: negative looks back into the buffer,
 * positive predicts. `gapMs` is the time from the newest sample's arrival to the target.
 */
export function horizonMs(gapMs: number, settings: PredictionSettings): number {
  const { trackingAgeMs, holdBackMs, patienceMs } = settings;
  const offset = trackingAgeMs - holdBackMs;
  if (gapMs + offset <= 0) return gapMs + offset;
  const ahead =
    travelledMs(gapMs, patienceMs) -
    travelledMs(Math.max(0, -offset), patienceMs) +
    Math.max(0, offset);
  return Math.min(maxHorizonMs, ahead);
}

/** How fast the horizon still grows with the target: 1 up to the patience, then falling to 0. */
function travelRate(gapMs: number, patienceMs: number): number {
  return Math.min(1, Math.max(0, 1 - (gapMs - patienceMs) / coastMs));
}

const unused = createVelocity();
const older = createPose();
const moved = vec3.create();
const turned = vec3.create();
const between = quat.create();
const estimate = new MotionEstimate();

/**
 * The pose for `targetMs`, into `out`, from a ring that is not empty: interpolated between samples
 * (straight line and slerp), or estimated from them at the horizon (MotionEstimate). Never outside
 * `bounds` (metres, stage axes). `velocity` becomes that of the pose at the target: m/ms, and the
 * rotation vector per ms, zero where the movement has died away; for whoever must draw a little
 * later than the target (`moveOn`). Pure in its arguments; allocates nothing.
 */
export function predictPose(
  out: Pose,
  ring: PoseRing,
  targetMs: number,
  settings: PredictionSettings,
  bounds: Bounds,
  velocity: Velocity = unused,
): Pose {
  const sinceNewestMs = targetMs - ring.timeMs(0);
  // A sample without a time is taken for one of this moment.
  const gapMs = Number.isFinite(sinceNewestMs) ? sinceNewestMs : 0;
  const horizon = horizonMs(gapMs, settings);
  if (horizon < 0) return interpolate(out, velocity, ring, ring.timeMs(0) + horizon);
  estimate.read(ring, horizon);
  followCourse(moved, velocity.linear, estimate.courses[0], horizon);
  followCourse(turned, velocity.angular, estimate.courses[1], horizon);
  const rate = travelRate(gapMs, settings.patienceMs);
  vec3.scale(velocity.linear, velocity.linear, rate);
  vec3.scale(velocity.angular, velocity.angular, rate);
  return keepInside(displace(ring.read(out, 0), moved, turned), bounds);
}

function interpolate(out: Pose, velocity: Velocity, ring: PoseRing, timeMs: number): Pose {
  vec3.zero(velocity.linear);
  vec3.zero(velocity.angular);
  let index = 1;
  while (index < ring.count && ring.timeMs(index) > timeMs) index += 1;
  if (index >= ring.count) return ring.read(out, ring.count - 1);
  ring.read(older, index);
  ring.read(out, index - 1);
  const start = ring.timeMs(index);
  const span = ring.timeMs(index - 1) - start;
  const t = span > 0 ? (timeMs - start) / span : 1;
  if (span > 0) slope(velocity, older, out, span);
  vec3.lerp(out.position, older.position, out.position, t);
  quat.slerp(out.orientation, older.orientation, out.orientation, t);
  return out;
}

function slope(out: Velocity, from: Readonly<Pose>, to: Readonly<Pose>, ms: number): void {
  vec3.subtract(out.linear, to.position, from.position);
  vec3.scale(out.linear, out.linear, 1 / ms);
  quat.conjugate(between, from.orientation);
  quat.multiply(between, to.orientation, between);
  rotationVector(out.angular, between);
  vec3.scale(out.angular, out.angular, 1 / ms);
}

/** Moves a position to the nearest one inside the bounds. */
export function keepInside(pose: Pose, { min, max }: Bounds): Pose {
  for (let axis = 0; axis < 3; axis++) {
    const value = pose.position[axis] ?? 0;
    pose.position[axis] = Math.min(max[axis] ?? value, Math.max(min[axis] ?? value, value));
  }
  return pose;
}

/** Whether a position (metres, stage axes) is finite and inside the bounds. */
export function isInside(position: Readonly<vec3>, { min, max }: Bounds): boolean {
  for (let axis = 0; axis < 3; axis++) {
    const value = position[axis] ?? Number.NaN;
    if (!(value >= (min[axis] ?? 0) && value <= (max[axis] ?? 0))) return false;
  }
  return true;
}
