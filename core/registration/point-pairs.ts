import { type Triple, vec3 } from '../math.ts';
import { done, fault, type Problem, type Result } from '../result.ts';
import { fitPoints, offsetOf, type PointFit, type PointPair } from './point-fit.ts';
import { extentOf, spreadOf } from './point-spread.ts';
import { lengthInWords, type Registration, registrationFromPose } from './registration.ts';

/** What a registration by measured points gives. Lengths in metres, stage axes. */
export interface PointRegistration {
  registration: Registration;
  /** Per pair: from the known stage point to where the registration puts the measured one. */
  residuals: { offset: Triple; distanceM: number }[];
  rmsM: number;
  /** 95 % of points measured like these lie within this of the truth: √χ²₃(0.95)·σ, σ from the residuals. */
  within95M: number;
  /** What is poorly known although nothing was refused. */
  warnings: Problem[];
}

export interface PointOptions {
  /** Solve for the scale, too; otherwise it is 1. */
  withScale?: boolean;
}

/** Points that all lie so near their middle (RMS) are one place. */
const leastAlongM = 0.1;
/** Off the line through them (RMS): at 1 mm noise the turn about the line is known to a degree or so. */
const leastAcrossM = 0.05;
const goodAcrossM = 0.3;
const goodHeightM = 0.3;
const goodRmsM = 0.005;
/** χ² with three degrees of freedom, 95 %. */
const chiSquare95 = 7.815;

/**
 * Registration from three or more measured pairs (see `fitPoints`). Refuses fewer than three, numbers
 * that are not finite, points in one place and points on one line (RMS distance from the line under
 * 50 mm), each with what to do. Points in one plane determine the rotation; one height only is warned
 * about.
 */
export function registerPoints(
  pairs: readonly PointPair[],
  { withScale = false }: PointOptions = {},
): Result<PointRegistration> {
  const wrong = refusal(pairs);
  if (wrong) return wrong;
  const fit = fitPoints(pairs, withScale);
  if (!(fit.scale > 0)) {
    return fault(
      '/pairs',
      'no-agreement',
      'The measured points and the stage points have nothing in common: check that each pair is one and the same point.',
    );
  }
  const rmsM = Math.sqrt(fit.squares / pairs.length);
  return done({
    registration: registrationFromPose(fit.pose, fit.scale),
    residuals: pairs.map((pair) => residualOf(fit, pair)),
    rmsM,
    within95M: Math.sqrt((chiSquare95 * fit.squares) / degreesOfFreedom(pairs.length, withScale)),
    warnings: warningsAbout(pairs, rmsM),
  });
}

/** Numbers measured beyond those that the registration takes: 3·n − 6, and one less with the scale. */
export const degreesOfFreedom = (points: number, withScale: boolean): number =>
  3 * points - (withScale ? 7 : 6);

function residualOf(fit: PointFit, pair: PointPair): { offset: Triple; distanceM: number } {
  const offset = offsetOf(fit, pair);
  return { offset: [offset[0], offset[1], offset[2]], distanceM: vec3.length(offset) };
}

/** Why these pairs determine no registration, or `undefined` where they do. */
export function refusal(pairs: readonly PointPair[]): ReturnType<typeof fault> | undefined {
  for (const [i, { tracker, stage }] of pairs.entries()) {
    for (const [side, values] of Object.entries({ tracker, stage })) {
      if (values.every(Number.isFinite)) continue;
      return fault(
        `/pairs/${i}/${side}`,
        'not-finite',
        `Point ${i + 1} has no ${side} position: measure it again.`,
      );
    }
  }
  if (pairs.length < 3) {
    return fault(
      '/pairs',
      'too-few-points',
      `Three points are needed and there are ${pairs.length}: measure ${3 - pairs.length} more, better ${4 - pairs.length}.`,
    );
  }
  const { along, across } = leastSpread(pairs);
  if (!(along >= leastAlongM)) {
    return fault(
      '/pairs',
      'one-place',
      `All points lie within ${lengthInWords(along)} of one place: measure points at least 1 m apart, better 3 m.`,
    );
  }
  if (!(across >= leastAcrossM)) {
    return fault(
      '/pairs',
      'collinear',
      `All points lie within ${lengthInWords(across)} of one line (RMS), so the turn about that line is unknown: measure one at least 1 m to the side of it.`,
    );
  }
  return undefined;
}

/** The smaller spread of the two sides, metres; the tracker's at the stage's size, as its unit may be wrong. */
function leastSpread(pairs: readonly PointPair[]): { along: number; across: number } {
  const stage = spreadOf(pairs.map((pair) => pair.stage));
  const tracker = spreadOf(pairs.map((pair) => pair.tracker));
  const along = tracker.along > 0 ? stage.along : 0;
  return {
    along,
    across: Math.min(stage.across, (tracker.across * stage.along) / (tracker.along || 1)),
  };
}

function warningsAbout(pairs: readonly PointPair[], rmsM: number): Problem[] {
  const warnings: Problem[] = [];
  const warn = (code: string, message: string) => warnings.push({ path: '/pairs', code, message });
  const stage = pairs.map((pair) => pair.stage);
  const { across } = leastSpread(pairs);
  const height = extentOf(stage, 1);
  if (pairs.length === 3) {
    warn('no-check', 'Three points leave nothing to check them by: measure a fourth.');
  }
  if (across < goodAcrossM) {
    warn(
      'nearly-collinear',
      `The points lie within ${lengthInWords(across)} of one line (RMS): the turn about it is poorly known. Measure one at least 1 m to the side.`,
    );
  }
  if (height < goodHeightM) {
    warn(
      'one-height',
      `All points lie within ${lengthInWords(height)} of one height: height is poorly known. Measure one at least 1 m above the others.`,
    );
  }
  if (rmsM > goodRmsM) {
    warn(
      'poor-fit',
      `The points miss by ${lengthInWords(rmsM)} (RMS; good is ${lengthInWords(goodRmsM)}): look for a wrong point, or for wrong axes.`,
    );
  }
  return warnings;
}
