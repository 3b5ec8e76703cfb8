import { createPose, type Pose, quat, type Triple, vec3 } from '../math.ts';
import { coastMs } from './camera-status.ts';
import { createVelocity, turnBetween, turnPose, type Velocity } from './motion.ts';
import { followCourse } from './motion-course.ts';
import { MotionEstimate } from './motion-estimate.ts';
import type { Group } from './motion-history.ts';
import type { PoseRing } from './pose-ring.ts';

/** How a camera's poses are carried to a frame's target time. All in ms. */
export interface PredictionSettings {
  /** How much older than its arrival a sample is: predicts further. */
  trackingAgeMs: number;
  /** Deliberate delay: predicts less, or looks back into the buffer. */
  holdBackMs: number;
  /** Gap without a sample after which the movement begins to die away. */
  patienceMs: number;
  /** How much older than the sample these parts of it are, as the source says; absent: not at all. */
  translationAgeMs?: number;
  rotationAgeMs?: number;
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
 * positive predicts. `gapMs` is the time from the newest sample's arrival to the target, `partAgeMs`
 * how much older than the sample its translation or rotation is.
 */
export function horizonMs(gapMs: number, settings: PredictionSettings, partAgeMs = 0): number {
  const { trackingAgeMs, holdBackMs, patienceMs } = settings;
  const offset = trackingAgeMs + partAgeMs - holdBackMs;
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
const newer = createPose();
const moved = vec3.create();
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
  const moveMs = horizonMs(gapMs, settings, settings.translationAgeMs);
  const turnMs = horizonMs(gapMs, settings, settings.rotationAgeMs);
  if (moveMs >= 0 || turnMs >= 0) estimate.read(ring);
  const rate = travelRate(gapMs, settings.patienceMs);
  ring.read(out, 0);
  placePart(0, out, velocity.linear, ring, moveMs, rate);
  placePart(1, out, velocity.angular, ring, turnMs, rate);
  return keepInside(out, bounds);
}

/** Moves (part 0) or turns (part 1) the newest pose to its horizon; `speed` becomes that at the target. */
function placePart(
  part: Group,
  out: Pose,
  speed: vec3,
  ring: PoseRing,
  horizon: number,
  rate: number,
): void {
  if (horizon < 0) {
    interpolate(part, out, speed, ring, ring.timeMs(0) + horizon);
    return;
  }
  followCourse(moved, speed, estimate.course(part, horizon), horizon);
  vec3.scale(speed, speed, rate);
  if (part === 0) vec3.add(out.position, out.position, moved);
  else turnPose(out, moved);
}

/** Between the samples on both sides of a time: straight line, slerp. Before the oldest: the oldest. */
function interpolate(part: Group, out: Pose, speed: vec3, ring: PoseRing, timeMs: number): void {
  let index = 1;
  while (index < ring.count && ring.timeMs(index) > timeMs) index += 1;
  const isBefore = index >= ring.count;
  ring.read(older, isBefore ? ring.count - 1 : index);
  ring.read(newer, isBefore ? ring.count - 1 : index - 1);
  const startMs = ring.timeMs(index);
  const spanMs = isBefore ? 0 : ring.timeMs(index - 1) - startMs;
  const t = spanMs > 0 ? (timeMs - startMs) / spanMs : 1;
  if (part === 0) {
    vec3.lerp(out.position, older.position, newer.position, t);
    vec3.subtract(speed, newer.position, older.position);
  } else {
    quat.slerp(out.orientation, older.orientation, newer.orientation, t);
    turnBetween(speed, older, newer);
  }
  vec3.scale(speed, speed, spanMs > 0 ? 1 / spanMs : 0);
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
