import { type Group, leastGapMs, type MotionHistory } from './motion-history.ts';

/** Windows of the newest n samples; any longer history is one more. */
const sizes = [2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 96, 128, 192] as const;
const mostWindows = sizes.length + 1;

/** Highest power of t that is fitted: a cubic, which only judges the others. */
export const highestOrder = 3;
const terms = highestOrder + 1;

const moments = new Float64Array(2 * highestOrder + 1);
const sums = new Float64Array(terms * 6);

/**
 * Least squares polynomials of order 0 to 3 through the newest samples, for windows of many lengths
 * at once. Per window the normal equations are factored as L·D·Lᵀ, which makes them a sum over the
 * monic polynomials φ_k that are orthogonal on the window's times (Forsythe 1957): the fit of order p
 * is Σ_{k ≤ p} u_k·φ_k(t), u_k has the variance σ²/D_k, and the error that a left-out term c·t^{p+1}
 * makes at t is c·φ_{p+1}(t). Times in ms relative to the newest sample.
 */
export class WindowFits {
  count = 0;
  readonly #size = new Uint16Array(mostWindows);
  readonly #spanMs = new Float64Array(mostWindows);
  readonly #lower = new Float64Array(mostWindows * terms * terms);
  readonly #power = new Float64Array(mostWindows * terms);
  readonly #coefficients = new Float64Array(mostWindows * terms * 6);

  read(history: MotionHistory): void {
    moments.fill(0);
    sums.fill(0);
    this.count = 0;
    let next = 0;
    for (let i = 0; i < history.count; i++) {
      addSample(history, i);
      const isWindow = i + 1 === sizes[next];
      if (isWindow) next += 1;
      if (isWindow || (i > 0 && i + 1 === history.count)) {
        this.#spanMs[this.count] = -(history.timesMs[i] ?? 0);
        this.#factor(i + 1);
      }
    }
  }

  /** How many samples the window takes. */
  size(window: number): number {
    return this.#size[window] ?? 0;
  }

  /** From the window's oldest sample to the newest, ms. */
  spanMs(window: number): number {
    return this.#spanMs[window] ?? 0;
  }

  /** D_k: 0 where the times do not determine the term. */
  power(window: number, order: number): number {
    return this.#power[window * terms + order] ?? 0;
  }

  /** How much a term c·t^{k+1} adds to u_k, per c. */
  leak(window: number, order: number): number {
    return this.#lower[(window * terms + order + 1) * terms + order] ?? 0;
  }

  /** Length of u_k of a group, per ms to the power of the order. */
  length(window: number, order: number, group: Group): number {
    const at = (window * terms + order) * 6 + group * 3;
    let sum = 0;
    for (let c = at; c < at + 3; c++) sum += (this.#coefficients[c] ?? 0) ** 2;
    return Math.sqrt(sum);
  }

  /** φ_0 … φ_3 of the window at `t` (ms after the newest sample), into `out`. */
  polynomials(out: Float64Array, window: number, t: number): void {
    let power = 1;
    for (let k = 0; k < terms; k++) {
      let value = power;
      const row = (window * terms + k) * terms;
      for (let j = 0; j < k; j++) value -= (this.#lower[row + j] ?? 0) * (out[j] ?? 0);
      out[k] = value;
      power *= t;
    }
  }

  /** Adds `weight` times the fit of `order` ≤ 2 to nine coefficients: of 1, of t, of t², three each. */
  addTo(out: Float64Array, window: number, order: number, group: Group, weight: number): void {
    const row = window * terms * terms;
    const l10 = this.#lower[row + terms] ?? 0;
    const l20 = this.#lower[row + 2 * terms] ?? 0;
    const l21 = this.#lower[row + 2 * terms + 1] ?? 0;
    for (let axis = 0; axis < 3; axis++) {
      const at = window * terms * 6 + group * 3 + axis;
      const u0 = this.#coefficients[at] ?? 0;
      const u1 = order >= 1 ? (this.#coefficients[at + 6] ?? 0) : 0;
      const u2 = order >= 2 ? (this.#coefficients[at + 12] ?? 0) : 0;
      out[axis] = (out[axis] ?? 0) + weight * (u0 - u1 * l10 + u2 * (l21 * l10 - l20));
      out[axis + 3] = (out[axis + 3] ?? 0) + weight * (u1 - u2 * l21);
      out[axis + 6] = (out[axis + 6] ?? 0) + weight * u2;
    }
  }

  #factor(size: number): void {
    const window = this.count;
    this.#size[window] = size;
    this.count += 1;
    for (let i = 0; i < terms; i++) {
      for (let j = 0; j <= i; j++) this.#factorEntry(window, i, j, size);
      for (let c = 0; c < 6; c++) this.#solve(window, i, c);
    }
  }

  #factorEntry(window: number, i: number, j: number, size: number): void {
    const row = (window * terms + i) * terms;
    const other = (window * terms + j) * terms;
    const lower = this.#lower;
    let sum = moments[i + j] ?? 0;
    for (let k = 0; k < j; k++) {
      sum -= (lower[row + k] ?? 0) * (lower[other + k] ?? 0) * this.power(window, k);
    }
    if (i === j) {
      // What is left of a term that the times do not determine is rounding.
      const rounding = 1e-9 * (moments[2 * i] ?? 0);
      const determined = i < size && sum > Math.max(rounding, leastGapMs ** (2 * i));
      this.#power[window * terms + i] = determined ? sum : 0;
    } else {
      const power = this.power(window, j);
      lower[row + j] = power > 0 ? sum / power : 0;
    }
  }

  #solve(window: number, i: number, c: number): void {
    let sum = sums[i * 6 + c] ?? 0;
    for (let j = 0; j < i; j++) {
      const projected =
        this.power(window, j) * (this.#coefficients[(window * terms + j) * 6 + c] ?? 0);
      sum -= (this.#lower[(window * terms + i) * terms + j] ?? 0) * projected;
    }
    const power = this.power(window, i);
    this.#coefficients[(window * terms + i) * 6 + c] = power > 0 ? sum / power : 0;
  }
}

function addSample({ timesMs, values }: MotionHistory, index: number): void {
  const t = timesMs[index] ?? 0;
  const t2 = t * t;
  const t3 = t2 * t;
  addTo(moments, 0, 1);
  addTo(moments, 1, t);
  addTo(moments, 2, t2);
  addTo(moments, 3, t3);
  addTo(moments, 4, t2 * t2);
  addTo(moments, 5, t2 * t3);
  addTo(moments, 6, t3 * t3);
  for (let c = 0; c < 6; c++) {
    const value = values[index * 6 + c] ?? 0;
    addTo(sums, c, value);
    addTo(sums, c + 6, value * t);
    addTo(sums, c + 12, value * t2);
    addTo(sums, c + 18, value * t3);
  }
}

function addTo(out: Float64Array, index: number, value: number): void {
  out[index] = (out[index] ?? 0) + value;
}
