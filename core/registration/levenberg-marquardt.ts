import { choleskyFactor, choleskySolve, gradient, gram } from './normal-equations.ts';

/** Residuals as a function of parameters, all of them of about the same size. */
export interface ResidualModel {
  parameters: number;
  residuals: number;
  evaluate(out: Float64Array, x: Float64Array): void;
}

export interface LeastSquaresFit {
  x: Float64Array;
  residuals: Float64Array;
  /** Sum of the squared residuals. */
  squares: number;
}

/** Metres and radians: far above rounding, far below what bends. */
const differenceStep = 1e-7;
const smallestStep = 1e-10;
const smallestGain = 1e-12;
const firstDamping = 1e-3;

/** Jacobian (row-major, residuals × parameters) by forward differences. */
export function differenceJacobian(model: ResidualModel, at: Float64Array): Float64Array {
  const { parameters: n, residuals: m } = model;
  const jacobian = new Float64Array(m * n);
  const x = new Float64Array(at);
  const [here, ahead] = [new Float64Array(m), new Float64Array(m)];
  model.evaluate(here, x);
  for (let k = 0; k < n; k++) {
    x[k] = (at[k] ?? 0) + differenceStep;
    model.evaluate(ahead, x);
    x[k] = at[k] ?? 0;
    for (let r = 0; r < m; r++) {
      jacobian[r * n + k] = ((ahead[r] ?? 0) - (here[r] ?? 0)) / differenceStep;
    }
  }
  return jacobian;
}

/**
 * Minimises the sum of squared residuals from `start`: Levenberg–Marquardt with Nielsen's damping,
 * Madsen, Nielsen and Tingleff, "Methods for Non-Linear Least Squares Problems", 2nd edition 2004,
 * algorithm 3.16. Always returns the best point that it saw.
 */
export function levenbergMarquardt(
  model: ResidualModel,
  start: Float64Array,
  mostSteps = 60,
): LeastSquaresFit {
  const n = model.parameters;
  let fit = evaluated(model, start);
  let jacobian = differenceJacobian(model, fit.x);
  let normal = gram(jacobian, n);
  let damping = firstDamping * largestDiagonal(normal, n);
  let growth = 2;
  for (let step = 0; step < mostSteps; step++) {
    const slope = gradient(jacobian, fit.residuals, n);
    const move = dampedStep(normal, slope, damping, n);
    if (move && Math.hypot(...move) < smallestStep) break;
    const next = move && evaluated(model, sum(fit.x, move));
    const gain = next ? fit.squares - next.squares : Number.NaN;
    if (!move || !next || !(gain >= 0)) {
      damping *= growth;
      growth *= 2;
      if (!Number.isFinite(damping)) break;
      continue;
    }
    const expected = move.reduce((all, h, i) => all + h * (damping * h - (slope[i] ?? 0)), 0);
    damping *= Math.max(1 / 3, 1 - (2 * (gain / expected) - 1) ** 3);
    growth = 2;
    fit = next;
    if (gain <= smallestGain * fit.squares) break;
    jacobian = differenceJacobian(model, fit.x);
    normal = gram(jacobian, n);
  }
  return fit;
}

function evaluated(model: ResidualModel, x: Float64Array): LeastSquaresFit {
  const residuals = new Float64Array(model.residuals);
  model.evaluate(residuals, x);
  return { x, residuals, squares: residuals.reduce((all, r) => all + r * r, 0) };
}

function dampedStep(
  normal: Float64Array,
  slope: Float64Array,
  damping: number,
  n: number,
): Float64Array | undefined {
  const damped = Float64Array.from(normal);
  for (let i = 0; i < n; i++) damped[i * n + i] = (damped[i * n + i] ?? 0) + damping;
  const lower = choleskyFactor(damped, n);
  return (
    lower &&
    choleskySolve(
      lower,
      slope.map((g) => -g),
    )
  );
}

function largestDiagonal(normal: Float64Array, n: number): number {
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, normal[i * n + i] ?? 0);
  return largest;
}

const sum = (a: Float64Array, b: Float64Array): Float64Array => a.map((v, i) => v + (b[i] ?? 0));
