import { describe, expect, it } from 'vitest';
import { levenbergMarquardt } from '../../../core/registration/levenberg-marquardt.ts';
import { choleskyFactor, choleskySolve } from '../../../core/registration/normal-equations.ts';
import { symmetricEigen } from '../../../core/registration/symmetric-eigen.ts';
import { printedSeed } from '../../support/random.ts';
import { normal, type Random, seeds } from './noise.ts';

/** G·Gᵀ of a random square G: symmetric and positive definite. */
function randomSymmetric(random: Random, n: number): number[] {
  const g = Array.from({ length: n * n }, () => normal(random));
  return Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return Array.from({ length: n }, (_, k) => (g[i * n + k] ?? 0) * (g[j * n + k] ?? 0)).reduce(
      (sum, product) => sum + product,
      0,
    );
  });
}

const times = (matrix: number[], vector: ArrayLike<number>): number[] =>
  Array.from(vector, (_, i) =>
    Array.from(vector).reduce((sum, v, j) => sum + (matrix[i * vector.length + j] ?? 0) * v, 0),
  );

describe('eigenvectors of a symmetric matrix', () => {
  it('are stretched by their eigenvalues, are square to each other, and come largest first', () => {
    for (const { random } of seeds(printedSeed('eigenvectors'), 50)) {
      const n = 3 + Math.floor(random() * 10);
      const matrix = randomSymmetric(random, n);
      const { values, vectors } = symmetricEigen(matrix, n);
      let worst = 0;
      for (const [k, vector] of vectors.entries()) {
        const stretched = times(matrix, vector);
        for (const [i, v] of vector.entries()) {
          worst = Math.max(worst, Math.abs((stretched[i] ?? 9) - (values[k] ?? 0) * v));
        }
        for (const [l, other] of vectors.entries()) {
          const product = vector.reduce((sum, v, i) => sum + v * (other[i] ?? 0), 0);
          worst = Math.max(worst, Math.abs(product - (k === l ? 1 : 0)));
        }
      }
      expect(worst).toBeLessThan(1e-10);
      expect(values).toEqual([...values].sort((a, b) => b - a));
    }
  });

  it('of a matrix that is diagonal already are the axes, and equal eigenvalues do no harm', () => {
    expect(symmetricEigen([2, 0, 0, 0, 5, 0, 0, 0, 2], 3).values).toEqual([5, 2, 2]);
    expect(symmetricEigen([0, 0, 0, 0], 2).values).toEqual([0, 0]);
  });
});

describe('Cholesky', () => {
  it('solves a positive definite system and refuses any other', () => {
    for (const { random } of seeds(printedSeed('Cholesky'), 50)) {
      const n = 1 + Math.floor(random() * 12);
      const matrix = randomSymmetric(random, n).map((v, at) => v + (at % (n + 1) === 0 ? 0.1 : 0));
      const wanted = Float64Array.from({ length: n }, () => normal(random));
      const lower = choleskyFactor(Float64Array.from(matrix), n);
      const solved = choleskySolve(
        lower ?? new Float64Array(n * n),
        Float64Array.from(times(matrix, wanted)),
      );
      for (const [i, value] of wanted.entries()) expect(solved[i]).toBeCloseTo(value, 6);
    }
    expect(choleskyFactor(Float64Array.from([1, 2, 2, 1]), 2)).toBeUndefined();
    expect(choleskyFactor(Float64Array.from([0]), 1)).toBeUndefined();
  });
});

describe('Levenberg–Marquardt', () => {
  it('follows the bent valley of Rosenbrock to its end', () => {
    const model = {
      parameters: 2,
      residuals: 2,
      evaluate(out: Float64Array, x: Float64Array) {
        const [a = 0, b = 0] = x;
        out[0] = 10 * (b - a * a);
        out[1] = 1 - a;
      },
    };
    const { x, squares } = levenbergMarquardt(model, Float64Array.from([-1.2, 1]), 200);
    expect(x[0]).toBeCloseTo(1, 6);
    expect(x[1]).toBeCloseTo(1, 6);
    expect(squares).toBeLessThan(1e-12);
  });

  it('stays where a model says nothing, and never makes things worse', () => {
    const still = { parameters: 1, residuals: 1, evaluate: (out: Float64Array) => out.fill(3) };
    expect(levenbergMarquardt(still, Float64Array.from([7])).x[0]).toBe(7);
    const broken = {
      parameters: 1,
      residuals: 1,
      evaluate(out: Float64Array, x: Float64Array) {
        out[0] = Math.sqrt(x[0] ?? 0);
      },
    };
    expect(levenbergMarquardt(broken, Float64Array.from([1])).squares).toBeLessThanOrEqual(1);
  });
});
