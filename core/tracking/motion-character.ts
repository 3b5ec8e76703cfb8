import { DividedDifference } from './divided-difference.ts';
import { Habit } from './habit.ts';
import { type Group, groups, type MotionHistory } from './motion-history.ts';

/** Differences of this order cancel a hand's movement at 60 Hz and leave the tracker's noise. */
const noiseOrder = 4;
const noiseSamples = 32;
/** Neighbouring differences say nearly the same. */
const noiseStep = 2;
/** The newest differences, which show noise that has only now begun. */
const freshDifferences = 4;
/** Medians of the square of a normal number, and of the mean of three of them (χ² tables). */
const medianSquare1 = 0.455;
const medianSquare3 = 0.789;
/** Far less than any tracker resolves: 1 µm and 1 µrad. */
const leastVariance = 1e-12;

const difference = new DividedDifference();
const sorted = new Float64Array(noiseSamples);

/**
 * What the samples themselves say about a movement, for translation (m) and rotation (rad): how
 * noisy they are, and how much the movement usually bends. No setting describes the tracker.
 */
export class MotionCharacter {
  /** Variance of the time stamps, ms²: arrival times jitter, a source's own times do not. */
  timeVariance = 0;
  readonly #bends = new Habit(2, 25);
  readonly #jolts = new Habit(3, 20);
  readonly #steady = new Float64Array(2);
  readonly #fresh = new Float64Array(2);
  readonly #squares = [new Float64Array(noiseSamples), new Float64Array(noiseSamples)] as const;

  read(history: MotionHistory): void {
    this.#readTimes(history);
    this.#readNoise(history);
    this.#bends.read(history);
    this.#jolts.read(history);
  }

  /**
   * Variance of one axis of a sample at this speed (per ms): the steady noise, and what jitter of
   * the time stamps makes of the speed, as far as the newest samples show it.
   */
  variance(group: Group, speed: number): number {
    const steady = this.#steady[group] ?? 0;
    const most = steady + (speed * speed * this.timeVariance) / 3;
    return Math.max(leastVariance, steady, Math.min(most, this.#fresh[group] ?? 0));
  }

  /** Root mean square of the t² coefficient (per ms²) in the last half second, less the noise. */
  bend(group: Group, variance: number): number {
    return this.#bends.size(group, variance);
  }

  /** The same of the t³ coefficient, per ms³. */
  jolt(group: Group, variance: number): number {
    return this.#jolts.size(group, variance);
  }

  #readTimes({ timesMs, count }: MotionHistory): void {
    const n = Math.min(noiseSamples, count - 2);
    for (let i = 0; i < n; i++) {
      const second = (timesMs[i] ?? 0) - 2 * (timesMs[i + 1] ?? 0) + (timesMs[i + 2] ?? 0);
      sorted[i] = (second * second) / 6;
    }
    this.timeVariance = median(n) / medianSquare1;
  }

  #readNoise(history: MotionHistory): void {
    let n = 0;
    for (let i = 0; i + noiseOrder < history.count && n < noiseSamples; i += noiseStep) {
      difference.take(history, i, 1, noiseOrder);
      if (!Number.isFinite(difference.gain)) continue;
      for (const group of groups) {
        this.#squares[group][n] = difference.square(group) / difference.gain / 3;
      }
      n += 1;
    }
    for (const group of groups) {
      const squares = this.#squares[group];
      const fresh = Math.min(n, freshDifferences);
      let sum = 0;
      for (let i = 0; i < fresh; i++) sum += squares[i] ?? 0;
      this.#fresh[group] = fresh > 0 ? sum / fresh : 0;
      for (let i = 0; i < n; i++) sorted[i] = squares[i] ?? 0;
      this.#steady[group] = median(n) / medianSquare3;
    }
  }
}

/** Median of the first `n` numbers of `sorted`, which are put in order in place; 0 of none. */
function median(n: number): number {
  for (let i = 1; i < n; i++) {
    const value = sorted[i] ?? 0;
    let j = i - 1;
    for (; j >= 0 && (sorted[j] ?? 0) > value; j--) sorted[j + 1] = sorted[j] ?? 0;
    sorted[j + 1] = value;
  }
  return n > 0 ? (sorted[n >> 1] ?? 0) : 0;
}
