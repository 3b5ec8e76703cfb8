import type { ShowLine } from '../../core/wire/pose-session.ts';
import { localNowMs } from './messages.ts';

/** Show time on the page, by the line that the Worker measures. */
export class PageClock {
  /** Least round trip of the measurements, ms; NaN before the first. */
  roundTripMs = Number.NaN;
  #line: ShowLine | undefined;
  #lastShowMs = Number.NEGATIVE_INFINITY;

  get isKnown(): boolean {
    return this.#line !== undefined;
  }

  set(line: ShowLine, roundTripMs: number): void {
    this.#line = line;
    this.roundTripMs = roundTripMs;
  }

  /** Show time now, ms. Never less than an earlier answer; NaN before the first measurement. */
  showTimeMs(): number {
    if (!this.#line) return Number.NaN;
    const { localMs, showMs, rate } = this.#line;
    this.#lastShowMs = Math.max(this.#lastShowMs, showMs + (localNowMs() - localMs) * rate);
    return this.#lastShowMs;
  }
}
