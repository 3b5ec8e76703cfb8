/** A number as text with at most so many decimals, without trailing zeros; empty for NaN. */
export function plainNumber(value: number, decimals: number): string {
  return Number.isFinite(value) ? String(Number(value.toFixed(decimals)) + 0) : '';
}

/** Vertical field of view of a lens, degrees. */
export const verticalFovDeg = (lens: { sensorHeightMm: number; focalLengthMm: number }): number =>
  (2 * Math.atan(lens.sensorHeightMm / (2 * lens.focalLengthMm)) * 180) / Math.PI;
