import type { Result } from '../result.ts';

/** How much a region of a clip changed from each picture to the next. */
export interface RegionChanges {
  /** Time of each picture in the clip, ms, rising. */
  timesMs: readonly number[];
  /** Mean absolute difference to the picture before; the first is not looked at. */
  changes: readonly number[];
}

export interface OnsetDelay {
  /** From the motion's onset in the first region to its onset in the second, ms. */
  delayMs: number;
  /** Both onsets in the clip's time, ms. */
  firstMs: number;
  secondMs: number;
  /** Time between the clip's pictures where the onsets are, ms. */
  boundMs: number;
}

/** Too few pictures; moving from the start; or no motion that stands out of the noise. */
export type OnsetFault = 'short' | 'restless' | 'still';

/** The clip begins with this much stillness, by which noise is known. */
const quietMs = 700;
const leastQuiet = 5;
/** Onset is where motion reaches this share of its peak, or a higher one where noise asks for it. */
const leastShare = 0.08;
const mostShare = 0.5;
/** Noise levels (standard deviations) that the onset lies above. */
const clearOfNoise = 8;
/** A true motion goes on: it is above the level again within this time. */
const goesOnMs = 70;

interface Motion {
  /** Middles of the intervals between pictures, ms, and the changes over them less their quiet level. */
  timesMs: number[];
  changes: number[];
  peak: number;
  /** The share of the peak that stands clear of the noise. */
  noiseShare: number;
}

/**
 * From the onset of motion in one region to that in another of the same clip. Both onsets are taken at
 * the same share of the region's own peak, so that what a slow rise hides is the same in both and
 * falls out. Linear between pictures.
 */
export function onsetDelay(
  first: RegionChanges,
  second: RegionChanges,
): Result<OnsetDelay, OnsetFault> {
  const [a, b] = [motionIn(first), motionIn(second)];
  if (!a || !b) return { ok: false, fault: 'short' };
  const share = Math.max(leastShare, a.noiseShare, b.noiseShare);
  if (share > mostShare) return { ok: false, fault: 'still' };
  const [from, to] = [reached(a, share), reached(b, share)];
  if (!from || !to) return { ok: false, fault: 'restless' };
  return {
    ok: true,
    value: {
      delayMs: to.atMs - from.atMs,
      firstMs: from.atMs,
      secondMs: to.atMs,
      boundMs: Math.max(from.withinMs, to.withinMs),
    },
  };
}

function motionIn({ timesMs, changes }: RegionChanges): Motion | undefined {
  const begin = timesMs[0] ?? 0;
  const quiet = changes.filter((_, i) => i > 0 && (timesMs[i] ?? 0) - begin <= quietMs);
  if (quiet.length < leastQuiet || changes.length < 2 * quiet.length) return undefined;
  const level = median(quiet);
  // 1.4826: from the median deviation to the standard deviation of normal noise.
  const noise = 1.4826 * median(quiet.map((change) => Math.abs(change - level)));
  const net = changes.slice(1).map((change) => change - level);
  const peak = Math.max(...net);
  const middles = timesMs.slice(1).map((time, i) => (time + (timesMs[i] ?? time)) / 2);
  const noiseShare = peak > 0 ? (clearOfNoise * noise) / peak : Number.POSITIVE_INFINITY;
  return { timesMs: middles, changes: net, peak, noiseShare };
}

/** When the motion first reaches a share of its peak and goes on; undefined when it was never below. */
function reached({ timesMs, changes, peak }: Motion, share: number) {
  const level = share * peak;
  const goesOn = (from: number) => {
    const untilMs = (timesMs[from] ?? 0) + goesOnMs;
    return changes.some((change, i) => i > from && change >= level && (timesMs[i] ?? 0) <= untilMs);
  };
  const index = changes.findIndex((change, i) => change >= level && goesOn(i));
  if (index <= 0) return undefined;
  const [before = 0, after = 0] = changes.slice(index - 1, index + 1);
  const [start = 0, end = 0] = timesMs.slice(index - 1, index + 1);
  const withinMs = end - start;
  return { atMs: start + (withinMs * (level - before)) / (after - before), withinMs };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
