import type { FloorMark } from './floor-marks.ts';

interface Props {
  mark: FloorMark;
  onCapture(): void;
  /** Absent for what the survey needs. */
  onRemove: (() => void) | undefined;
}

/** One mark of the floor, and where the tracker saw it. */
export function FloorMarkRow({ mark: { label, name, tracker }, onCapture, onRemove }: Props) {
  return (
    <div className="floor-mark">
      <strong className="number">{label}</strong>
      <span>
        {name}
        <small className="number">
          {tracker ? tracker.map((value) => value.toFixed(3)).join(' ') : 'not measured yet'}
        </small>
      </span>
      <button
        type="button"
        className="button"
        aria-label={`Capture ${label}`}
        aria-pressed={tracker !== null}
        onClick={onCapture}
      >
        Capture
      </button>
      {onRemove && (
        <button
          type="button"
          className="button quiet"
          aria-label={`Remove ${label}`}
          onClick={onRemove}
        >
          ✕
        </button>
      )}
    </div>
  );
}
