export interface Ticker {
  stop: () => void;
}

/** The first tick that is still to come at `elapsedMs`: a stall skips ticks, it never bursts. */
export const nextTick = (elapsedMs: number, periodMs: number, lastIndex: number): number =>
  Math.max(lastIndex + 1, Math.floor(elapsedMs / periodMs));

/**
 * Calls `tick` with 0, 1, 2 … at `rateHz`, tick n at n periods after the origin (now, when none is given) on the clock `nowMs`
 * (monotonic ms), so that rounding never adds up to drift.
 */
export function startTicker(
  rateHz: number,
  nowMs: () => number,
  tick: (index: number) => void,
  originMs = nowMs(),
): Ticker {
  const periodMs = 1000 / rateHz;
  let isRunning = true;
  let timer: NodeJS.Timeout | undefined;
  const run = (index: number): void => {
    tick(index);
    if (!isRunning) return;
    const next = nextTick(nowMs() - originMs, periodMs, index);
    // Node cuts fractions off, and a tick before its time would carry a time to come.
    const waitMs = Math.ceil(originMs + next * periodMs - nowMs());
    timer = setTimeout(() => run(next), waitMs);
  };
  timer = setTimeout(() => run(nextTick(nowMs() - originMs, periodMs, -1)), 0);
  const stop = (): void => {
    isRunning = false;
    clearTimeout(timer);
  };
  return { stop };
}
