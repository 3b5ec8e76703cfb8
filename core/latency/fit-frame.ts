import { counterBits, counterPeriod, grayFromCount } from './frame-code.ts';

/** Steps of the search, in frames: the middle of the exposure and its length. */
const middleStep = 0.25;
const spans = [0.25, 1, 1.5, 2, 2.5, 3, 4];
/** Mean square error of a bit (full range is 2) with which a fit is believed. */
const mostError = 0.07;
/** By how much more any frame elsewhere must miss. */
const leastMargin = 0.08;
const likelyError = mostError + leastMargin;
const sameError = 0.005;
/** No exposure around a frame differs from that frame alone by more: the others need no closer look. */
const coarseError = 0.6;

/** Which frames' light an exposure took in. Frame k is lit from k to k + 1. */
export interface FrameFit {
  /** Middle of the exposure, in frames: 7.5 is the middle of frame 7's light. */
  middle: number;
  /** Length of the exposure in frames; 0.25 for any that stays inside one frame. */
  span: number;
}

/**
 * The exposure whose mean of the counter's Gray bits is nearest to `bits` (−1..1 each, lowest first),
 * among the frames `from`..`to`; undefined when none fits, or two fit that are more than a frame
 * apart. A camera's picture is the mean of the light of its exposure, whatever its length.
 */
export function fitFrame(bits: readonly number[], from: number, to: number): FrameFit | undefined {
  const fits: (FrameFit & { error: number })[] = [];
  for (let k = from; k <= to; k++) {
    if (misfit(bits, k, k + 1, coarseError) > coarseError) continue;
    for (let middle = k; middle < k + 1; middle += middleStep) {
      for (const span of spans) {
        if (middle - span / 2 < 0) continue;
        const error = misfit(bits, middle - span / 2, middle + span / 2, likelyError);
        if (error < likelyError) fits.push({ middle, span, error });
      }
    }
  }
  if (fits.length === 0) return undefined;
  const best = fits.reduce((a, b) => (b.error < a.error ? b : a));
  if (best.error > mostError) return undefined;
  const rivals = fits.filter(({ error }) => error < best.error + leastMargin);
  const reach = 1 + best.span / 2;
  if (rivals.some(({ middle }) => Math.abs(middle - best.middle) > reach)) return undefined;
  // Every exposure inside one frame fits alike: the middle of them all is the least wrong.
  const alike = rivals.filter(({ error }) => error < best.error + sameError);
  const middle = alike.reduce((sum, fit) => sum + fit.middle, 0) / alike.length;
  return { middle, span: best.span };
}

/**
 * Mean square difference between the bits and their means over the exposure `begin`..`end`; infinite
 * as soon as it exceeds the limit, which the lowest bits tell first.
 */
function misfit(bits: readonly number[], begin: number, end: number, limit: number): number {
  const most = limit * counterBits;
  let sum = 0;
  for (let bit = 0; bit < counterBits; bit++) {
    let mean = 0;
    for (let k = Math.floor(begin); k < end; k++) {
      const share = (Math.min(end, k + 1) - Math.max(begin, k)) / (end - begin);
      mean += (grayFromCount(k % counterPeriod) >> bit) & 1 ? share : -share;
    }
    sum += (mean - (bits[bit] ?? 0)) ** 2;
    if (sum > most) return Number.POSITIVE_INFINITY;
  }
  return sum / counterBits;
}
