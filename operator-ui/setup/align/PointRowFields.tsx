import type { Triple } from '../../../core/math.ts';
import { NumberField } from '../NumberField.tsx';
import type { PointRow, WallCorner } from './point-rows.ts';

interface Props {
  row: PointRow;
  number: number;
  marks: readonly WallCorner[];
  residualM: number | undefined;
  isOutlier: boolean;
  onStage(stage: Triple): void;
  onCapture(): void;
  onRemove(): void;
}

/** The bar is full at this much. */
const fullM = 0.02;

/** One point: where it is in the stage, where the tracker saw it, and how far the two are apart. */
export function PointRowFields(props: Props) {
  const { row, number, marks, residualM, isOutlier, onStage } = props;
  const [x, y, z] = row.stage;
  const chosen = marks.findIndex(({ stage }) => stage.every((value, i) => value === row.stage[i]));
  return (
    <div className="setup-point" data-outlier={isOutlier}>
      <strong className="number">{number}</strong>
      <select
        className="field"
        aria-label={`Wall mark of point ${number}`}
        value={chosen}
        onChange={({ target }) => {
          const mark = marks[Number(target.value)];
          if (mark) onStage(mark.stage);
        }}
      >
        <option value={-1}>typed</option>
        {marks.map(({ name }, index) => (
          <option key={name} value={index}>
            {name}
          </option>
        ))}
      </select>
      <NumberField label="x" value={x} onChange={(value) => onStage([value, y, z])} />
      <NumberField label="y" value={y} onChange={(value) => onStage([x, value, z])} />
      <NumberField label="z" value={z} onChange={(value) => onStage([x, y, value])} />
      <button
        type="button"
        className="button"
        aria-label={`Capture point ${number}`}
        aria-pressed={row.tracker !== null}
        onClick={props.onCapture}
      >
        Capture
      </button>
      <span className="setup-residual number">
        {row.tracker && <small>{row.tracker.map((value) => value.toFixed(3)).join(' ')}</small>}
        {residualM !== undefined && (
          <>
            <meter min={0} max={fullM} value={residualM} />
            {(residualM * 1000).toFixed(1)} mm
          </>
        )}
      </span>
      <button
        type="button"
        className="button quiet"
        aria-label={`Remove point ${number}`}
        onClick={props.onRemove}
      >
        ✕
      </button>
    </div>
  );
}
