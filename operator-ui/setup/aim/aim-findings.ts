import type { AimingSolution, AimResidual } from '../../../core/registration/aim-solution.ts';
import type { AimUnknown } from '../../../core/registration/aim-state.ts';
import type { Result } from '../../../core/result.ts';
import type { PoseIs } from '../../../core/show/camera-schema.ts';

export type SolvedAiming = Result<AimingSolution>;

/** Index of the aim that does not belong to the others, with or without a solution. */
export function suspectIndex(solved: SolvedAiming): number | undefined {
  if (solved.ok) return solved.value.suspect;
  const named = solved.fault.find(({ code }) => code === 'suspect-aim');
  return named && Number(named.path.split('/')[2]);
}

/** What looks wrong and what to do about it; with a suspect nothing else, as it spoils every other figure. */
export function aimFindings(solved: SolvedAiming): string[] {
  const problems = solved.ok ? solved.value.warnings : solved.fault;
  const suspect = problems.find(({ code }) => code === 'suspect-aim');
  return (suspect ? [suspect] : problems).map(({ message }) => message);
}

/** What a solution says of one aim. */
export interface AimJudgement {
  residual: AimResidual | undefined;
  isSuspect: boolean;
}

/** The judgement of each aim, by the id of its row. */
export function aimJudgements(
  solved: SolvedAiming,
  ids: readonly number[],
): ReadonlyMap<number, AimJudgement> {
  const suspect = suspectIndex(solved);
  const residuals = solved.ok ? solved.value.residuals : [];
  return new Map(
    ids.map((id, i) => [id, { residual: residuals[i], isSuspect: i === suspect }] as const),
  );
}

const mountWords: readonly (readonly [AimUnknown, string])[] = [
  ['tilt', 'tilt'],
  ['pan', 'pan'],
  ['roll', 'roll'],
  ['right', 'the offset sideways'],
  ['up', 'the offset upwards'],
  ['depth', 'the pupil’s place on the axis'],
];

/** What the aims did not tell, and where it comes from instead; `undefined` where they told everything. */
export function keptAsEntered(
  { determined, rollFrom }: AimingSolution,
  poseIs: PoseIs,
): string | undefined {
  const told = (unknown: AimUnknown) =>
    determined.some((each) => each.unknown === unknown && each.byAims);
  const isLevelled = rollFrom === 'levelled';
  const mount = poseIs === 'tracker' ? mountWords : [];
  const kept = mount
    .filter(([unknown]) => !told(unknown) && !(unknown === 'roll' && isLevelled))
    .map(([, word]) => word);
  if (determined.some(({ unknown, byAims }) => unknown === 'scale' && !byAims)) kept.push('scale');
  const words = kept.length > 0 ? [`Kept as entered: ${kept.join(', ')}.`] : [];
  if (kept.includes('roll')) words.push('Aims taken level by a bubble, and marked so, tell roll.');
  if (isLevelled) words.push('Roll: the camera was level on average.');
  return words.length > 0 ? words.join(' ') : undefined;
}

/** How well the aims agree and, unless one spoils them, what further ones will do. */
export function figuresInWords({ rmsPx, expectedPx, suspect }: AimingSolution): string {
  const px = (value: number) => `${value.toFixed(value < 100 ? 1 : 0)} px`;
  const agree = Number.isFinite(rmsPx) ? `${px(rmsPx)} RMS` : 'An aim misses its wall';
  if (suspect !== undefined) return agree;
  const further = Number.isFinite(expectedPx)
    ? `95 % of further aims within ${px(expectedPx)}`
    : 'no telling where further aims land';
  return `${agree} · ${further}`;
}
