import type { TrackingSample } from '../../../core/tracking/tracking-sample.ts';
import { setOrientationYxz } from '../../sample-orientation.ts';
import { type AxisMap, setOrientationFromTurns, type TurnOrder } from './axes.ts';
import {
  angleBits,
  lensBits,
  poseBits,
  quaternionBits,
  rotationBits,
  slotBit,
  slotCount,
  slots,
  trackedBit,
  turnBits,
} from './slots.ts';

/**
 * Parts of one pose leave their sender together. What lies further apart, or further than half the
 * time between two poses, is of two of them, ms.
 */
const togetherMs = 8;
/** A gap beyond this says nothing about the sender's rate, ms. */
const longestGapMs = 100;

/** What one message has brought. */
export interface Arrival {
  values: Float64Array;
  /** The slots of `values` that it fills. */
  filled: number;
  order: TurnOrder;
  axes: AxisMap;
  nowMs: number;
}

/** Which slots a pose needs, and in how many messages it comes. */
interface Needs {
  needed(rotation: number): number;
  parts: number;
}

/** What a message leads to: a pose, a lens alone, or nothing yet. */
export type Outcome = 'pose' | 'lens' | 'nothing';

/**
 * Puts a subject's pose together from one message or several. A pose is complete with the last of
 * its parts, when all of them came together. Parts that never come together (faders, a sender
 * that sends only what changes) make a pose with what is known of the others, after some patience.
 */
export class SubjectPose {
  readonly #needs: Needs;
  readonly #values = new Float64Array(slotCount);
  readonly #arrivedMs = new Float64Array(slotCount);
  /** Slots filled since the last pose, and ever. */
  #fresh = 0;
  #seen = 0;
  #rotation = 0;
  #order: TurnOrder = 'YXZ';
  #axes: AxisMap | undefined;
  #isTracked = true;
  #waiting = 0;
  /** Smoothed time from one pose to the next. */
  #periodMs = 2 * togetherMs;
  heardMs = 0;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  take(arrival: Arrival): Outcome {
    this.heardMs = arrival.nowMs;
    const pose = arrival.filled & poseBits;
    // The same part again: a new pose has begun, and the old one will not be complete.
    if ((this.#fresh & pose) !== 0) this.#fresh = 0;
    if ((this.#seen & pose) !== 0) this.#measure(pose, arrival.nowMs);
    this.#keep(arrival);
    if ((arrival.filled & trackedBit) !== 0) {
      this.#isTracked = this.#values[slots.tracked] !== 0;
      if (pose === 0) return this.#isTracked || !this.#isKnown() ? 'nothing' : 'pose';
    }
    if (pose === 0) return (arrival.filled & lensBits) !== 0 ? 'lens' : 'nothing';
    return this.#isComplete(arrival.nowMs) ? 'pose' : 'nothing';
  }

  /** Writes the outcome into the sample, and begins anew. The pose is not checked yet. */
  fill(sample: TrackingSample, outcome: Outcome): void {
    sample.valid = this.#isTracked;
    if (outcome === 'pose') this.#fillPose(sample);
    this.#fillRest(sample);
    if (outcome === 'pose') this.#fresh = 0;
    else this.#fresh &= ~lensBits;
  }

  #keep({ values, filled, order, axes, nowMs }: Arrival): void {
    for (let slot = 0; slot < slotCount; slot += 1) {
      if ((filled & slotBit(slot)) === 0) continue;
      this.#values[slot] = values[slot] ?? 0;
      this.#arrivedMs[slot] = nowMs;
    }
    this.#fresh |= filled;
    this.#seen |= filled;
    if ((filled & rotationBits) === 0) return;
    this.#rotation = filled & rotationBits;
    this.#order = order;
    this.#axes = axes;
  }

  #measure(pose: number, nowMs: number): void {
    const slot = 31 - Math.clz32(pose);
    const gapMs = nowMs - (this.#arrivedMs[slot] ?? nowMs);
    if (gapMs < longestGapMs) this.#periodMs += 0.1 * (gapMs - this.#periodMs);
  }

  #isKnown(): boolean {
    const needed = this.#needs.needed(this.#rotation);
    return needed !== 0 && (this.#seen & needed) === needed;
  }

  #isComplete(nowMs: number): boolean {
    const needed = this.#needs.needed(this.#rotation);
    this.#dropStale(needed, nowMs);
    if ((this.#fresh & needed) === needed) {
      this.#waiting = 0;
      return true;
    }
    this.#waiting += 1;
    return this.#waiting > 4 * this.#needs.parts && this.#isKnown();
  }

  #dropStale(needed: number, nowMs: number): void {
    const limitMs = Math.min(togetherMs, this.#periodMs / 2);
    for (let slot = 0; slot < slotCount; slot += 1) {
      const bit = slotBit(slot);
      if ((needed & bit) === 0) continue;
      if (nowMs - (this.#arrivedMs[slot] ?? nowMs) > limitMs) this.#fresh &= ~bit;
    }
  }

  #fillPose(sample: TrackingSample): void {
    const v = this.#values;
    sample.hasPose = true;
    sample.x = v[slots.x] ?? 0;
    sample.y = v[slots.y] ?? 0;
    sample.z = v[slots.z] ?? 0;
    if ((this.#rotation & quaternionBits) !== 0) {
      sample.qx = v[slots.qx] ?? 0;
      sample.qy = v[slots.qy] ?? 0;
      sample.qz = v[slots.qz] ?? 0;
      sample.qw = v[slots.qw] ?? 0;
    } else if ((this.#rotation & turnBits) !== 0 && this.#axes) {
      const rx = v[slots.rx] ?? 0;
      const ry = v[slots.ry] ?? 0;
      const rz = v[slots.rz] ?? 0;
      setOrientationFromTurns(sample, rx, ry, rz, this.#order, this.#axes);
    } else if ((this.#rotation & angleBits) !== 0) {
      setOrientationYxz(sample, v[slots.tilt] ?? 0, v[slots.pan] ?? 0, -(v[slots.roll] ?? 0));
    }
  }

  #fillRest(sample: TrackingSample): void {
    sample.focalLengthMm = this.#positive(slots.focalLengthMm);
    sample.focusDistanceM = this.#positive(slots.focusDistanceM);
    sample.fStop = this.#positive(slots.fStop);
    sample.entrancePupilMm = this.#freshValue(slots.entrancePupilMm);
    sample.zoomEncoder = this.#freshValue(slots.zoomEncoder);
    sample.focusEncoder = this.#freshValue(slots.focusEncoder);
    sample.irisEncoder = this.#freshValue(slots.irisEncoder);
    sample.sequence = this.#freshValue(slots.sequence);
    const fov = this.#positive(slots.verticalFov);
    sample.verticalFovRad = fov < Math.PI ? fov : Number.NaN;
    const timeMs = this.#freshValue(slots.timeMs);
    if (!Number.isNaN(timeMs)) sample.sourceTimeMs = timeMs;
  }

  #freshValue(slot: number): number {
    return (this.#fresh & slotBit(slot)) !== 0 ? (this.#values[slot] ?? Number.NaN) : Number.NaN;
  }

  #positive(slot: number): number {
    const value = this.#freshValue(slot);
    return value > 0 ? value : Number.NaN;
  }
}
