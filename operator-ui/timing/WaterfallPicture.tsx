import type { CSSProperties } from 'react';
import type { OutputStatus } from '../../core/wire/status.ts';
import { numberText } from '../theme/readout.ts';
import { axisMarks, knownMs, type StageTimes, stageBars, unmeasuredMs } from './waterfall.ts';

export interface WaterfallRow {
  output: OutputStatus;
  times: StageTimes;
}

interface Props {
  rows: readonly WaterfallRow[];
  /** How far the camera's pose was predicted, ms; null before there was one. */
  predictedMs: number | null;
}

const place = (fromMs: number, lengthMs: number, spanMs: number): CSSProperties => ({
  left: `${(100 * fromMs) / spanMs}%`,
  width: `${(100 * lengthMs) / spanMs}%`,
});

/** A piece narrower than this has no room for its figure; the table has it. */
const legiblePart = 0.05;

/** One bar per output on a common scale, from the tracker's own moment to the light. */
export function WaterfallPicture({ rows, predictedMs }: Props) {
  const longest = rows.map(
    ({ times }) => knownMs(times) + (times.light === null ? unmeasuredMs : 0),
  );
  const marks = axisMarks(Math.max(predictedMs ?? 0, ...longest));
  const spanMs = marks.at(-1) ?? 1;
  return (
    <figure className="waterfall">
      <ol className="waterfall-axis number" aria-hidden="true">
        {marks.map((ms) => (
          <li key={ms} style={{ left: `${(100 * ms) / spanMs}%` }}>
            {ms}
            {ms === spanMs && ' ms'}
          </li>
        ))}
      </ol>
      {predictedMs !== null && (
        <p className="waterfall-row waterfall-predicted">
          <span>predicted over</span>
          <span className="waterfall-bar">
            <span className="predicted-bar" style={place(0, predictedMs, spanMs)} />
          </span>
        </p>
      )}
      {rows.map(({ output, times }) => (
        <div key={output.id} className="waterfall-row">
          <span>{output.id}</span>
          <div className="waterfall-bar">
            <Bars times={times} spanMs={spanMs} />
          </div>
        </div>
      ))}
    </figure>
  );
}

function Bars({ times, spanMs }: { times: StageTimes; spanMs: number }) {
  return (
    <>
      {stageBars(times).map(({ name, fromMs, lengthMs }) => (
        <span
          key={name}
          className="stage-bar number"
          data-stage={name}
          style={place(fromMs, lengthMs, spanMs)}
        >
          {lengthMs / spanMs >= legiblePart && numberText(lengthMs, 1)}
        </span>
      ))}
      {times.light === null && (
        <span
          className="stage-bar"
          data-stage="unmeasured"
          style={place(knownMs(times), unmeasuredMs, spanMs)}
        />
      )}
    </>
  );
}
