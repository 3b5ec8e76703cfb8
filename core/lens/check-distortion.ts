import { done, fault, type Result } from '../result.ts';
import {
  bend,
  createBentPoint,
  type LensDistortion,
  type SensorPoint,
  undistort,
} from './distortion.ts';
import {
  polynomialAt,
  polynomialDerivative,
  polynomialProduct,
  rootsWithin,
} from './polynomial-roots.ts';

/** How far beyond the sensor an undistorted point is looked for, in sensor radii. */
const searchRadii = 8;
const stepsPerSide = 4;

/**
 * Whether a distortion has one answer for every point of the sensor (width and height in mm): its
 * denominator stays above 0 and the picture does not fold over itself. The radial part is decided
 * exactly, by the roots of its polynomials; the tangential part on a grid. The fault says at which
 * distance from the centre of distortion, and `pointer` leads to the distortion in its document.
 */
export function checkDistortion(
  distortion: Readonly<LensDistortion>,
  sensorMm: readonly [number, number],
  pointer = '',
): Result<Readonly<LensDistortion>> {
  if (distortion.model === 'none') return done(distortion);
  const reach = reachMm(distortion, sensorMm);
  const trouble = radialTrouble(distortion, reach) ?? gridTrouble(distortion, sensorMm);
  if (!trouble) return done(distortion);
  const [code, what] = trouble;
  const remedy =
    'Check units (mm on the sensor), the order k1 … k6 and the direction of the model.';
  return fault(`${pointer}/radial`, code, `${what} ${remedy}`);
}

type Trouble = readonly [code: string, what: string];

/** From the centre of distortion to the sensor's farthest corner, mm. */
function reachMm(
  { projectionOffsetMm, distortionOffsetMm }: Readonly<LensDistortion>,
  [width, height]: readonly [number, number],
): number {
  const x = Math.abs(projectionOffsetMm[0] + distortionOffsetMm[0]) + width / 2;
  const y = Math.abs(projectionOffsetMm[1] + distortionOffsetMm[1]) + height / 2;
  return Math.hypot(x, y);
}

/** In powers of s = r²: the radius r·N/D falls where N·D + 2s·(N'·D − N·D') does. */
function radialTrouble({ model, radial }: Readonly<LensDistortion>, reach: number) {
  const numerator = [1, radial[0], radial[2], radial[4]];
  const denominator = [1, radial[1], radial[3], radial[5]];
  const folding = foldingPolynomial(numerator, denominator);
  const isForward = model === 'brown-conrady-d-u';
  const limit = (isForward ? reach : reach * searchRadii) ** 2;
  const pole = rootsWithin(denominator, limit)[0] ?? Number.POSITIVE_INFINITY;
  const fold = rootsWithin(folding, limit)[0] ?? Number.POSITIVE_INFINITY;
  if (isForward) return forwardTrouble(pole, fold, reach);
  // Towards a pole the radius grows without end, so the sensor's corner is met before it.
  if (pole < fold) return undefined;
  const last = Math.min(fold, limit);
  const drawn = (Math.sqrt(last) * polynomialAt(numerator, last)) / polynomialAt(denominator, last);
  return drawn > reach ? undefined : backwardTrouble(drawn, reach);
}

function foldingPolynomial(numerator: number[], denominator: number[]): number[] {
  const product = polynomialProduct(numerator, denominator);
  const rising = polynomialProduct(polynomialDerivative(numerator), denominator);
  const falling = polynomialProduct(numerator, polynomialDerivative(denominator));
  return product.map((c, power) => c + 2 * ((rising[power - 1] ?? 0) - (falling[power - 1] ?? 0)));
}

function forwardTrouble(pole: number, fold: number, reach: number): Trouble | undefined {
  if (!Number.isFinite(Math.min(pole, fold))) return undefined;
  const isPole = pole < fold;
  const radius = Math.sqrt(Math.min(pole, fold));
  const corner = `inside the sensor, whose corner is ${mm(reach)} from the centre of distortion.`;
  return isPole
    ? [
        'distortion-pole',
        `The denominator of the distortion is 0 at a radius of ${mm(radius)}, ${corner}`,
      ]
    : [
        'distortion-folds',
        `The distortion folds the picture over at a radius of ${mm(radius)}, ${corner}`,
      ];
}

const backwardTrouble = (drawn: number, reach: number): Trouble => [
  'distortion-folds',
  `The distortion reaches a radius of ${mm(drawn)} at most and then folds the picture over, inside the sensor, whose corner is ${mm(reach)} from the centre of distortion.`,
];

const mm = (value: number): string => `${value.toFixed(2)} mm`;

const undistorted: SensorPoint = { x: 0, y: 0 };
const bent = createBentPoint();

/** What tangential coefficients do is no function of the radius: points tell. */
function gridTrouble(
  distortion: Readonly<LensDistortion>,
  sensorMm: readonly [number, number],
): Trouble | undefined {
  const [p1, p2] = distortion.tangential;
  if (p1 === 0 && p2 === 0) return undefined;
  for (let i = 0; i <= stepsPerSide; i++) {
    const x = sensorMm[0] * (i / stepsPerSide - 0.5);
    for (let j = 0; j <= stepsPerSide; j++) {
      const y = sensorMm[1] * (j / stepsPerSide - 0.5);
      if (!hasOneAnswer(distortion, x, y)) return foldedNear(distortion, x, y);
    }
  }
  return undefined;
}

function foldedNear(distortion: Readonly<LensDistortion>, x: number, y: number): Trouble {
  const radius = Math.hypot(x - centre(distortion, 0), y - centre(distortion, 1));
  const where = `(${x.toFixed(2)}, ${y.toFixed(2)}) mm, at a radius of ${mm(radius)}`;
  return ['distortion-folds', `The distortion folds the picture over near ${where}.`];
}

const centre = (distortion: Readonly<LensDistortion>, axis: 0 | 1): number =>
  distortion.projectionOffsetMm[axis] + distortion.distortionOffsetMm[axis];

function hasOneAnswer(distortion: Readonly<LensDistortion>, x: number, y: number): boolean {
  if (!undistort(undistorted, distortion, x, y)) return false;
  const isForward = distortion.model === 'brown-conrady-d-u';
  const fromX = isForward ? x : undistorted.x;
  const fromY = isForward ? y : undistorted.y;
  const found = bend(
    bent,
    distortion,
    fromX - centre(distortion, 0),
    fromY - centre(distortion, 1),
  );
  return found && bent.determinant > 0;
}
