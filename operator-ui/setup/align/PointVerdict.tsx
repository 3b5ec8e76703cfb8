import { axisMapText } from '../../../core/registration/axis-map.ts';
import type { AxisFault } from '../../../core/registration/handedness.ts';
import type { PointSolution } from './point-rows.ts';

interface Props {
  solution: PointSolution;
  disabled: boolean;
  onApply(): void;
  /** Takes the order of axes that fits, and the registration with it. */
  onAxes(fault: AxisFault): void;
}

/** How well the points agree, what looks wrong, and taking it over. */
export function PointVerdict({ solution, disabled, onApply, onAxes }: Props) {
  const { solved, findings, axisFault } = solution;
  return (
    <div className="setup-verdict">
      {solved.ok && (
        <p className="number">
          {(solved.value.rmsM * 1000).toFixed(1)} mm RMS · 95 % within{' '}
          {(solved.value.within95M * 1000).toFixed(1)} mm · scale{' '}
          {solved.value.registration.scale.toFixed(4)}
        </p>
      )}
      {findings.map((words) => (
        <p key={words} className="setup-fault">
          ▲ {words}
        </p>
      ))}
      <div className="setup-row">
        {axisFault && (
          <button
            type="button"
            className="button"
            disabled={disabled}
            onClick={() => onAxes(axisFault)}
          >
            Read the axes as {axisMapText(axisFault.axes)} and apply
          </button>
        )}
        <button
          type="button"
          className="button"
          disabled={disabled || !solved.ok || axisFault !== undefined}
          onClick={onApply}
        >
          Apply registration
        </button>
      </div>
    </div>
  );
}
