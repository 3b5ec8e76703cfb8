import { periodMs, type Rate } from '../../core/time/rate.ts';

/**
 * How long before its time a frame is sent while nothing is late: half a period, by which an output may latch
 * ahead (LatchLead), and 8 ms for the timer and the way.
 */
export const leastLeadMs = (rate: Rate): number => periodMs(rate) / 2 + 8;

/** No frame is sent earlier than this: prediction over a longer time would cost more than a miss. */
export const mostLeadMs = (rate: Rate): number => Math.max(leastLeadMs(rate), 60);

const slotMs = 100;
const slotCount = 50;
/** What a packet has to spare beyond the lateness that was seen. */
const spareMs = 3;
/** Whoever is later than this is helped by no lead. */
const hopelessMs = 60;

/**
 * How long before its time each frame is sent, from how late packets were in the last five seconds: the
 * server's own timer and the way to the stage clients, at worst in each tenth. A packet that comes too late
 * makes its output extrapolate alone, and outputs differ; a longer lead predicts further, and errs more on
 * every frame. So the worst tenth is left out: one hiccup moves nothing. Nor does a client so late that no
 * lead would help it.
 */
export class FrameLead {
  readonly #timerMs = new Float64Array(slotCount);
  readonly #wayMs = new Float64Array(slotCount);
  #slot = -1;
  #neededMs = 0;

  /** The planner's timer came this much after a frame was due to be sent. */
  late(ms: number, nowMs: number): void {
    this.#tell(this.#timerMs, ms, nowMs);
  }

  /** A packet came to a stage client this long after it was sent. */
  underWay(ms: number, nowMs: number): void {
    this.#tell(this.#wayMs, ms, nowMs);
  }

  ms(rate: Rate): number {
    return Math.max(leastLeadMs(rate), Math.min(this.#neededMs + spareMs, mostLeadMs(rate)));
  }

  #tell(slots: Float64Array, ms: number, nowMs: number): void {
    this.#turnTo(Math.floor(nowMs / slotMs));
    const at = this.#slot % slotCount;
    if (!(ms > (slots[at] ?? 0)) || ms > hopelessMs) return;
    slots[at] = ms;
    this.#need();
  }

  #turnTo(slot: number): void {
    if (slot === this.#slot) return;
    // A clock that went far on, or back, leaves nothing of the old five seconds.
    const first =
      slot > this.#slot && slot - this.#slot < slotCount ? this.#slot + 1 : slot - slotCount + 1;
    for (let i = Math.max(0, first); i <= slot; i++) {
      this.#timerMs[i % slotCount] = 0;
      this.#wayMs[i % slotCount] = 0;
    }
    this.#slot = slot;
    this.#need();
  }

  /** The second worst tenth. */
  #need(): void {
    let [worst, second] = [0, 0];
    for (let i = 0; i < slotCount; i++) {
      const ms = (this.#timerMs[i] ?? 0) + (this.#wayMs[i] ?? 0);
      second = Math.max(second, Math.min(worst, ms));
      worst = Math.max(worst, ms);
    }
    this.#neededMs = second;
  }
}
