/** A counter as it stood at a show time. */
export interface RateSample {
  atMs: number;
  count: number;
}

const windowMs = 2000;

/**
 * Packets a second over the last two seconds. Keeps what it needs in `samples`; NaN until two
 * readings are there. A counter that fell back (a restart) begins anew.
 */
export function packetRate(samples: RateSample[], now: RateSample): number {
  const last = samples.at(-1);
  if (last && (now.count < last.count || now.atMs < last.atMs)) samples.length = 0;
  if (last?.atMs !== now.atMs) samples.push(now);
  while (samples.length > 2 && (samples[1]?.atMs ?? 0) < now.atMs - windowMs) samples.shift();
  const first = samples[0];
  if (!first || first.atMs === now.atMs) return Number.NaN;
  return ((now.count - first.count) * 1000) / (now.atMs - first.atMs);
}
