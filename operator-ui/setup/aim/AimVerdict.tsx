import type { ReactNode } from 'react';
import type { PoseIs } from '../../../core/show/camera-schema.ts';
import { aimFindings, figuresInWords, keptAsEntered, type SolvedAiming } from './aim-findings.ts';
import type { AimProgress } from './aim-rows.ts';

interface Props {
  progress: AimProgress;
  poseIs: PoseIs;
  /** The newest answer, if any. */
  solved: SolvedAiming | undefined;
  /** It is to the aims as they now stand. */
  isCurrent: boolean;
  disabled: boolean;
  /** What else can be asked of the solver. */
  children: ReactNode;
  onApply(): void;
}

/** How far it has come, how well the aims agree, what is open or wrong, and taking it over. */
export function AimVerdict(props: Props) {
  const { progress, poseIs, solved, isCurrent, disabled, children, onApply } = props;
  const { aims, aimsWanted, places, placesWanted } = progress;
  const isEnough = aims >= aimsWanted;
  const solution = isEnough && solved?.ok ? solved.value : undefined;
  const isSpoilt = solution?.suspect !== undefined;
  const kept = solution && !isSpoilt && keptAsEntered(solution, poseIs);
  return (
    <div className="aim-verdict" data-stale={!isCurrent}>
      <p className="aim-progress number" role="status">
        {countInWords(aims, aimsWanted, 'aim')} · {countInWords(places, placesWanted, 'place')}
      </p>
      {solution && <p className="number">{figuresInWords(solution)}</p>}
      {isEnough && !solved && <p className="setup-hint">Solving …</p>}
      {isEnough &&
        solved &&
        aimFindings(solved).map((words) => (
          <p key={words} className="setup-fault">
            ▲ {words}
          </p>
        ))}
      {kept && <p className="setup-hint">{kept}</p>}
      <div className="aim-verdict-keys">
        <button
          type="button"
          className="button"
          disabled={disabled || !solution || isSpoilt || !isCurrent}
          onClick={onApply}
        >
          {poseIs === 'tracker' ? 'Apply registration and mount' : 'Apply registration'}
        </button>
        {children}
      </div>
    </div>
  );
}

function countInWords(count: number, wanted: number, word: string): string {
  if (count < wanted) return `${count} of ${wanted} ${word}s`;
  return `${count} ${count === 1 ? word : `${word}s`}`;
}
