import { type Group, leastGapMs, type MotionHistory } from './motion-history.ts';

/**
 * Newton's divided difference of samples that need not be evenly spaced: the leading coefficient of
 * the polynomial of `order` through `order + 1` of them. It is blind to every movement of lower order.
 */
export class DividedDifference {
  /** Of the six values, per ms to the power of the order. */
  readonly values = new Float64Array(6);
  /** Times the variance of one sample: the variance of each value. NaN where two times coincide. */
  gain = Number.NaN;

  /** Takes every `stride`-th sample from `first` on, which must be there. */
  take({ timesMs, values }: MotionHistory, first: number, stride: number, order: number): void {
    this.values.fill(0);
    this.gain = 0;
    for (let i = 0; i <= order; i++) {
      const at = first + i * stride;
      let product = 1;
      for (let j = 0; j <= order; j++) {
        if (j === i) continue;
        const gapMs = (timesMs[at] ?? 0) - (timesMs[first + j * stride] ?? 0);
        product *= Math.abs(gapMs) < leastGapMs ? 0 : gapMs;
      }
      const weight = product === 0 ? Number.NaN : 1 / product;
      this.gain += weight * weight;
      for (let c = 0; c < 6; c++) {
        this.values[c] = (this.values[c] ?? 0) + weight * (values[at * 6 + c] ?? 0);
      }
    }
  }

  /** Sum of the squares of a group's three values. */
  square(group: Group): number {
    const at = group * 3;
    let sum = 0;
    for (let c = at; c < at + 3; c++) sum += (this.values[c] ?? 0) ** 2;
    return sum;
  }
}
