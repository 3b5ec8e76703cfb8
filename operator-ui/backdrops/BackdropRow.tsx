import type { BackdropReport } from '../../core/wire/backdrop-report.ts';
import { BackdropKeys } from './BackdropKeys.tsx';
import { specWords, statusWords } from './backdrop-words.ts';
import { chosenOf, useBackdrops } from './backdrops-store.ts';
import { ChangeField } from './ChangeField.tsx';
import { ContactSheet } from './ContactSheet.tsx';
import { LocationLine } from './LocationLine.tsx';
import { ReviewChecks } from './ReviewChecks.tsx';
import './review.css';

interface Props {
  report: BackdropReport;
  disabled: boolean;
}

/** One backdrop: its sentence, its variations, and what can be done with it. */
export function BackdropRow({ report, disabled }: Props) {
  const chosen = useBackdrops((store) => chosenOf(store, report));
  const variation = report.variations[chosen];
  const isMade = report.status === 'pending' || report.status === 'approved';
  const unknown = report.variations[0]?.notUnderstood ?? [];
  return (
    <li className="backdrop" data-status={report.status}>
      <div className="backdrop-head">
        <p className="backdrop-words">
          <strong>{report.prompt}</strong>
          <small>
            {statusWords(report)}
            {variation?.spec && ` · ${specWords(variation.spec)}`}
          </small>
          {variation?.picture?.notes?.map((note) => (
            <small key={note}>{note}</small>
          ))}
          {unknown.length > 0 && (
            <small className="not-understood">
              Not understood:{' '}
              {unknown.map((word) => (
                <span key={word} className="chip" data-tone="fault">
                  {word}
                </span>
              ))}
            </small>
          )}
        </p>
        <BackdropKeys report={report} chosen={chosen} disabled={disabled} />
      </div>
      {report.status === 'running' && (
        <progress aria-label="Made so far" value={report.progress} max={1} />
      )}
      {report.hasPreview && (
        <img
          className="on-the-way"
          alt="On its way"
          src={`/api/v1/backdrops/${report.id}/preview?${report.progress}`}
        />
      )}
      {report.status !== 'rejected' && report.variations.length > 0 && (
        <ContactSheet report={report} chosen={chosen} />
      )}
      {isMade && variation && (
        <>
          <ReviewChecks variation={variation} />
          {variation.spec && <ChangeField report={report} chosen={chosen} disabled={disabled} />}
        </>
      )}
      {report.location.versions.length > 0 && report.status === 'approved' && (
        <LocationLine report={report} disabled={disabled} />
      )}
    </li>
  );
}
