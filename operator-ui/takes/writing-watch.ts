import type { RecorderStatus } from '../../core/takes/take-summary.ts';

/** How far the file of the rolling take was, and when it was last seen to grow, by the page's clock. */
export interface WritingWatch {
  take: string | null;
  written: number;
  grewMs: number;
}

export const notWatched: WritingWatch = { take: null, written: 0, grewMs: 0 };

/** Frames come many times a second: a file that stands still for so long is not being written. */
const stillMs = 2000;

/** The watch after a report. A new take has as long as any to begin to grow. */
export function watched(before: WritingWatch, report: RecorderStatus, nowMs: number): WritingWatch {
  const take = report.take?.id ?? null;
  const { written } = report.records;
  const isGrown = take !== before.take || written > before.written;
  return { take, written, grewMs: isGrown ? nowMs : before.grewMs };
}

/**
 * Whether the take that rolls is known to be written. A report that does not come says as little as
 * a file that does not grow. `rolledMs` by the page's clock: at first there is nothing to see yet.
 */
export function isWriting(watch: WritingWatch, rolledMs: number, nowMs: number): boolean {
  return nowMs - Math.max(watch.grewMs, rolledMs) <= stillMs;
}
