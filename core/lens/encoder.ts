/** How a ring's raw counts become a reading: 0 at `from`, 1 at `to`. */
export interface Encoder {
  from: number;
  to: number;
  /** Bits that count, for senders that hide something else in the others. */
  mask?: number | undefined;
  /** The ring counts the other way round. */
  invert: boolean;
}

/** Counts without the bits that carry something else; at most 32 of them. */
export const maskedCounts = (counts: number, mask: number | undefined): number =>
  mask === undefined ? counts : (counts & mask) >>> 0;

/**
 * Where a ring stands, 0 to 1, from the counts on the wire; counts outside the range are at its end.
 * Without an encoder the wire's own number is the reading. NaN stays NaN. Allocates nothing.
 */
export function encoderReading(encoder: Readonly<Encoder> | undefined, counts: number): number {
  if (!encoder || Number.isNaN(counts)) return counts;
  const { from, to, mask, invert } = encoder;
  const along = (maskedCounts(counts, mask) - from) / (to - from);
  const reading = Math.min(1, Math.max(0, along));
  return invert ? 1 - reading : reading;
}
