import type { TakeSummary } from '../../core/takes/take-summary.ts';
import { elapsedText } from '../theme/readout.ts';
import { type ExportChoice, exportFiles } from './exports.ts';
import { MarkKeys } from './MarkKeys.tsx';
import { NoteField } from './NoteField.tsx';
import { TakeFaults } from './TakeFaults.tsx';
import { takeName } from './take-words.ts';

interface Props {
  take: TakeSummary;
  exporting: ExportChoice;
}

export function TakeRow({ take, exporting }: Props) {
  const isRolling = take.state === 'rolling';
  return (
    <li className="take-row">
      <p>
        <strong>{takeName(take)}</strong>
        {isRolling && (
          <span className="chip" data-tone="program">
            REC
          </span>
        )}
        <TakeFaults take={take} />
        <small className="number">
          {isRolling ? 'rolls' : elapsedText(take.durationMs)} · {take.startTimecode}
          {take.cameras.length > 0 && ` · camera ${take.cameras.join(', ')}`}
        </small>
      </p>
      <MarkKeys take={take} />
      <NoteField take={take} />
      <p className="take-files">
        {!isRolling &&
          exportFiles(take, exporting).map(({ label, address }) => (
            <a key={address} className="button" href={address} download>
              {label}
            </a>
          ))}
      </p>
    </li>
  );
}
