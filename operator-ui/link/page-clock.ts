import { localNowMs } from './messages.ts';

/** Show time on the page, by the offset that the Worker measures. */
export class PageClock {
  /** Least round trip of the measurements, ms; NaN before the first. */
  roundTripMs = Number.NaN;
  #offsetMs = Number.NaN;
  #lastShowMs = Number.NEGATIVE_INFINITY;

  get isKnown(): boolean {
    return Number.isFinite(this.#offsetMs);
  }

  /** `offsetMs`: show time minus `localNowMs`. */
  set(offsetMs: number, roundTripMs: number): void {
    this.#offsetMs = offsetMs;
    this.roundTripMs = roundTripMs;
  }

  /** Show time now, ms. Never less than an earlier answer; NaN before the first measurement. */
  showTimeMs(): number {
    if (!this.isKnown) return Number.NaN;
    this.#lastShowMs = Math.max(this.#lastShowMs, localNowMs() + this.#offsetMs);
    return this.#lastShowMs;
  }
}
