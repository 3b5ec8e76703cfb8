import type { WallMark } from '../../../core/stage/wall-marks.ts';
import type { AimJudgement } from './aim-findings.ts';
import type { AimRow } from './aim-rows.ts';
import { MarkChoice } from './MarkChoice.tsx';

interface Props {
  row: AimRow;
  /** Its place in the list, as the findings name it. */
  number: number;
  marks: readonly WallMark[];
  judgement: AimJudgement | undefined;
  onChange(part: Partial<AimRow>): void;
  onCapture(): void;
  onRemove(): void;
}

/** The bar is full at this much, and up to that it is what hands do. */
const fullPx = 5;
const goodPx = 3;

/** One aim: at which mark, whether level, and how far the solution misses it. */
export function AimRowFields(props: Props) {
  const { row, number, marks, judgement, onChange } = props;
  const { residual, isSuspect = false } = judgement ?? {};
  return (
    <li className="aim-row" data-outlier={isSuspect}>
      <strong className="number">{isSuspect ? `▲ ${number}` : number}</strong>
      <MarkChoice
        label={`Mark of aim ${number}`}
        marks={marks}
        chosen={row.mark}
        onChoose={(mark) => onChange({ mark })}
      />
      <button
        type="button"
        className="button"
        aria-label={`Level at aim ${number}`}
        aria-pressed={row.isLevel}
        onClick={() => onChange({ isLevel: !row.isLevel })}
      >
        Level
      </button>
      <span className="aim-residual number" title={placeInWords(row)}>
        {residual && (
          <meter
            min={0}
            max={fullPx}
            high={goodPx}
            optimum={0}
            value={barOf(residual.distancePx)}
          />
        )}
        {residual ? missInWords(residual.distancePx) : '–'}
      </span>
      <button
        type="button"
        className="button"
        aria-label={`Capture aim ${number} again`}
        onClick={props.onCapture}
      >
        Again
      </button>
      <button
        type="button"
        className="button quiet"
        aria-label={`Remove aim ${number}`}
        onClick={props.onRemove}
      >
        ✕
      </button>
    </li>
  );
}

const placeInWords = ({ tracker }: AimRow): string =>
  `The tracker was at ${tracker.position.map((value) => value.toFixed(3)).join(' ')} m`;

const barOf = (px: number): number => (Number.isFinite(px) ? Math.min(px, fullPx) : fullPx);

function missInWords(px: number): string {
  if (!Number.isFinite(px)) return 'off the wall';
  return `${px.toFixed(px < 100 ? 1 : 0)} px`;
}
