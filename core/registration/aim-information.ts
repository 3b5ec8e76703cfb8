import { type AimFrame, aimModel, dataRows, type Sight } from './aim-model.ts';
import { differenceJacobian } from './levenberg-marquardt.ts';
import { choleskyFactor, choleskySolve, gram } from './normal-equations.ts';

/** A solution, its frame's `from`, with the aims that it was solved from. */
export interface SolvedAims {
  sights: readonly Sight[];
  frame: AimFrame;
}

/** From a radial root mean square to what holds 95 %, of a normal error in two directions. */
const radius95 = Math.sqrt(5.991 / 2);

/** JᵀJ of the solution, rows of aims alone or with those of the priors (n × n, row-major). */
export function normalMatrix({ sights, frame }: SolvedAims, withPriors: boolean): Float64Array {
  const model = aimModel(sights, frame);
  const n = model.parameters;
  const jacobian = differenceJacobian(model, new Float64Array(n));
  return gram(jacobian, n, 0, withPriors ? model.residuals : dataRows(sights));
}

/** Standard deviation of each unknown, metres and radians, with the priors. */
export function deviationsOf(solved: SolvedAims): number[] {
  const { unknowns, aimPx } = solved.frame;
  const n = unknowns.length;
  const lower = choleskyFactor(normalMatrix(solved, true), n);
  return unknowns.map((_, i) => {
    if (!lower) return Number.POSITIVE_INFINITY;
    const unit = new Float64Array(n);
    unit[i] = 1;
    return aimPx * Math.sqrt(choleskySolve(lower, unit)[i] ?? 0);
  });
}

/** Aims elsewhere, by what they have to do with the unknowns: GᵀG of their derivatives G (n × n, row-major). */
export interface Foretelling {
  aims: number;
  gram: Float64Array;
}

export function foretelling(frame: AimFrame, wanted: readonly Sight[]): Foretelling {
  return { aims: wanted.length, gram: normalMatrix({ sights: wanted, frame }, false) };
}

/**
 * Within how many wall pixels (seen square-on) 95 % of aims elsewhere will land, by the covariance that
 * belongs to a normal matrix N: their mean square is tr(N⁻¹·GᵀG) per aim. Infinite where N does not
 * determine the unknowns.
 */
export function expectedPx(
  { unknowns, aimPx }: AimFrame,
  normal: Float64Array,
  { aims, gram }: Foretelling,
): number {
  const n = unknowns.length;
  const lower = choleskyFactor(normal, n);
  if (!lower || aims === 0) return Number.POSITIVE_INFINITY;
  let trace = 0;
  for (let i = 0; i < n; i++) {
    trace += choleskySolve(lower, gram.subarray(i * n, (i + 1) * n))[i] ?? 0;
  }
  return aimPx * radius95 * Math.sqrt(trace / aims);
}

/**
 * The condition of the aims: how many times further off aims within a metre will land than those that
 * were taken, for the same noise. About 1 from places a metre apart, whatever the number of aims; 1.5 and
 * more from places or marks too alike to tell registration and mount apart.
 */
export function conditionOf({ sights, frame }: SolvedAims, foretold: Foretelling): number {
  const normal = normalMatrix({ sights, frame }, true);
  const taken = sights.map((sight) => ({ ...sight, isLevel: false }));
  const there = expectedPx(frame, normal, foretelling(frame, taken));
  return Number.isFinite(there) ? expectedPx(frame, normal, foretold) / there : there;
}
