import { type Pose, quat, type Triple, vec3 } from '../math.ts';
import type { LensState } from '../tracking/lens.ts';
import { halfTangents, viewCentre } from './inner-frustum.ts';

/** A place of a camera's picture, in widths and heights of it: (0, 0) top left, (1, 1) bottom right. */
export interface PicturePlace {
  x: number;
  y: number;
}

/**
 * Where a stage point (metres) falls in the picture of a camera whose entrance pupil has that pose, by
 * focal length, recorded area, squeeze and projection offset; what the lens bends is left out. Beyond
 * the edges it goes on below 0 and above 1; `undefined` for a point that is not before the camera.
 */
export function pictureOf(
  lens: Readonly<LensState>,
  { position, orientation }: Readonly<Pose>,
  point: Readonly<Triple>,
): PicturePlace | undefined {
  const sight = vec3.subtract(vec3.create(), point, position);
  vec3.transformQuat(sight, sight, quat.conjugate(quat.create(), orientation));
  const depth = -sight[2];
  if (!(depth > 0)) return undefined;
  const half = halfTangents({ x: 0, y: 0 }, lens, 1 / lens.distortionOverscan);
  const centre = viewCentre({ x: 0, y: 0 }, lens);
  return {
    x: 0.5 + (sight[0] / depth - centre.x) / (2 * half.x),
    y: 0.5 - (sight[1] / depth - centre.y) / (2 * half.y),
  };
}
