import { frameAt, frameTimeMs, periodMs, type Rate } from '../../core/time/rate.ts';

/** How long before its time a frame is sent: at least 1.5 periods, and never under 20 ms. */
export const leadMs = (rate: Rate): number => Math.max(1.5 * periodMs(rate), 20);

/**
 * First frame to send now, when `lastK` was sent before: every frame whose time to be sent has come
 * and whose own time has not. After a stall the missed ones are left out, so nothing comes in a burst.
 * Frames from here to `newestDue` are due; none when this is greater.
 */
export function firstDue(lastK: number, nowMs: number, rate: Rate): number {
  const stillAhead = frameAt(nowMs, rate) + 1;
  return Math.max(lastK + 1, Math.min(stillAhead, newestDue(nowMs, rate)));
}

/** The newest frame whose time to be sent has come. */
export const newestDue = (nowMs: number, rate: Rate): number => frameAt(nowMs + leadMs(rate), rate);

/** Time until the frame after `lastK` is due, ms; measured from the schedule, so it never drifts. */
export const untilNextMs = (lastK: number, nowMs: number, rate: Rate): number =>
  Math.max(0, frameTimeMs(lastK + 1, rate) - leadMs(rate) - nowMs);
