import { frameAt, frameTimeMs, type Rate } from '../../core/time/rate.ts';

/**
 * First frame to send now, when `lastK` was sent before: every frame whose time to be sent has come
 * and whose own time has not; after a stall with none such, the one of this moment, which is still drawn.
 * The missed ones are left out, so nothing comes in a burst.
 * Frames from here to `newestDue` are due; none when this is greater.
 */
export function firstDue(lastK: number, nowMs: number, rate: Rate, leadMs: number): number {
  const stillAhead = frameAt(nowMs, rate) + 1;
  return Math.max(lastK + 1, Math.min(stillAhead, newestDue(nowMs, rate, leadMs)));
}

/** The newest frame whose time to be sent has come. */
export const newestDue = (nowMs: number, rate: Rate, leadMs: number): number =>
  frameAt(nowMs + leadMs, rate);

/** Time until the frame after `lastK` is due, ms; measured from the schedule, so it never drifts. */
export const untilNextMs = (lastK: number, nowMs: number, rate: Rate, leadMs: number): number =>
  Math.max(0, sendTimeMs(lastK + 1, rate, leadMs) - nowMs);

/** When frame k is due to be sent, show time, ms. */
export const sendTimeMs = (k: number, rate: Rate, leadMs: number): number =>
  frameTimeMs(k, rate) - leadMs;
