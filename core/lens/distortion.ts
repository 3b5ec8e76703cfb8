/** Radial coefficients k1 … k6, numerator and denominator by turns, of powers of r² in mm. */
export type RadialCoefficients = [number, number, number, number, number, number];

export const distortionModels = ['none', 'brown-conrady-d-u', 'brown-conrady-u-d'] as const;
export type DistortionModel = (typeof distortionModels)[number];

/**
 * How a lens bends its picture (OpenLensIO 1.0.1), in mm on the sensor: x right, y down, centre
 * origin. Mutable, so that one instance serves every packet.
 */
export interface LensDistortion {
  /** `d-u`: the coefficients lead from distorted to undistorted; `u-d`: the other way, as OpenCV has them. */
  model: DistortionModel;
  radial: RadialCoefficients;
  /** p1, p2 in 1/mm. */
  tangential: [number, number];
  /** Where the optical axis meets the sensor. */
  projectionOffsetMm: [number, number];
  /** From there to the centre of distortion. */
  distortionOffsetMm: [number, number];
}

export const createDistortion = (): LensDistortion => ({
  model: 'none',
  radial: [0, 0, 0, 0, 0, 0],
  tangential: [0, 0],
  projectionOffsetMm: [0, 0],
  distortionOffsetMm: [0, 0],
});

/** A point on the sensor in mm: x right, y down, from its centre unless the name says otherwise. */
export interface SensorPoint {
  x: number;
  y: number;
}

/**
 * Where a point of the recorded picture would stand without distortion (OpenLensIO 1.0.1 eq 4):
 * ε_u = U(ε_d − ΔC − ΔP) + ΔC + ΔP. Returns `false`, and leaves `out` alone, where the model has no
 * answer: a denominator at or below 0, or a `u-d` model in which no undistorted point leads here.
 * Allocates nothing.
 */
export function undistort(
  out: SensorPoint,
  distortion: Readonly<LensDistortion>,
  x: number,
  y: number,
): boolean {
  const isForward = distortion.model === 'brown-conrady-d-u';
  return follow(out, distortion, isForward, x, y, distortion.projectionOffsetMm);
}

/** The inverse of `undistort`: where the lens draws an undistorted point. Within 1e-9 mm. */
export function distort(
  out: SensorPoint,
  distortion: Readonly<LensDistortion>,
  x: number,
  y: number,
): boolean {
  const isForward = distortion.model === 'brown-conrady-u-d';
  return follow(out, distortion, isForward, x, y, distortion.projectionOffsetMm);
}

/**
 * `undistort` measured from the optical axis, for a picture drawn with a symmetric field of view
 * (eq 10): ε'_u = U(ε'_d − ΔC) + ΔC, where ε' = ε − ΔP.
 */
export function undistortFieldOfView(
  out: SensorPoint,
  distortion: Readonly<LensDistortion>,
  x: number,
  y: number,
): boolean {
  return follow(out, distortion, distortion.model === 'brown-conrady-d-u', x, y, onAxis);
}

/** The inverse of `undistortFieldOfView`. Within 1e-9 mm. */
export function distortFieldOfView(
  out: SensorPoint,
  distortion: Readonly<LensDistortion>,
  x: number,
  y: number,
): boolean {
  return follow(out, distortion, distortion.model === 'brown-conrady-u-d', x, y, onAxis);
}

const onAxis = [0, 0] as const;

function follow(
  out: SensorPoint,
  distortion: Readonly<LensDistortion>,
  isForward: boolean,
  x: number,
  y: number,
  axis: readonly [number, number],
): boolean {
  if (distortion.model === 'none') {
    out.x = x;
    out.y = y;
    return true;
  }
  const centreX = axis[0] + distortion.distortionOffsetMm[0];
  const centreY = axis[1] + distortion.distortionOffsetMm[1];
  const found = isForward ? bend : unbend;
  if (!found(followed, distortion, x - centreX, y - centreY)) return false;
  out.x = followed.x + centreX;
  out.y = followed.y + centreY;
  return true;
}

/** A point through the coefficients, with the derivatives of both coordinates there. */
export interface BentPoint extends SensorPoint {
  xByX: number;
  xByY: number;
  yByX: number;
  yByY: number;
  /** Above 0 where the picture does not fold over. */
  determinant: number;
}

export const createBentPoint = (): BentPoint => ({
  x: 0,
  y: 0,
  xByX: 1,
  xByY: 0,
  yByX: 0,
  yByY: 1,
  determinant: 1,
});

/**
 * U itself, from the centre of distortion (eqs 16 and 17, multiplied out so that no axis divides by
 * 0): R = (1 + k1·r² + k3·r⁴ + k5·r⁶) / (1 + k2·r² + k4·r⁴ + k6·r⁶), x' = R·x + 2·p1·x·y +
 * p2·(r² + 2x²), y' = R·y + 2·p2·x·y + p1·(r² + 2y²). `false` where the denominator is not above 0.
 */
export function bend(
  out: BentPoint,
  { radial, tangential }: Readonly<LensDistortion>,
  x: number,
  y: number,
): boolean {
  // By index, for a pattern over an array is an iterator, which this path should not make.
  const p1 = tangential[0];
  const p2 = tangential[1];
  const s = x * x + y * y;
  const denominator = 1 + s * (radial[1] + s * (radial[3] + s * radial[5]));
  if (!(denominator > 0)) return false;
  const ratio = (1 + s * (radial[0] + s * (radial[2] + s * radial[4]))) / denominator;
  const numeratorSlope = radial[0] + s * (2 * radial[2] + s * 3 * radial[4]);
  const denominatorSlope = radial[1] + s * (2 * radial[3] + s * 3 * radial[5]);
  const slope = (numeratorSlope - ratio * denominatorSlope) / denominator;
  out.x = ratio * x + 2 * p1 * x * y + p2 * (s + 2 * x * x);
  out.y = ratio * y + 2 * p2 * x * y + p1 * (s + 2 * y * y);
  out.xByX = ratio + 2 * x * x * slope + 2 * p1 * y + 6 * p2 * x;
  out.xByY = out.yByX = 2 * x * y * slope + 2 * p1 * x + 2 * p2 * y;
  out.yByY = ratio + 2 * y * y * slope + 2 * p2 * x + 6 * p1 * y;
  out.determinant = out.xByX * out.yByY - out.xByY * out.yByX;
  return Number.isFinite(out.x) && Number.isFinite(out.y);
}

const followed = createBentPoint();
const target: SensorPoint = { x: 0, y: 0 };
const step: SensorPoint = { x: 0, y: 0 };
let bent = createBentPoint();
let tried = createBentPoint();

const mostSteps = 60;
const mostHalvings = 40;
const closeMm = 1e-11;
const closeEnoughMm = 1e-9;

/**
 * The point that `bend` takes to (x, y), from the centre of distortion: Newton's steps, each halved
 * until it comes closer without leaving the part of the picture that is not folded over. `false`
 * when there is none. Allocates nothing.
 */
export function unbend(
  out: SensorPoint,
  distortion: Readonly<LensDistortion>,
  x: number,
  y: number,
): boolean {
  target.x = x;
  target.y = y;
  if (!startInside(out, distortion)) return false;
  for (let i = 0; i < mostSteps; i++) {
    const away = distanceToTarget(bent);
    if (away <= closeMm) return true;
    const dx = x - bent.x;
    const dy = y - bent.y;
    step.x = (bent.yByY * dx - bent.xByY * dy) / bent.determinant;
    step.y = (bent.xByX * dy - bent.yByX * dx) / bent.determinant;
    if (!advance(out, distortion, away)) break;
  }
  return distanceToTarget(bent) <= closeEnoughMm;
}

/** Not `Math.hypot`, which is many times slower and makes garbage. */
function distanceToTarget(point: SensorPoint): number {
  const dx = target.x - point.x;
  const dy = target.y - point.y;
  return Math.sqrt(dx * dx + dy * dy);
}

/** The target is the best guess; where it lies outside, the first point towards the centre that does not. */
function startInside(out: SensorPoint, distortion: Readonly<LensDistortion>): boolean {
  for (let i = 0, share = 1; i < mostHalvings; i++, share /= 2) {
    out.x = target.x * share;
    out.y = target.y * share;
    if (bend(bent, distortion, out.x, out.y) && bent.determinant > 0) return true;
  }
  return false;
}

function advance(out: SensorPoint, distortion: Readonly<LensDistortion>, away: number): boolean {
  for (let i = 0, share = 1; i < mostHalvings; i++, share /= 2) {
    const x = out.x + step.x * share;
    const y = out.y + step.y * share;
    if (!bend(tried, distortion, x, y) || !(tried.determinant > 0)) continue;
    if (!(distanceToTarget(tried) < away)) continue;
    out.x = x;
    out.y = y;
    const before = bent;
    bent = tried;
    tried = before;
    return true;
  }
  return false;
}
