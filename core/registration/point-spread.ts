import { type Triple, vec3 } from '../math.ts';
import { centroid } from './point-fit.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** How far points reach, root mean square from their middle, in their own unit. */
export interface Spread {
  /** Along the line that runs best through them. */
  along: number;
  /** Off that line, in the plane that holds most of them. */
  across: number;
  /** Off that plane. */
  off: number;
}

/** The spread of a set of points: square roots of the eigenvalues of its covariance. */
export function spreadOf(points: readonly Readonly<Triple>[]): Spread {
  const { values } = symmetricEigen(covarianceOf(points), 3);
  const [along = 0, across = 0, off = 0] = values.map((value) => Math.sqrt(Math.max(0, value)));
  return { along, across, off };
}

/** Covariance of a set of points, 3 × 3, row-major. */
export function covarianceOf(points: readonly Readonly<Triple>[]): Float64Array {
  const middle = centroid(points);
  const covariance = new Float64Array(9);
  for (const point of points) {
    const d = vec3.subtract(vec3.create(), point, middle);
    for (let i = 0; i < 9; i++) {
      const product = (d[Math.floor(i / 3)] ?? 0) * (d[i % 3] ?? 0);
      covariance[i] = (covariance[i] ?? 0) + product / points.length;
    }
  }
  return covariance;
}

/** From the lowest to the highest point along one axis. */
export function extentOf(points: readonly Readonly<Triple>[], axis: 0 | 1 | 2): number {
  const values = points.map((point) => point[axis]);
  return Math.max(...values) - Math.min(...values);
}
