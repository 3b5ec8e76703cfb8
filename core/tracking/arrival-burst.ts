import type { PoseRing } from './pose-ring.ts';

/** Packets this close, as part of their source's period, were held up together on the way. */
const together = 0.3;

/**
 * Poses of a source without timestamps count by their arrival. What a stalled network or process held
 * back arrives all at once, and would look like a leap: the poses of such a burst are laid out again
 * one period apart, ending at their arrival. A single packet is left alone, however late: it may be
 * that the ones before it are lost.
 */
export class ArrivalBurst {
  #count = 0;
  #lastMs = Number.NaN;

  /**
   * A pose that arrived at `receivedMs` was just pushed. `periodMs`: its source's own rhythm. Moves
   * the times of the poses that came with it, never before the one ahead of them. Allocates nothing.
   */
  spread(ring: PoseRing, receivedMs: number, periodMs: number): void {
    const gapMs = receivedMs - this.#lastMs;
    this.#lastMs = receivedMs;
    this.#layOut(ring, receivedMs, periodMs, gapMs < together * periodMs);
  }

  /** The same where the source's slots are known: `isShared` when the pose before it has the same slot, at `timeMs`. */
  spreadSlots(ring: PoseRing, timeMs: number, periodMs: number, isShared: boolean): void {
    this.#layOut(ring, timeMs, periodMs, isShared);
  }

  #layOut(ring: PoseRing, timeMs: number, periodMs: number, isTogether: boolean): void {
    this.#count = isTogether ? this.#count + 1 : 1;
    const count = Math.min(this.#count, ring.count - 1);
    if (count < 2) return;
    const spacingMs = Math.min(periodMs, (timeMs - ring.timeMs(count)) / count);
    for (let i = 1; i < count; i++) ring.setTime(i, timeMs - i * spacingMs);
  }
}
