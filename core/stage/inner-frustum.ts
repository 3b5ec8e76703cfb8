import type { LensState } from '../tracking/lens.ts';

/** Tangents of the half-angles of a camera's view. */
export interface HalfTangents {
  x: number;
  y: number;
}

/**
 * What the camera sees, into `out`: tan(half-angle) = sensor / (2·focal length); the squeeze widens
 * the horizontal one (an anamorphic of squeeze 2 sees twice as wide), and what the lens distorts into
 * the picture adds to both. Overscan multiplies the tangents. Allocates nothing.
 */
export function halfTangents(
  out: HalfTangents,
  lens: Readonly<LensState>,
  overscan = 1,
): HalfTangents {
  const { focalLengthMm, sensorWidthMm, sensorHeightMm, squeeze, distortionOverscan } = lens;
  const grown = distortionOverscan * overscan;
  out.x = ((sensorWidthMm * squeeze) / (2 * focalLengthMm)) * grown;
  out.y = (sensorHeightMm / (2 * focalLengthMm)) * grown;
  return out;
}

/**
 * Where the middle of the picture lies, as tangents from the optical axis (right and up): an axis that
 * meets the sensor right of its centre shows more of what is left (OpenLensIO ΔP). Allocates nothing.
 */
export function viewCentre(out: HalfTangents, lens: Readonly<LensState>): HalfTangents {
  const { focalLengthMm, projectionOffsetXMm, projectionOffsetYMm, squeeze } = lens;
  out.x = (-projectionOffsetXMm * squeeze) / focalLengthMm;
  out.y = projectionOffsetYMm / focalLengthMm;
  return out;
}
