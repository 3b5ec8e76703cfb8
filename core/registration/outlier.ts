import { fitPoints, offsetOf, type PointPair } from './point-fit.ts';
import { degreesOfFreedom, type PointOptions, refusal } from './point-pairs.ts';

/** The points that do not belong to the others. */
export interface Outliers {
  /** Indices into the pairs, rising; one or two. */
  points: number[];
  /** How far each lies from where the others put it, metres, in the same order. */
  distancesM: number[];
  /** σ of one coordinate with all points and without the outliers, metres. */
  sigmaAllM: number;
  sigmaRestM: number;
}

/** The others must agree so many times better without the outliers … */
const leastGain = 4;
/** … eight times where four points or fewer remain, whose agreement is weak evidence. */
const leastGainOfFew = 8;
const few = 4;
/** What a careful hand with a probe may be off: nothing nearer is named. */
const leastDistanceM = 0.005;
const mostOutliers = 2;
/** Pairs of points that are tried: 120 fits. */
const mostPoints = 16;

/**
 * Names the one point, else the two, without which the others agree at least four times better
 * (σ by degrees of freedom; eight times where four or fewer remain) and that lie 5 mm or more from where the
 * others put them. Leave-one-out, then leave-two-out. With three points, or where no two left out
 * explain the misfit, `undefined`. Under noise alone a wrong naming among six points has a chance of
 * about 10⁻⁵ (F test with 3 and 9 degrees of freedom), and none at all below 5 mm.
 */
export function findOutliers(
  pairs: readonly PointPair[],
  { withScale = false }: PointOptions = {},
): Outliers | undefined {
  if (refusal(pairs) || pairs.length > mostPoints) return undefined;
  const sigmaAllM = sigmaOf(pairs, withScale);
  for (let count = 1; count <= mostOutliers; count++) {
    if (pairs.length - count < 3) return undefined;
    const best = bestWithout(pairs, count, withScale);
    if (!best) continue;
    const gain = pairs.length - count <= few ? leastGainOfFew : leastGain;
    const near = Math.min(...best.distancesM) < leastDistanceM;
    if (sigmaAllM >= gain * best.sigmaRestM && !near) return { ...best, sigmaAllM };
  }
  return undefined;
}

function bestWithout(
  pairs: readonly PointPair[],
  count: number,
  withScale: boolean,
): Omit<Outliers, 'sigmaAllM'> | undefined {
  let best: Omit<Outliers, 'sigmaAllM'> | undefined;
  for (const points of choices(pairs.length, count)) {
    const rest = pairs.filter((_, i) => !points.includes(i));
    const sigmaRestM = sigmaOf(rest, withScale);
    if ((best && sigmaRestM >= best.sigmaRestM) || refusal(rest)) continue;
    best = { points, distancesM: distancesFrom(rest, points, pairs, withScale), sigmaRestM };
  }
  return best;
}

function distancesFrom(
  rest: readonly PointPair[],
  points: readonly number[],
  pairs: readonly PointPair[],
  withScale: boolean,
): number[] {
  const fit = fitPoints(rest, withScale);
  return points.map((i) => {
    const pair = pairs[i];
    return pair ? Math.hypot(...offsetOf(fit, pair)) : 0;
  });
}

function sigmaOf(pairs: readonly PointPair[], withScale: boolean): number {
  const { squares } = fitPoints(pairs, withScale);
  return Math.sqrt(squares / degreesOfFreedom(pairs.length, withScale));
}

/** All ways to choose one or two of n. */
function choices(n: number, count: number): number[][] {
  const ones = Array.from({ length: n }, (_, i) => [i]);
  if (count === 1) return ones;
  return ones.flatMap(([i = 0]) => ones.slice(i + 1).map(([j = 0]) => [i, j]));
}
