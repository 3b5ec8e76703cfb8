import type { Problem } from '../result.ts';
import { bestAdvice } from './aim-advice.ts';
import type { Foretelling, SolvedAims } from './aim-information.ts';
import type { AimingSolution } from './aim-solution.ts';
import { suspectProblem } from './aim-suspect.ts';

/**
 * Above this the places were too alike: three places within 0.1 m of their middle are always above, within
 * 0.6 m never, with four marks or more from each; with two, marks too alike bring it about as well.
 */
export const mostCondition = 1.5;
/** Above this the marks were missed by more than a hand misses them. */
const goodRmsPx = 3;
const goodExpectedPx = 1;

type Summary = Pick<AimingSolution, 'condition' | 'expectedPx' | 'residuals' | 'rmsPx' | 'suspect'>;

/** What an operator should know before taking a solution over, and what to do about it. */
export function aimWarnings(
  summary: Summary,
  solved: SolvedAims,
  foretold: Foretelling,
): Problem[] {
  const fit = fitWarning(summary);
  const places = placesWarning(summary, solved, foretold);
  return [fit, places].filter((warning) => warning !== undefined);
}

function fitWarning({ rmsPx, suspect, residuals }: Summary): Problem | undefined {
  if (suspect !== undefined) return suspectProblem(suspect);
  if (!(rmsPx > goodRmsPx)) return undefined;
  const most = Math.max(...residuals.map(({ distancePx }) => distancePx));
  const worst = residuals.findIndex(({ distancePx }) => distancePx === most);
  return {
    path: `/aims/${worst}`,
    code: 'poor-fit',
    message: `The aims miss their marks by ${rmsPx.toFixed(1)} px (RMS), most of all aim ${worst + 1}: take that one again, and check the tracker's axes by measured points.`,
  };
}

function placesWarning(
  { condition, expectedPx }: Summary,
  solved: SolvedAims,
  foretold: Foretelling,
): Problem | undefined {
  const isAlike = !(condition <= mostCondition);
  if (!isAlike && expectedPx <= goodExpectedPx) return undefined;
  const advice = bestAdvice(solved, foretold);
  const next = advice ? `take ${advice.words}` : 'take more aims from places further apart';
  if (!isAlike) {
    const message = expectedInWords(expectedPx, solved, next);
    return { path: '/aims', code: 'expected-error', message };
  }
  const figure = Number.isFinite(condition) ? `${condition.toFixed(1)} times` : 'without end';
  return {
    path: '/aims',
    code: 'places-alike',
    message: `The places or the marks were too alike: a metre away errors grow ${figure} (good is under ${mostCondition}). For a right picture there, ${next}.`,
  };
}

/** Errors fall with the square root of the number of aims. */
function expectedInWords(px: number, { sights }: SolvedAims, next: string): string {
  const needed = Math.ceil(sights.length * (px / goodExpectedPx) ** 2) - sights.length;
  return `Within a metre of these places 95 % of aims will land within ${px.toFixed(1)} px. For ${goodExpectedPx} px about ${needed} more aims are needed; next, ${next}.`;
}
