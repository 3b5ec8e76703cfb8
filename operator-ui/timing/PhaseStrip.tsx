import type { CSSProperties } from 'react';
import { periodMs, type Rate } from '../../core/time/rate.ts';
import type { OutputStatus } from '../../core/wire/status.ts';
import { numberText } from '../theme/readout.ts';
import { phaseMarks, phaseText, stripOrigin } from './phase-marks.ts';

/** A letter of a name takes about so much of the strip. */
const letterWidth = 0.012;

/** One wall frame from left to right, and where in it each display begins its refresh. */
export function PhaseStrip({ outputs, wall }: { outputs: readonly OutputStatus[]; wall: Rate }) {
  const longest = Math.max(4, ...outputs.map(({ id }) => id.length));
  const marks = phaseMarks(outputs, (longest + 1) * letterWidth);
  const lanes = Math.max(1, ...marks.map(({ lane }) => lane + 1));
  const origin = stripOrigin(outputs.flatMap(({ display }) => (display ? [display.phase] : [])));
  const frameMs = periodMs(wall);
  return (
    <figure className="phase">
      <figcaption>
        <strong>Refresh of each display within a wall frame</strong> {phaseText(outputs, wall)}
      </figcaption>
      <ul className="phase-strip" style={{ '--lanes': lanes } as CSSProperties}>
        {marks.map(({ id, place, lane, drifts }) => (
          <li
            key={id}
            className="phase-mark"
            data-fault={drifts}
            style={{ '--place': `${100 * place}%`, '--lane': lane } as CSSProperties}
          >
            <span>{drifts ? `${id}, drifts` : id}</span>
          </li>
        ))}
      </ul>
      <p className="phase-scale number" aria-hidden="true">
        <span>{numberText(-origin * frameMs, 2)} ms</span>
        {origin > 0 && <span>frame begins</span>}
        <span>{numberText((1 - origin) * frameMs, 2)} ms</span>
      </p>
    </figure>
  );
}
