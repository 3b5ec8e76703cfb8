import { DividedDifference } from './divided-difference.ts';
import { type Group, groups, type MotionHistory } from './motion-history.ts';

/** How far back a movement's habits are learned. */
const habitMs = 500;

const difference = new DividedDifference();

/**
 * How large a term of a movement's course usually is: the mean square of divided differences of one
 * order, of samples so far apart that a hand's tremor still shows.
 */
export class Habit {
  readonly #order: number;
  readonly #spacingMs: number;
  readonly #squares = new Float64Array(2);
  #gain = 0;
  /** How many of the differences say something that the others do not. */
  #independent = 0;

  constructor(order: number, spacingMs: number) {
    this.#order = order;
    this.#spacingMs = spacingMs;
  }

  read(history: MotionHistory): void {
    this.#squares.fill(0);
    this.#gain = 0;
    const samples = history.within(habitMs);
    const spanMs = Math.max(1, -(history.timesMs[samples - 1] ?? 0));
    const stride = Math.max(1, Math.round((this.#spacingMs * (samples - 1)) / spanMs));
    const reach = this.#order * stride;
    const step = Math.max(1, stride >> 1);
    let n = 0;
    for (let i = 0; i + reach < samples; i += step) {
      difference.take(history, i, stride, this.#order);
      if (!Number.isFinite(difference.gain)) continue;
      n += 1;
      this.#gain += difference.gain;
      for (const group of groups) {
        this.#squares[group] = (this.#squares[group] ?? 0) + difference.square(group);
      }
    }
    for (const group of groups) this.#squares[group] = (this.#squares[group] ?? 0) / Math.max(1, n);
    this.#gain /= Math.max(1, n);
    this.#independent = Math.max(1, (n * step) / reach);
  }

  /** Root mean square of the term, less what noise of this variance per axis makes of it. */
  size(group: Group, variance: number): number {
    const allowance = 1 + Math.sqrt(2 / (3 * this.#independent));
    const noise = 3 * variance * this.#gain * allowance;
    return Math.sqrt(Math.max(0, (this.#squares[group] ?? 0) - noise));
  }
}
