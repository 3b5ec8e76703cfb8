import { frameTimeMs, type Rate } from '../../../core/time/rate.ts';
import type { DrawnFrame } from './page-task.ts';

/** What a group of displays had in common: how many moments were compared, and at how many all were alike. */
export interface Agreement {
  compared: number;
  same: number;
}

/** Displays that number their frames: all that drew frame k must have drawn it alike. */
export function agreementByFrame(displays: readonly (readonly DrawnFrame[])[]): Agreement {
  const hashes = new Map<number, number[]>();
  for (const { k, hash } of displays.flat()) {
    const known = hashes.get(k);
    if (known) known.push(hash);
    else hashes.set(k, [hash]);
  }
  return counted([...hashes.values()].filter((each) => each.length > 1));
}

/** Displays without numbers: what stood on all of them at the same refresh must be alike. */
export function agreementByRefresh(
  displays: readonly (readonly DrawnFrame[])[],
  refresh: Rate,
): Agreement {
  const [first = [], ...others] = displays;
  const halfMs = frameTimeMs(1, refresh) / 2;
  const pairs = first.map(({ hash, refreshMs }) => {
    const beside = others.map((frames) =>
      frames.find((frame) => Math.abs(frame.refreshMs - refreshMs) < halfMs),
    );
    return beside.includes(undefined) ? [] : [hash, ...beside.map((frame) => frame?.hash ?? 0)];
  });
  return counted(pairs.filter((each) => each.length > 1));
}

const counted = (moments: readonly number[][]): Agreement => ({
  compared: moments.length,
  same: moments.filter((hashes) => hashes.every((hash) => hash === hashes[0])).length,
});
