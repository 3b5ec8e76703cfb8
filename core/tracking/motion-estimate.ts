import { MotionCharacter } from './motion-character.ts';
import { type Group, MotionHistory } from './motion-history.ts';
import type { PoseRing } from './pose-ring.ts';
import { highestOrder, WindowFits } from './window-fits.ts';

const terms = highestOrder + 1;
/** A term is proved where it is this many deviations of the noise long, per axis of three. */
const proofDeviations = 3.5;
/** A window proves a term from so many ms per order on: no camera changes its way sooner. */
const provesFromMs = 4;
/** How long a speed and an acceleration last where nothing is known of their change, ms. */
const speedLastsMs = 1000;
const accelerationLastsMs = 150;
/** How much of a movement's usual bend is expected at any moment. */
const bendShare = 0.7;
/** A fit whose square error is so many times the least has no say. */
const negligible = 100;
/** The window whose slope says how fast a camera is, for the noise of time stamps. */
const speedSamples = 8;

/**
 * The course of a movement after its newest sample, a polynomial in t ms: nine numbers per group, of
 * 1, of t, of t², three axes each. It is the mean of all fits that the windows offer, weighted by one
 * over the square of their expected square error at the time wanted. That error is the variance from
 * the samples' noise and the square of the bias from the next term, as large as the data proves it,
 * so that noise asks for long windows and low orders, and movement for short windows and high ones.
 * At rest nothing but the mean is left. Translation and rotation do not see each other.
 */
export class MotionEstimate {
  readonly #courses = [new Float64Array(9), new Float64Array(9)] as const;
  readonly #history = new MotionHistory();
  readonly #character = new MotionCharacter();
  readonly #fits = new WindowFits();
  /** Per window and order: the longest term proved in this window or a shorter one. */
  readonly #proved = new Float64Array(32 * terms);
  /** Per order: the longest term that is proved at the newest sample, after what higher ones feign. */
  readonly #present = new Float64Array(terms);
  /** The same with what is likely although this moment does not prove it. */
  readonly #likely = new Float64Array(terms);
  /** Per window and order below the highest. */
  readonly #errors = new Float64Array(32 * highestOrder);
  readonly #polynomials = new Float64Array(terms);

  /** Reads a ring that is not empty. */
  read(ring: PoseRing): void {
    this.#history.read(ring);
    this.#character.read(this.#history);
    this.#fits.read(this.#history);
  }

  /** A group's course in the ring read last, to be right at `horizonMs` ≥ 0 after its newest sample. */
  course(group: Group, horizonMs: number): Readonly<Float64Array> {
    this.#blend(group, horizonMs);
    return this.#courses[group];
  }

  #blend(group: Group, horizonMs: number): void {
    // Three axes of noise.
    const variance = 3 * this.#character.variance(group, this.#speed(group));
    this.#prove(group, variance);
    this.#expect(group, variance);
    const worst = negligible * this.#judge(variance, horizonMs);
    const course = this.#courses[group];
    course.fill(0);
    let total = 0;
    for (let i = 0; i < this.#fits.count * highestOrder; i++) {
      const error = this.#errors[i] ?? 0;
      if (!(error <= worst)) continue;
      const weight = 1 / (error * error);
      total += weight;
      const window = Math.floor(i / highestOrder);
      this.#fits.addTo(course, window, i % highestOrder, group, weight);
    }
    for (let i = 0; total > 0 && i < 9; i++) course[i] = (course[i] ?? 0) / total;
  }

  /** Expected square errors of all fits at the horizon; the least is returned. */
  #judge(variance: number, horizonMs: number): number {
    let least = Infinity;
    for (let window = 0; window < this.#fits.count; window++) {
      this.#fits.polynomials(this.#polynomials, window, horizonMs);
      let noise = 0;
      for (let order = 0; order < highestOrder; order++) {
        const power = this.#fits.power(window, order);
        noise += (variance * (this.#polynomials[order] ?? 0) ** 2) / power;
        const error = noise + this.#bias(window, order + 1) ** 2;
        this.#errors[window * highestOrder + order] = power > 0 ? error : Infinity;
        if (power > 0) least = Math.min(least, error);
      }
    }
    return least;
  }

  #speed(group: Group): number {
    let window = 0;
    while (window < this.#fits.count - 1 && this.#fits.size(window) < speedSamples) window += 1;
    return this.#fits.count > 0 ? this.#fits.length(window, 1, group) : 0;
  }

  /**
   * Error at the horizon of a fit that leaves out the terms from `next` on. The mean misses all of a
   * movement, so a start cannot hide in its acceleration; for the others the next term decides.
   */
  #bias(window: number, next: number): number {
    let sum = 0;
    const last = next === 1 ? 2 : next;
    for (let order = next; order <= last; order++) {
      const sure = Math.max(this.#present[order] ?? 0, this.#proved[window * terms + order] ?? 0);
      const term = order === next ? Math.max(sure, this.#likely[order] ?? 0) : sure;
      sum += term * Math.abs(this.#polynomials[order] ?? 0);
    }
    return sum;
  }

  #prove(group: Group, variance: number): void {
    const fits = this.#fits;
    this.#present.fill(0);
    for (let window = 0; window < fits.count; window++) {
      for (let order = highestOrder; order >= 1; order--) {
        const at = window * terms + order;
        const before = window > 0 ? (this.#proved[at - terms] ?? 0) : 0;
        const power = fits.power(window, order);
        const isLong = fits.spanMs(window) >= order * provesFromMs;
        const doubt =
          power > 0 && isLong ? proofDeviations * Math.sqrt(variance / power) : Infinity;
        const sure = Math.max(0, fits.length(window, order, group) - doubt);
        this.#proved[at] = Math.max(before, sure);
        const feigned = order < highestOrder ? (this.#proved[at + 1] ?? 0) : 0;
        const present = sure - feigned * Math.abs(fits.leak(window, order));
        this.#present[order] = Math.max(this.#present[order] ?? 0, present);
      }
    }
  }

  /** What is likely although this moment does not prove it. */
  #expect(group: Group, variance: number): void {
    const speed = this.#present[1] ?? 0;
    const bend = this.#present[2] ?? 0;
    const jolt = this.#present[3] ?? 0;
    const character = this.#character;
    const likelyBend = Math.max(
      bend,
      speed / (2 * speedLastsMs),
      bendShare * character.bend(group, variance / 3),
    );
    this.#likely[2] = likelyBend;
    this.#likely[3] = Math.max(
      jolt,
      likelyBend / (3 * accelerationLastsMs),
      character.jolt(group, variance / 3),
    );
  }
}
