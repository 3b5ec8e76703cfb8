import { createPose, quat, vec3 } from '../math.ts';
import { rotationVector } from './motion.ts';
import type { PoseRing } from './pose-ring.ts';

/** Translation and rotation are judged apart; each takes three of a sample's six values. */
export const groups = [0, 1] as const;
export type Group = (typeof groups)[number];

export const mostSamples = 192;
/** Samples closer than this came at one moment: their difference says nothing about speed. */
export const leastGapMs = 0.01;
/** Older samples say nothing more about where a camera stands. */
const reachMs = 2000;

const newest = createPose();
const other = createPose();
const back = quat.create();
const turned = vec3.create();

/**
 * The newest samples of one movement relative to the newest of all, newest first: times in ms (0 and
 * less), then metres in stage axes and the rotation vector of q·q_newest⁻¹ (rad, the log map of
 * SO(3)), so that a still tracker is all zeros. Flat and filled again for every frame.
 */
export class MotionHistory {
  count = 0;
  readonly timesMs = new Float64Array(mostSamples);
  /** Six per sample: x, y, z, then the rotation vector. */
  readonly values = new Float64Array(mostSamples * 6);

  /** Reads a ring that is not empty. */
  read(ring: PoseRing): void {
    ring.read(newest, 0);
    quat.conjugate(back, newest.orientation);
    const newestMs = ring.timeMs(0);
    const most = Math.min(ring.connected, mostSamples);
    this.values.fill(0, 0, 6);
    this.timesMs[0] = 0;
    this.count = 1;
    while (this.count < most) {
      const timeMs = ring.timeMs(this.count) - newestMs;
      if (timeMs < -reachMs) return;
      this.timesMs[this.count] = timeMs;
      this.#readSample(ring, this.count);
      this.count += 1;
    }
  }

  /** How many of the samples lie within `ms` of the newest. */
  within(ms: number): number {
    let n = 1;
    while (n < this.count && (this.timesMs[n] ?? 0) >= -ms) n += 1;
    return n;
  }

  #readSample(ring: PoseRing, index: number): void {
    ring.read(other, index);
    quat.multiply(other.orientation, other.orientation, back);
    rotationVector(turned, other.orientation);
    for (let axis = 0; axis < 3; axis++) {
      const moved = (other.position[axis] ?? 0) - (newest.position[axis] ?? 0);
      this.values[index * 6 + axis] = moved;
      this.values[index * 6 + 3 + axis] = turned[axis] ?? 0;
    }
  }
}
