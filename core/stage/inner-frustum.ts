import type { LensState } from '../tracking/lens.ts';

/** Tangents of the half-angles of a camera's view. */
export interface HalfTangents {
  x: number;
  y: number;
}

/**
 * What the camera sees, into `out`: tan(half-angle) = sensor / (2·focal length); the squeeze widens
 * the horizontal one (an anamorphic of squeeze 2 sees twice as wide). Overscan multiplies the
 * tangents. Allocates nothing.
 */
export function halfTangents(
  out: HalfTangents,
  lens: Readonly<LensState>,
  overscan = 1,
): HalfTangents {
  const { focalLengthMm, sensorWidthMm, sensorHeightMm, squeeze } = lens;
  out.x = ((sensorWidthMm * squeeze) / (2 * focalLengthMm)) * overscan;
  out.y = (sensorHeightMm / (2 * focalLengthMm)) * overscan;
  return out;
}
