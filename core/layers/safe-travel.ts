import { vec3 } from '../math.ts';

/**
 * How far the camera may leave the eye point that a picture was made for.
 *
 * With the camera at offset c, a border of near and far (points Pn and Pf, on one ray from the eye point)
 * opens by the angle between Pn − c and Pf − c, across the border: dn = (Pn − c)/|Pn − c|, df alike, and
 * n the unit vector across it from near to far, the hole is 2·asin((df − dn)·n / 2) rad; below 0 it closes.
 * To first order in a sideways offset t this is t·(1/zn − 1/zf), and in pixels that times pxPerRad.
 * A picture's pixel between two points A and B grows by (∠(A − c, B − c) − ∠(A, B))·pxPerRad / pixels
 * that lie between them.
 */

/** A place where the picture may tear or stretch; metres as seen from the eye point. */
export type TravelSample =
  | { kind: 'hole'; near: vec3; far: vec3; across: vec3 }
  | { kind: 'stretch'; from: vec3; to: vec3; restRad: number; pixels: number };

export interface TravelLimits {
  /** Pixels per radian: of the picture (width / angle of view), or of the wall (distance / pitch). */
  pxPerRad: number;
  /** A hole, or a growth of one pixel, of more than this is too much. */
  limitPx: number;
  /** It is not looked further than this. */
  mostM: number;
}

const [a, b] = [vec3.create(), vec3.create()];

/** Angle between two unit vectors, rad; exact where it is small. */
export const angleBetween = (from: vec3, to: vec3): number => {
  const half = vec3.distance(from, to) / 2;
  return 2 * Math.asin(Math.min(1, half));
};

/** Pixels by which a sample is torn or stretched with the camera at `offset` from the eye point. */
export function damagePx(sample: TravelSample, offset: vec3, pxPerRad: number): number {
  const [first, second] =
    sample.kind === 'hole' ? [sample.near, sample.far] : [sample.from, sample.to];
  vec3.normalize(a, vec3.subtract(a, first, offset));
  vec3.normalize(b, vec3.subtract(b, second, offset));
  if (sample.kind === 'stretch') {
    return ((angleBetween(a, b) - sample.restRad) * pxPerRad) / sample.pixels;
  }
  const opened = vec3.dot(vec3.subtract(b, b, a), sample.across);
  return 2 * Math.asin(Math.max(-1, Math.min(1, opened / 2))) * pxPerRad;
}

const offset = vec3.create();

/** The worst of all samples with the camera `distanceM` from the eye point in a unit direction, px. */
export function worstPx(
  samples: readonly TravelSample[],
  direction: Readonly<vec3>,
  distanceM: number,
  pxPerRad: number,
): number {
  vec3.scale(offset, direction, distanceM);
  let worst = 0;
  for (const sample of samples) worst = Math.max(worst, damagePx(sample, offset, pxPerRad));
  return worst;
}

const firstStepM = 0.001;
const stepRatio = 1.3;
const halvings = 14;

/** How far the camera may go in a unit direction before anything exceeds the limit: metres, to 0.1 mm or 0.1 %. */
export function reachM(
  samples: readonly TravelSample[],
  direction: Readonly<vec3>,
  { pxPerRad, limitPx, mostM }: TravelLimits,
): number {
  const isTooFar = (m: number) => worstPx(samples, direction, m, pxPerRad) > limitPx;
  let [safe, over] = [0, firstStepM];
  // Steps first: behind an object a hole may close again, and the first one counts.
  while (!isTooFar(over)) {
    if (over >= mostM) return mostM;
    [safe, over] = [over, Math.min(mostM, over * stepRatio)];
  }
  for (let i = 0; i < halvings; i++) {
    const middle = (safe + over) / 2;
    if (isTooFar(middle)) over = middle;
    else safe = middle;
  }
  return safe;
}

/** The 26 directions of a cube's corners, edges and faces, unit vectors. */
export const travelDirections: readonly vec3[] = [-1, 0, 1].flatMap((x) =>
  [-1, 0, 1].flatMap((y) =>
    [-1, 0, 1].flatMap((z): vec3[] => {
      const isMiddle = x === 0 && y === 0 && z === 0;
      return isMiddle ? [] : [vec3.normalize(vec3.create(), vec3.fromValues(x, y, z))];
    }),
  ),
);

/** Reach in each of `travelDirections`: the star-shaped volume about the eye point in which the picture holds. */
export const travelReaches = (samples: readonly TravelSample[], limits: TravelLimits): number[] =>
  travelDirections.map((direction) => reachM(samples, direction, limits));

/** Metres by which a camera at `fromEye` is outside; below 0 it is inside. */
export function outsideM(
  samples: readonly TravelSample[],
  fromEye: Readonly<vec3>,
  limits: TravelLimits,
): number {
  const distance = vec3.length(fromEye);
  if (distance === 0) return 0;
  const direction = vec3.scale(vec3.create(), fromEye, 1 / distance);
  return distance - reachM(samples, direction, limits);
}
