/** A line age = origin + index · period through the first `length` times of a fit. */
export interface GridLine {
  periodMs: number;
  /** Age at index 0, ms. */
  originMs: number;
  /** Root mean square of the residuals, ms. */
  rmsMs: number;
  /** Sum of (index − mean)²: what a slope's standard error is divided by the root of. */
  indexSpread: number;
  length: number;
  /** Times that were not left out as strays. */
  used: number;
}

export const noLine: Readonly<GridLine> = {
  periodMs: Number.NaN,
  originMs: 0,
  rmsMs: Number.NaN,
  indexSpread: 0,
  length: 0,
  used: 0,
};

/**
 * Least squares line through the times `from` up to `to`; with `near`, only through those within
 * `limitMs` of that line. Undefined where they do not define one.
 */
export function gridLine(
  ages: Float64Array,
  indices: Float64Array,
  from: number,
  to: number,
  near?: GridLine,
  limitMs = Number.POSITIVE_INFINITY,
): GridLine | undefined {
  let used = 0;
  let meanX = 0;
  let meanY = 0;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let i = from; i < to; i++) {
    const x = indices[i] ?? 0;
    const y = ages[i] ?? 0;
    if (near && Math.abs(y - near.originMs - x * near.periodMs) > limitMs) continue;
    used++;
    // Welford's recurrence: sums of squares about the mean without cancellation.
    const dx = x - meanX;
    const dy = y - meanY;
    meanX += dx / used;
    meanY += dy / used;
    xx += dx * (x - meanX);
    xy += dx * (y - meanY);
    yy += dy * (y - meanY);
  }
  if (used < 4 || !(xx > 0)) return undefined;
  const periodMs = xy / xx;
  if (!(periodMs > 0)) return undefined;
  const rmsMs = Math.sqrt(Math.max(0, yy - xy * periodMs) / (used - 2));
  const originMs = meanY - meanX * periodMs;
  return { periodMs, originMs, rmsMs, indexSpread: xx, length: to, used };
}

/** Less than this cannot be told from a clock's own wander. */
const leastSlopeDifference = 100e-6;
const leastStepMs = 0.3;
const standardErrors = 5;

/** Whether the newer and the older half of the first `length` times lie on one line: no change of mode between. */
export function halvesAgree(ages: Float64Array, indices: Float64Array, length: number): boolean {
  const half = length >> 1;
  const newer = gridLine(ages, indices, 0, half);
  const older = gridLine(ages, indices, half, length);
  if (!newer || !older) return false;
  const slopeError = Math.hypot(
    newer.rmsMs / Math.sqrt(newer.indexSpread),
    older.rmsMs / Math.sqrt(older.indexSpread),
  );
  const slope = Math.abs(newer.periodMs - older.periodMs);
  const border = indices[half] ?? 0;
  const step = Math.abs(
    newer.originMs - older.originMs + border * (newer.periodMs - older.periodMs),
  );
  const stepError =
    2 * Math.hypot(newer.rmsMs / Math.sqrt(newer.used), older.rmsMs / Math.sqrt(older.used));
  return (
    slope <= Math.max(leastSlopeDifference * newer.periodMs, standardErrors * slopeError) &&
    step <= Math.max(leastStepMs, standardErrors * stepError)
  );
}

/** Correlation (0..0.98) of one residual with the next: jitter that wanders makes a line less certain than noise. */
export function residualCorrelation(
  ages: Float64Array,
  indices: Float64Array,
  { originMs, periodMs, rmsMs, length, used }: GridLine,
): number {
  let sum = 0;
  let before = 0;
  for (let i = 0; i < length; i++) {
    const residual = (ages[i] ?? 0) - originMs - (indices[i] ?? 0) * periodMs;
    const kept = Math.abs(residual) > 3.5 * rmsMs ? 0 : residual;
    sum += kept * before;
    before = kept;
  }
  const correlation = sum / Math.max(Number.MIN_VALUE, used * rmsMs * rmsMs);
  return Math.min(0.98, Math.max(0, correlation));
}

/** Where in a period the first `length` times lie on average: no single one of them decides. */
export function circularMean(ages: Float64Array, length: number, periodMs: number): number {
  let sine = 0;
  let cosine = 0;
  for (let i = 0; i < length; i++) {
    const angle = (2 * Math.PI * (ages[i] ?? 0)) / periodMs;
    sine += Math.sin(angle);
    cosine += Math.cos(angle);
  }
  return (Math.atan2(sine, cosine) / (2 * Math.PI)) * periodMs;
}
