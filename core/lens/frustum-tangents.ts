import type { LensState } from '../tracking/lens.ts';

/** The edges of a view on a plane at distance 1: left and bottom are negative where the axis is inside. */
export interface FrustumTangents {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

export const createFrustumTangents = (): FrustumTangents => ({
  left: -1,
  right: 1,
  bottom: -1,
  top: 1,
});

/**
 * What a lens sees, into `out`. Half the recorded sensor, undistorted (`distortionOverscan`), over
 * the focal length; squeeze widens the horizontal part. The optical axis meets the sensor at the
 * projection offset (x right, y down, OpenLensIO ΔP), so an axis right of the sensor's centre shows
 * more of what is left. `overscan` grows the view about its middle, which is the sensor's centre.
 * Allocates nothing.
 */
export function frustumTangents(
  out: FrustumTangents,
  lens: Readonly<LensState>,
  overscan = 1,
): FrustumTangents {
  const x = lens.squeeze / lens.focalLengthMm;
  const y = 1 / lens.focalLengthMm;
  const grown = lens.distortionOverscan * overscan;
  const halfWidth = (lens.sensorWidthMm / 2) * grown;
  const halfHeight = (lens.sensorHeightMm / 2) * grown;
  out.left = (-halfWidth - lens.projectionOffsetXMm) * x;
  out.right = (halfWidth - lens.projectionOffsetXMm) * x;
  // On the sensor y runs down, in the view up.
  out.top = (halfHeight + lens.projectionOffsetYMm) * y;
  out.bottom = (-halfHeight + lens.projectionOffsetYMm) * y;
  return out;
}

/** The angle between a view's edges, radians. */
export const horizontalFieldRad = ({ left, right }: Readonly<FrustumTangents>): number =>
  Math.atan(right) - Math.atan(left);

export const verticalFieldRad = ({ bottom, top }: Readonly<FrustumTangents>): number =>
  Math.atan(top) - Math.atan(bottom);
