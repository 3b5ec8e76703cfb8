/** c0 + c1·x + c2·x² + … by Horner's rule. */
export function polynomialAt(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) value = value * x + (coefficients[i] ?? 0);
  return value;
}

/** The product of two polynomials, lowest power first. */
export function polynomialProduct(a: readonly number[], b: readonly number[]): number[] {
  const product = new Array<number>(a.length + b.length - 1).fill(0);
  a.forEach((left, i) => {
    b.forEach((right, j) => {
      product[i + j] = (product[i + j] ?? 0) + left * right;
    });
  });
  return product;
}

export const polynomialDerivative = (coefficients: readonly number[]): number[] =>
  coefficients.slice(1).map((coefficient, i) => coefficient * (i + 1));

const bisections = 80;

/**
 * The roots of a polynomial (lowest power first) in (0, limit], rising. Between two turning points
 * there is at most one, so the turning points, which are the derivative's roots, leave none out; a
 * turning point that only touches 0 counts.
 */
export function rootsWithin(coefficients: readonly number[], limit: number): number[] {
  if (coefficients.length < 2 || coefficients.slice(1).every((c) => c === 0)) return [];
  const turns = rootsWithin(polynomialDerivative(coefficients), limit);
  const roots: number[] = [];
  let low = 0;
  for (const high of [...turns.filter((turn) => turn < limit), limit]) {
    const [atLow, atHigh] = [polynomialAt(coefficients, low), polynomialAt(coefficients, high)];
    if (Math.abs(atHigh) <= roundingAt(coefficients, high)) roots.push(high);
    else if (atLow !== 0 && atLow < 0 !== atHigh < 0) roots.push(bisected(coefficients, low, high));
    low = high;
  }
  return roots;
}

/** Below this a value at x is as good as 0. */
const roundingAt = (coefficients: readonly number[], x: number): number =>
  1e-14 * coefficients.reduce((sum, coefficient, i) => sum + Math.abs(coefficient) * x ** i, 0);

function bisected(coefficients: readonly number[], from: number, to: number): number {
  let [low, high] = [from, to];
  const isNegative = polynomialAt(coefficients, low) < 0;
  for (let i = 0; i < bisections; i++) {
    const middle = (low + high) / 2;
    if (polynomialAt(coefficients, middle) < 0 === isNegative) low = middle;
    else high = middle;
  }
  return high;
}
