import { createPose, type Pose, quat, type Triple, vec3 } from '../math.ts';
import { coastMs } from './camera-status.ts';
import { createVelocity, moveOn, velocityAtNewest } from './motion.ts';
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

const velocity = createVelocity();
const older = createPose();

/**
 * The pose for `targetMs`, into `out`, from a ring that is not empty: interpolated between samples
 * (straight line and slerp), or the newest one moved on at its fitted velocity. Never outside
 * `bounds` (metres, stage axes). Pure in its arguments; allocates nothing.
 */
export function predictPose(
  out: Pose,
  ring: PoseRing,
  targetMs: number,
  settings: PredictionSettings,
  bounds: Bounds,
): Pose {
  const horizon = horizonMs(targetMs - ring.timeMs(0), settings);
  if (horizon < 0) return interpolate(out, ring, ring.timeMs(0) + horizon);
  ring.read(out, 0);
  if (horizon > 0) moveOn(out, velocityAtNewest(velocity, ring), horizon);
  return keepInside(out, bounds);
}

function interpolate(out: Pose, ring: PoseRing, timeMs: number): Pose {
  let index = 1;
  while (index < ring.count && ring.timeMs(index) > timeMs) index += 1;
  if (index >= ring.count) return ring.read(out, ring.count - 1);
  ring.read(older, index);
  ring.read(out, index - 1);
  const start = ring.timeMs(index);
  const span = ring.timeMs(index - 1) - start;
  const t = span > 0 ? (timeMs - start) / span : 1;
  vec3.lerp(out.position, older.position, out.position, t);
  quat.slerp(out.orientation, older.orientation, out.orientation, t);
  return out;
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
