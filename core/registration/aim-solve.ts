import { aimModel, dataRows, middleOfPlaces, type Prior, type Sight } from './aim-model.ts';
import { aimStarts, scoreOf } from './aim-starts.ts';
import {
  type AimState,
  type AimUnknown,
  createAimState,
  offsetAimState,
  spreadOffsets,
} from './aim-state.ts';
import { levenbergMarquardt } from './levenberg-marquardt.ts';

/** What is to be solved for, and how loosely it is held to where it starts. */
export interface AimQuestion {
  entered: AimState;
  unknowns: readonly AimUnknown[];
  priors: readonly Prior[];
  aimPx: number;
}

export interface AimFit {
  state: AimState;
  /** Sum of the squared residuals with the priors, and of the aims alone, px². */
  squares: number;
  aimSquares: number;
}

/** A solution whose residuals are this many times the noise of aims, or fewer, is the one. */
const goodEnough = 3;

/**
 * The best of the solutions from several starts that has every mark before the camera; the first that
 * explains the aims to within three times their noise ends the search.
 */
export function solveSights(sights: readonly Sight[], question: AimQuestion): AimFit | undefined {
  const { entered, unknowns, aimPx } = question;
  const free = Math.max(1, 2 * sights.length - unknowns.length);
  const limit = free * (goodEnough * aimPx) ** 2;
  let best: AimFit | undefined;
  for (const start of aimStarts(sights, entered, unknowns.includes('tilt'))) {
    const fit = solveFrom(sights, question, start);
    const isBetter = fit.squares < (best?.squares ?? Number.POSITIVE_INFINITY);
    if (isBetter && scoreOf(sights, fit.state) !== undefined) best = fit;
    if (best && best.squares <= limit) break;
  }
  return best;
}

/** The solution nearest to one start. */
export function solveFrom(
  sights: readonly Sight[],
  { unknowns, priors, aimPx }: AimQuestion,
  start: AimState,
): AimFit {
  const pivot = middleOfPlaces(sights, start);
  const model = aimModel(sights, { from: start, unknowns, priors, aimPx, pivot });
  const { x, residuals, squares } = levenbergMarquardt(model, new Float64Array(unknowns.length));
  const offsets = spreadOffsets(unknowns, x);
  const state = offsetAimState(createAimState(), start, offsets, pivot);
  const aimResiduals = residuals.subarray(0, dataRows(sights));
  return { state, squares, aimSquares: aimResiduals.reduce((sum, r) => sum + r * r, 0) };
}
