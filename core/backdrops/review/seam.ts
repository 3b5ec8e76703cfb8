/** Columns of 8-bit RGB, each as three numbers a pixel from the top. */
export interface SeamColumns {
  first: Uint8Array;
  last: Uint8Array;
  /** Neighbouring columns from within the picture. */
  within: readonly (readonly [Uint8Array, Uint8Array])[];
}

/** In codes: a picture without any detail has no seam either. */
const leastStep = 0.5;

/**
 * How much larger the step is from the right edge of a panorama to its left one than between neighbours
 * within: 1 where nobody sees a seam.
 */
export function seamRatio({ first, last, within }: SeamColumns): number {
  const steps = within.map(([a, b]) => meanStep(a, b));
  const inside = steps.reduce((sum, step) => sum + step, 0) / Math.max(1, steps.length);
  return Math.max(leastStep, meanStep(last, first)) / Math.max(leastStep, inside);
}

function meanStep(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
  return sum / Math.max(1, a.length);
}
