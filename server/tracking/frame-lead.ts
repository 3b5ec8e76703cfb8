import { periodMs, type Rate } from '../../core/time/rate.ts';

/**
 * How long before its time a frame is sent while no stage client has said what it needs: half a period, by which
 * an output may latch ahead (LatchLead), and 8 ms for the timer and the way.
 */
export const usualLeadMs = (rate: Rate): number => periodMs(rate) / 2 + 8;

/** No frame is sent earlier than this: prediction over a longer time would cost more than a miss. */
export const mostLeadMs = (rate: Rate): number => Math.max(usualLeadMs(rate), 60);

const slotMs = 100;
const slotCount = 50;
/** What a packet has to spare beyond the lateness that was seen. */
const spareMs = 3;
/** Whoever is later than this is helped by no lead. */
const hopelessMs = 60;
const nobody = Number.NEGATIVE_INFINITY;

/** A tenth of a second in which packets come too late is as bad as so much more lead in the whole five seconds, ms. */
const lateTenthMs = 10;

/**
 * How long before its time each frame is sent: as long as the stage clients need it, by what they said in the
 * last five seconds (the way to them, less what each waits beyond a frame's time before it latches), and the
 * server's own timer, at worst in each tenth. A packet that comes too late makes its output extrapolate alone,
 * and outputs may differ; a longer lead predicts further, and errs more on every frame. The lead is the one that
 * costs least together. Nobody counts who is so late that no lead would help. Never after a frame's time.
 */
export class FrameLead {
  readonly #timerMs = new Float64Array(slotCount);
  readonly #neededMs = new Float64Array(slotCount).fill(nobody);
  #slot = -1;
  #isStale = false;
  #leadMs = nobody;

  /** The planner's timer came this much after a frame was due to be sent. */
  late(ms: number, nowMs: number): void {
    this.#tell(this.#timerMs, ms, nowMs);
  }

  /** Had frames been sent so long before their time, a stage client would have had them when it latched. */
  needed(ms: number, nowMs: number): void {
    this.#tell(this.#neededMs, ms, nowMs);
  }

  ms(rate: Rate): number {
    if (this.#isStale) this.#look();
    if (this.#leadMs === nobody) return usualLeadMs(rate);
    return Math.max(0, Math.min(this.#leadMs, mostLeadMs(rate)));
  }

  #tell(slots: Float64Array, ms: number, nowMs: number): void {
    this.#turnTo(Math.floor(nowMs / slotMs));
    const at = this.#slot % slotCount;
    if (!(ms > (slots[at] ?? nobody)) || ms > hopelessMs) return;
    slots[at] = ms;
    this.#isStale = true;
  }

  #turnTo(slot: number): void {
    if (slot === this.#slot) return;
    // A clock that went far on, or back, leaves nothing of the old five seconds.
    const first =
      slot > this.#slot && slot - this.#slot < slotCount ? this.#slot + 1 : slot - slotCount + 1;
    for (let i = Math.max(0, first); i <= slot; i++) {
      this.#timerMs[i % slotCount] = 0;
      this.#neededMs[i % slotCount] = nobody;
    }
    this.#slot = slot;
    this.#isStale = true;
  }

  #look(): void {
    this.#isStale = false;
    this.#leadMs = nobody;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < slotCount; i++) {
      const ms = this.#slotMs(i);
      if (ms === nobody) continue;
      const leadMs = ms + spareMs;
      const cost = Math.max(0, leadMs) + lateTenthMs * this.#tenthsBeyond(ms);
      if (cost >= least) continue;
      least = cost;
      this.#leadMs = leadMs;
    }
  }

  #tenthsBeyond(ms: number): number {
    let count = 0;
    for (let i = 0; i < slotCount; i++) if (this.#slotMs(i) > ms) count++;
    return count;
  }

  #slotMs(i: number): number {
    return (this.#timerMs[i] ?? 0) + (this.#neededMs[i] ?? nobody);
  }
}
