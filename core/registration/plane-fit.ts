import { type Triple, vec3 } from '../math.ts';
import { centroid } from './point-fit.ts';
import { covarianceOf } from './point-spread.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** A plane in the space and unit of the points that it runs through. */
export interface Plane {
  through: vec3;
  /** Its normal, of unit length. */
  up: vec3;
  /** How far the points are off it, RMS. */
  off: number;
}

/** How far a point is on the plane's upper side. */
export const heightOver = ({ through, up }: Plane, point: Readonly<Triple>): number =>
  vec3.dot(up, vec3.subtract(vec3.create(), point, through));

/**
 * The plane of least squares through three points or more that are not on one line: through their middle,
 * square to the eigenvector of their covariance's smallest eigenvalue. `side`: roughly where up is.
 */
export function planeThrough(points: readonly Readonly<Triple>[], side: Readonly<vec3>): Plane {
  const through = centroid(points);
  const { values, vectors } = symmetricEigen(covarianceOf(points), 3);
  const [x = 0, y = 0, z = 0] = vectors[2] ?? [];
  const up: vec3 = [x, y, z];
  if (vec3.dot(up, side) < 0) vec3.negate(up, up);
  return { through, up, off: Math.sqrt(Math.max(0, values[2] ?? 0)) };
}
