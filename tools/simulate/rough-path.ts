/** What a bad network, or a bad tracker, does to datagrams. */
export interface Roughness {
  /** Shares, 0..1, of datagrams lost and of datagrams held until later ones have passed. */
  loss: number;
  reorder: number;
  /** Up to so much delay for each, ms. */
  jitterMs: number;
  /** Silence of so many seconds, every ten seconds; 0 for none. */
  dropoutS: number;
}

const dropoutEveryMs = 10_000;

/**
 * How long a datagram sent at `tMs` is delayed, ms; undefined when it is lost. `periodMs` is the
 * sender's rhythm, `random` gives numbers in [0, 1). Pure in its arguments.
 */
export function delayOnRoughPath(
  { loss, reorder, jitterMs, dropoutS }: Roughness,
  tMs: number,
  periodMs: number,
  random: () => number,
): number | undefined {
  const intoTheTen = tMs % dropoutEveryMs;
  if (intoTheTen >= dropoutEveryMs - dropoutS * 1000) return undefined;
  if (random() < loss) return undefined;
  const heldMs = random() < reorder ? (1 + random()) * periodMs : 0;
  return heldMs + jitterMs * random();
}
