import { done, fault, type Result } from '../result.ts';
import { type Encoder, maskedCounts } from './encoder.ts';

/** What was seen of a ring while it was racked from its start to its end. */
export interface RackedRing {
  first: number;
  last: number;
  low: number;
  high: number;
}

export const createRackedRing = (): RackedRing => ({
  first: Number.NaN,
  last: Number.NaN,
  low: Number.POSITIVE_INFINITY,
  high: Number.NEGATIVE_INFINITY,
});

/** Takes in one reading of raw counts; NaN is none. Allocates nothing. */
export function watchRing(ring: RackedRing, counts: number, mask?: number): void {
  if (Number.isNaN(counts)) return;
  const masked = maskedCounts(counts, mask);
  if (Number.isNaN(ring.first)) ring.first = masked;
  ring.last = masked;
  ring.low = Math.min(ring.low, masked);
  ring.high = Math.max(ring.high, masked);
}

/** An encoder at rest trembles by less than this share of its counts. */
const restShare = 0.01;

/**
 * The range of a ring that was racked once from its start (wide, infinity, open) to its end, and
 * inverted where its counts fell on the way. Refuses a ring that did not move, but for the last
 * counts of an encoder at rest.
 */
export function encoderFromRing(ring: Readonly<RackedRing>, mask?: number): Result<Encoder> {
  const most = Math.max(Math.abs(ring.low), Math.abs(ring.high));
  if (!(ring.high - ring.low > restShare * most)) {
    return fault('', 'ring-still', 'The ring did not move. Rack it from end to end, then stop.');
  }
  // Where it was last says which end it was racked to, even when it started in the middle.
  const invert = ring.last - ring.low < ring.high - ring.last;
  const range: Encoder = { from: ring.low, to: ring.high, invert };
  return done(mask === undefined ? range : { ...range, mask });
}
