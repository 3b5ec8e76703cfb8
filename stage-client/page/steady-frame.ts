import { frameAt, periodMs, type Rate } from '../../core/time/rate.ts';

/** How far past a frame's edge a refresh may lie and still be counted to the next frame in turn. */
const slack = 0.25;

/**
 * The frame for a refresh at `showTimeMs`. Where the display refreshes once per wall frame and its
 * refreshes lie at a frame's edge, jitter of the timestamps would repeat one frame and skip the next:
 * the frame in turn is kept as long as the refresh is within a quarter of a frame of it.
 *
 * `lastK`: what the refresh before drew; `elapsed`: wall frames since then.
 */
export function steadyFrame(
  showTimeMs: number,
  rate: Rate,
  lastK: number,
  elapsed: number,
): number {
  const k = frameAt(showTimeMs, rate);
  const isOnePerFrame = elapsed > 0.6 && elapsed < 1.4;
  if (!isOnePerFrame || k === lastK + 1) return k;
  const at = showTimeMs / periodMs(rate);
  const inTurn = lastK + 1;
  return at > inTurn - slack && at < inTurn + 1 + slack ? inTurn : k;
}
