/** Set-timeout and a clock, so that time can be an argument. */
export interface Pacing {
  nowMs(): number;
  later(run: () => void, ms: number): void;
}

export const browserPacing: Pacing = {
  nowMs: () => performance.now(),
  later: (run, ms) => void setTimeout(run, ms),
};

/** Passes on at most one value per interval: the first at once, and always the last. */
export function throttled<Value>(
  intervalMs: number,
  pass: (value: Value) => void,
  pacing: Pacing = browserPacing,
): (value: Value) => void {
  let passedMs = Number.NEGATIVE_INFINITY;
  let waiting: { value: Value } | undefined;

  const flush = () => {
    if (!waiting) return;
    const { value } = waiting;
    waiting = undefined;
    passedMs = pacing.nowMs();
    pass(value);
  };
  return (value) => {
    const isScheduled = waiting !== undefined;
    waiting = { value };
    const wait = passedMs + intervalMs - pacing.nowMs();
    if (wait <= 0) flush();
    else if (!isScheduled) pacing.later(flush, wait);
  };
}
