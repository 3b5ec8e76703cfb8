import { type Pose, quat, type Triple, vec3 } from '../math.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** One point measured by the tracker (its own metres, house axes) and known in the stage (metres). */
export interface PointPair {
  tracker: Readonly<Triple>;
  stage: Readonly<Triple>;
}

/** stage ≈ orientation·(scale·tracker) + position. */
export interface PointFit {
  pose: Pose;
  scale: number;
  /** Sum of the squared distances that remain, m². */
  squares: number;
}

/**
 * Registration of point pairs by least squares, in closed form. Rotation: Horn, "Closed-form solution
 * of absolute orientation using unit quaternions", J. Opt. Soc. Am. A 4(4), 1987, section 4.A: the
 * eigenvector of the largest eigenvalue of N, made of the sums of products; always a rotation, never
 * a mirror. Centroids, position and scale: Umeyama, "Least-squares estimation of transformation
 * parameters between two point patterns", IEEE PAMI 13(4), 1991, equations (34) to (36), (41) and
 * (42). What the points do not determine comes out arbitrary: ask `registerPoints` first.
 */
export function fitPoints(pairs: readonly PointPair[], withScale: boolean): PointFit {
  const trackerMiddle = centroid(pairs.map(({ tracker }) => tracker));
  const stageMiddle = centroid(pairs.map(({ stage }) => stage));
  const sums = sumsOfProducts(pairs, trackerMiddle, stageMiddle);
  const orientation = bestRotation(sums);
  const scale = withScale ? bestScale(pairs, trackerMiddle, stageMiddle, orientation) : 1;
  const position = vec3.scale(vec3.create(), trackerMiddle, scale);
  vec3.transformQuat(position, position, orientation);
  vec3.subtract(position, stageMiddle, position);
  const fit = { pose: { position, orientation }, scale, squares: 0 };
  for (const pair of pairs) fit.squares += vec3.squaredLength(offsetOf(fit, pair));
  return fit;
}

/** From the known stage point to where the fit puts the measured one, metres. */
export function offsetOf({ pose, scale }: PointFit, { tracker, stage }: PointPair): vec3 {
  const point = vec3.scale(vec3.create(), tracker, scale);
  vec3.transformQuat(point, point, pose.orientation);
  vec3.add(point, point, pose.position);
  return vec3.subtract(point, point, stage);
}

export function centroid(points: readonly Readonly<Triple>[]): vec3 {
  const middle = vec3.create();
  for (const point of points) vec3.add(middle, middle, point);
  return vec3.scale(middle, middle, 1 / Math.max(1, points.length));
}

/** Horn's Sxx, Sxy … Szz: tracker component times stage component, row by row. */
function sumsOfProducts(
  pairs: readonly PointPair[],
  trackerMiddle: vec3,
  stageMiddle: vec3,
): number[] {
  const sums = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (const { tracker, stage } of pairs) {
    const l = vec3.subtract(vec3.create(), tracker, trackerMiddle);
    const r = vec3.subtract(vec3.create(), stage, stageMiddle);
    for (let i = 0; i < 9; i++) {
      sums[i] = (sums[i] ?? 0) + (l[Math.floor(i / 3)] ?? 0) * (r[i % 3] ?? 0);
    }
  }
  return sums;
}

function bestRotation(sums: readonly number[]): quat {
  const [xx = 0, xy = 0, xz = 0, yx = 0, yy = 0, yz = 0, zx = 0, zy = 0, zz = 0] = sums;
  // biome-ignore format: a matrix
  const n = [
    xx + yy + zz, yz - zy, zx - xz, xy - yx,
    yz - zy, xx - yy - zz, xy + yx, zx + xz,
    zx - xz, xy + yx, -xx + yy - zz, yz + zy,
    xy - yx, zx + xz, yz + zy, -xx - yy + zz,
  ];
  const [w = 1, x = 0, y = 0, z = 0] = symmetricEigen(n, 4).vectors[0] ?? [];
  return quat.normalize(quat.create(), [x, y, z, w]);
}

/** Umeyama (42) with tr(DS) = Σ stage·R·tracker, over the tracker's variance (36). */
function bestScale(
  pairs: readonly PointPair[],
  trackerMiddle: vec3,
  stageMiddle: vec3,
  orientation: quat,
): number {
  let [products, squares] = [0, 0];
  for (const { tracker, stage } of pairs) {
    const l = vec3.subtract(vec3.create(), tracker, trackerMiddle);
    const r = vec3.subtract(vec3.create(), stage, stageMiddle);
    squares += vec3.squaredLength(l);
    products += vec3.dot(r, vec3.transformQuat(l, l, orientation));
  }
  return squares > 0 ? products / squares : 1;
}
