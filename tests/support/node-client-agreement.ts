import type { Latched } from './node-client.ts';

/** Two clients tell the same time when they are no further apart, ms. */
const sameTimeMs = 1;
/** So long they have to agree before they are said to. */
const steadyMs = 1000;
/** A machine with other work misses a frame now and then. */
const agreedShare = 0.9;

/** What a client's show time is ahead of the machine's clock: the same on all clients. */
const aheadMs = ({ showMs, atMs }: Latched): number => showMs - atMs;

/** Show time ahead of the machine's clock as these latches have it; NaN of none. */
export function showAheadMs(latched: readonly Latched[]): number {
  const sorted = latched.map(aheadMs).sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

export interface Recovery {
  /** From the end of the fault until the two agree for good, ms; infinite while they do not. */
  afterMs: number;
  /** The largest difference of show times since then, ms. */
  apartMs: number;
  /** Frames that both drew since then. */
  frames: number;
  /** Frames, also before the fault, that both drew from the frame's own packet and not alike. */
  unlike: number;
}

/**
 * When a client came back to what an undisturbed one shows: for every frame that both drew, each from
 * the frame's own packet, the same poses, and the same show time within a millisecond.
 */
export function recovery(
  client: readonly Latched[],
  undisturbed: readonly Latched[],
  faultEndMs: number,
): Recovery {
  const own = new Map(undisturbed.filter(isOwn).map((each) => [each.k, each]));
  const isAlike = ({ k, poses }: Latched) => own.get(k)?.poses === poses;
  const unlike = client.filter((each) => isOwn(each) && own.has(each.k) && !isAlike(each)).length;
  const trueAheadMs = showAheadMs(undisturbed.filter(({ atMs }) => atMs >= faultEndMs));
  const judged = client
    .filter(({ atMs, k }) => atMs >= faultEndMs && own.has(k))
    .map((each) => {
      const apartMs = Math.abs(aheadMs(each) - trueAheadMs);
      return { each, apartMs, agrees: isOwn(each) && isAlike(each) && apartMs <= sameTimeMs };
    });
  const lastMs = judged.at(-1)?.each.atMs ?? 0;
  for (const [at, { each, agrees }] of judged.entries()) {
    if (!agrees || lastMs - each.atMs < steadyMs) continue;
    const since = judged.slice(at);
    if (since.filter((one) => one.agrees).length < agreedShare * since.length) continue;
    return {
      afterMs: each.atMs - faultEndMs,
      apartMs: Math.max(...since.map((one) => one.apartMs)),
      frames: since.length,
      unlike,
    };
  }
  return { afterMs: Number.POSITIVE_INFINITY, apartMs: Number.NaN, frames: 0, unlike };
}

/** Drawn from the frame's own packet, neither moved on nor held. */
const isOwn = ({ isFresh, packetK, k }: Latched): boolean => isFresh && packetK === k;

/** The oldest packet that was drawn as new, by the show time that an undisturbed client tells; ms. */
export function oldestDrawnAsNewMs(client: readonly Latched[], trueAheadMs: number): number {
  const ages = client
    .filter(({ isFresh }) => isFresh)
    .map(({ atMs, targetMs }) => atMs + trueAheadMs - targetMs);
  return Math.max(...ages);
}

/** Whether show time or k ever went back from one latch to the next. */
export const runsBackwards = (client: readonly Latched[]): boolean =>
  client.some(({ showMs, k }, i) => {
    const before = client[i - 1];
    return before !== undefined && (showMs < before.showMs || k < before.k);
  });
