/** JᵀJ (n × n, row-major) of a Jacobian with rows of n values; `from` to `to` picks rows. */
export function gram(
  jacobian: Float64Array,
  n: number,
  from = 0,
  to = jacobian.length / Math.max(1, n),
): Float64Array {
  const out = new Float64Array(n * n);
  for (let r = from * n; r < to * n; r += n) {
    for (let i = 0; i < n; i++) {
      const value = jacobian[r + i] ?? 0;
      for (let j = 0; j <= i; j++)
        out[i * n + j] = (out[i * n + j] ?? 0) + value * (jacobian[r + j] ?? 0);
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) out[j * n + i] = out[i * n + j] ?? 0;
  return out;
}

/** Jᵀr. */
export function gradient(jacobian: Float64Array, residuals: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n);
  for (let r = 0; r < residuals.length; r++) {
    const value = residuals[r] ?? 0;
    for (let i = 0; i < n; i++) out[i] = (out[i] ?? 0) + value * (jacobian[r * n + i] ?? 0);
  }
  return out;
}

/**
 * The lower triangle L of A = L·Lᵀ (n × n, row-major), Golub and Van Loan, "Matrix Computations",
 * 4th edition, section 4.2.5; `undefined` where A is not positive definite.
 */
export function choleskyFactor(a: Float64Array, n: number): Float64Array | undefined {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (lower[i * n + k] ?? 0) * (lower[j * n + k] ?? 0);
      if (i === j && !(sum > 0)) return undefined;
      lower[i * n + j] = i === j ? Math.sqrt(sum) : sum / (lower[j * n + j] ?? 1);
    }
  }
  return lower;
}

/** Solves L·Lᵀ·x = b. */
export function choleskySolve(lower: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const x = new Float64Array(b);
  for (let i = 0; i < n; i++) {
    let sum = x[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (lower[i * n + k] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (lower[i * n + i] ?? 1);
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i] ?? 0;
    for (let k = i + 1; k < n; k++) sum -= (lower[k * n + i] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (lower[i * n + i] ?? 1);
  }
  return x;
}
