import type { Problem } from '../result.ts';
import type { Sight } from './aim-model.ts';
import { type AimFit, type AimQuestion, solveFrom, solveSights } from './aim-solve.ts';

/** Without the suspect the others must agree so many times better (σ by degrees of freedom) … */
const leastGain = 4;
/** … and so many aims' noise must be exceeded before one is suspected at all. */
const leastMisfit = 5;

/**
 * Index of the one aim without which the others agree at least four times better: a mark mistaken for
 * another, or a camera that moved. Needs two aims more than the unknowns take; `undefined` where no one
 * stands out, or nothing is wrong. Looks near the solution first, then everywhere.
 */
export function suspectAim(
  sights: readonly Sight[],
  question: AimQuestion,
  fit: AimFit,
): number | undefined {
  const free = 2 * sights.length - question.unknowns.length;
  const sigma = Math.sqrt(fit.aimSquares / free);
  if (free < 4 || sigma < leastMisfit * question.aimPx) return undefined;
  const enough = (sigma / leastGain) ** 2 * (free - 2);
  const near = likeliest(sights, (rest) => solveFrom(rest, question, fit.state));
  if (near.squares <= enough) return near.index;
  const anywhere = likeliest(sights, (rest) => solveSights(rest, question));
  return anywhere.squares <= enough ? anywhere.index : undefined;
}

/** The same where all aims together have no solution: the one without which the others agree to their noise. */
export function suspectOfNone(sights: readonly Sight[], question: AimQuestion): number | undefined {
  const free = 2 * sights.length - question.unknowns.length - 2;
  if (free < 2) return undefined;
  const { index, squares } = likeliest(sights, (rest) => solveSights(rest, question));
  return squares <= free * (leastMisfit * question.aimPx) ** 2 ? index : undefined;
}

/** What to say about a suspect. */
export const suspectProblem = (index: number): Problem => ({
  path: `/aims/${index}`,
  code: 'suspect-aim',
  message: `Aim ${index + 1} does not belong to the others: another mark, or the camera moved. Take it again.`,
});

/** The aim without which the others fit best, and what is then left, px². */
function likeliest(
  sights: readonly Sight[],
  solve: (rest: readonly Sight[]) => AimFit | undefined,
): { index: number; squares: number } {
  let best = { index: 0, squares: Number.POSITIVE_INFINITY };
  for (let index = 0; index < sights.length; index++) {
    const without = solve(sights.filter((_, i) => i !== index));
    const squares = without?.aimSquares ?? Number.POSITIVE_INFINITY;
    if (squares < best.squares) best = { index, squares };
  }
  return best;
}
