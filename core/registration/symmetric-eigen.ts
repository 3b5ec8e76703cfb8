/** Eigenvalues of a symmetric matrix, largest first; `vectors[k]`, of unit length, belongs to `values[k]`. */
export interface EigenSystem {
  values: number[];
  vectors: number[][];
}

/** Six sweeps are usual for matrices up to 14 × 14; each one squares what is left. */
const mostSweeps = 30;

/**
 * Eigenvalues and eigenvectors of a symmetric n × n matrix (row-major) by cyclic Jacobi rotations,
 * Golub and Van Loan, "Matrix Computations", 4th edition, algorithms 8.5.1 and 8.5.3. Exact to
 * rounding for small matrices, also where eigenvalues coincide.
 */
export function symmetricEigen(matrix: ArrayLike<number>, n: number): EigenSystem {
  const a = new Float64Array(n * n);
  a.set(matrix);
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let turned = false;
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) turned = annihilate(a, v, n, p, q) || turned;
    }
    if (!turned) break;
  }
  const order = Array.from({ length: n }, (_, i) => i);
  order.sort((i, j) => (a[j * n + j] ?? 0) - (a[i * n + i] ?? 0));
  return {
    values: order.map((i) => a[i * n + i] ?? 0),
    vectors: order.map((i) => order.map((_, row) => v[row * n + i] ?? 0)),
  };
}

/** Makes a(p, q) zero by a rotation of p and q; `false` where it is nothing beside their diagonal. */
function annihilate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): boolean {
  const [pp, qq, pq] = [a[p * n + p] ?? 0, a[q * n + q] ?? 0, a[p * n + q] ?? 0];
  const nothing = Number.EPSILON * Math.sqrt(Math.abs(pp * qq));
  if (pq === 0 || Math.abs(pq) <= nothing) return false;
  const tau = (qq - pp) / (2 * pq);
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
  const c = 1 / Math.sqrt(1 + t * t);
  const s = t * c;
  for (let k = 0; k < n; k++) turnPair(a, k * n + p, k * n + q, c, s);
  for (let k = 0; k < n; k++) turnPair(a, p * n + k, q * n + k, c, s);
  for (let k = 0; k < n; k++) turnPair(v, k * n + p, k * n + q, c, s);
  a[p * n + q] = a[q * n + p] = 0;
  return true;
}

function turnPair(values: Float64Array, i: number, j: number, c: number, s: number): void {
  const [x, y] = [values[i] ?? 0, values[j] ?? 0];
  values[i] = c * x - s * y;
  values[j] = s * x + c * y;
}
