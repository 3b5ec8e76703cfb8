import type { PointSolution } from './point-rows.ts';

interface Props {
  solution: PointSolution;
  disabled: boolean;
  onApply(): void;
}

/** How well the points agree, what looks wrong, and taking it over. */
export function PointVerdict({ solution: { solved, findings }, disabled, onApply }: Props) {
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
      <button type="button" className="button" disabled={disabled || !solved.ok} onClick={onApply}>
        Apply registration
      </button>
    </div>
  );
}
