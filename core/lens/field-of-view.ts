import { halfTangents, viewCentre } from '../stage/inner-frustum.ts';
import type { LensState } from '../tracking/lens.ts';

/** Angles between the edges of a picture, radians. */
export interface FieldOfView {
  horizontal: number;
  vertical: number;
}

/**
 * What a lens sees, distortion included, as the inner frustum has it: for the angle that the focal
 * length alone gives hand in a `distortionOverscan` of 1.
 */
export function fieldOfViewRad(lens: Readonly<LensState>): FieldOfView {
  const half = halfTangents({ x: 0, y: 0 }, lens);
  const centre = viewCentre({ x: 0, y: 0 }, lens);
  return { horizontal: between(centre.x, half.x), vertical: between(centre.y, half.y) };
}

const between = (centre: number, half: number): number =>
  Math.atan(centre + half) - Math.atan(centre - half);
