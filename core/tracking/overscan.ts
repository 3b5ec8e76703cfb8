import { degFromRad, type Pose, quat, vec3 } from '../math.ts';
import type { Velocity } from './motion.ts';

/** How a camera's overscan is chosen: always `least`, or by the movement between the two factors. */
export interface OverscanSetting {
  mode: 'fixed' | 'live';
  least: number;
  most: number;
}

/** How fast the picture of the wall runs through a camera's view. */
export interface ViewSpeed {
  /** Speeds about the camera's own axes, rad/ms: up and down, to the sides, about the view. */
  tilt: number;
  pan: number;
  roll: number;
  /** Speed of the pupil over its distance to the wall, 1/ms. */
  shift: number;
}

/** What a frame's overscan has to cover. */
export interface OverscanNeed {
  /** Tangents of the lens's half-angles, both above 0. */
  tanHalfWidth: number;
  tanHalfHeight: number;
  speed: Readonly<ViewSpeed>;
  /** From the moment the camera was there to the light of the frame, ms. */
  latencyMs: number;
  /** As much of it as the pose was predicted over, ms. */
  predictedMs: number;
  isTakeRolling: boolean;
  /** Since the frame before, ms. */
  elapsedMs: number;
}

export const createViewSpeed = (): ViewSpeed => ({ tilt: 0, pan: 0, roll: 0, shift: 0 });

/**
 * The share of a movement that prediction still gets wrong. Target T7 allows an error of 0.25 of
 * holding, root mean square; half of the movement is twice that.
 */
const residualShare = 0.5;
/** Time constant with which overscan that is no longer needed goes away. */
const decayMs = 2000;

/** Latency that counts in full: what is not predicted, and the residual of what is. */
export const uncoveredMs = (latencyMs: number, predictedMs: number): number =>
  Math.max(0, latencyMs - (1 - residualShare) * Math.min(Math.max(0, predictedMs), latencyMs));

const back = quat.create();
const turning = vec3.create();

/** View speed of a pose that moves at `velocity`, `distance` metres from the wall. */
export function viewSpeed(
  out: ViewSpeed,
  pose: Readonly<Pose>,
  velocity: Readonly<Velocity>,
  distance: number,
): ViewSpeed {
  quat.conjugate(back, pose.orientation);
  vec3.transformQuat(turning, velocity.angular, back);
  out.tilt = Math.abs(turning[0]);
  out.pan = Math.abs(turning[1]);
  out.roll = Math.abs(turning[2]);
  out.shift = vec3.length(velocity.linear) / Math.max(distance, 0.1);
  return out;
}

/**
 * Overscan of one camera over time: the factor on the tangents of its half-angles. It grows at once
 * to what the movement needs, falls back with a time constant of two seconds, never while a take
 * rolls, and stays between the setting's `least` and `most` (whose change alone may shrink it).
 */
export class Overscan {
  factor = 1;
  /** What the factor covers at the present latency: a pan of so many degrees per second. */
  coversDegPerS = Number.POSITIVE_INFINITY;
  /** Whether the movement would need more than `most`. */
  isAtLimit = false;

  /** The factor for the next frame. Allocates nothing. */
  update({ mode, least, most }: Readonly<OverscanSetting>, need: Readonly<OverscanNeed>): number {
    const coverMs = uncoveredMs(need.latencyMs, need.predictedMs);
    const needed = neededFactor(need, coverMs);
    const highest = mode === 'fixed' ? least : Math.max(least, most);
    this.isAtLimit = needed > highest;
    const wanted = Math.min(highest, Math.max(least, needed));
    const kept = need.isTakeRolling ? 1 : Math.exp(-Math.max(0, need.elapsedMs) / decayMs);
    const faded = wanted + Math.max(0, this.factor - wanted) * kept;
    this.factor = Math.min(highest, faded);
    const margin = Math.atan(this.factor * need.tanHalfWidth) - Math.atan(need.tanHalfWidth);
    this.coversDegPerS = degFromRad(margin / coverMs) * 1000;
    return this.factor;
  }
}

/**
 * The factor with which a drawn frustum still holds the whole view after `coverMs` of movement:
 * turning widens an edge's angle, moving and rolling shift it on the wall, in units of distance.
 */
function neededFactor(need: Readonly<OverscanNeed>, coverMs: number): number {
  const { tanHalfWidth: width, tanHalfHeight: height, speed } = need;
  const shift = speed.shift * coverMs;
  const roll = speed.roll * coverMs;
  const wide = widened(width, speed.pan * coverMs) + shift + roll * height;
  const high = widened(height, speed.tilt * coverMs) + shift + roll * width;
  return Math.max(wide / width, high / height);
}

/** Tangent of a half-angle (given as its tangent) that is widened by `rad`. */
function widened(tangent: number, rad: number): number {
  const angle = Math.atan(tangent) + rad;
  return angle < Math.PI / 2 ? Math.tan(angle) : Number.POSITIVE_INFINITY;
}
