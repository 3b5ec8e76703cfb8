import { type FormEvent, useState } from 'react';
import type { BackdropReport } from '../../core/wire/backdrop-report.ts';
import { useDesk } from '../link/desk.ts';
import { refreshBackdrops } from './backdrops-store.ts';

interface Props {
  report: BackdropReport;
  disabled: boolean;
}

/** Which version of its location an approved backdrop is, the one before at one press, and the look bible. */
export function LocationLine({ report, disabled }: Props) {
  const desk = useDesk();
  const { id, approved, location } = report;
  const { versions } = location;
  const at = versions.findIndex((each) => each.id === id && each.variation === approved);
  const back = async () => {
    await desk.command({ type: 'backdrop.back', id });
    await refreshBackdrops();
  };
  return (
    <div className="backdrop-location">
      <small>
        {at >= 0 ? `Version ${at + 1} of ${versions.length}` : `${versions.length} versions`}
      </small>
      {at > 0 && (
        <button type="button" className="button" disabled={disabled} onClick={() => void back()}>
          Back to version {at}
        </button>
      )}
      <LookBible key={location.fragments} report={report} disabled={disabled} />
    </div>
  );
}

/** What every later backdrop of the location is told beside its own prompt. */
function LookBible({ report, disabled }: Props) {
  const desk = useDesk();
  const { id, location } = report;
  const [fragments, setFragments] = useState(location.fragments);
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    await desk.command({ type: 'backdrop.bible', id, fragments });
    await refreshBackdrops();
  };
  return (
    <form className="look-bible" onSubmit={keep}>
      <input
        aria-label="Look bible"
        placeholder="Look bible: what every later version has"
        maxLength={300}
        value={fragments}
        disabled={disabled}
        onChange={(event) => setFragments(event.target.value)}
      />
      {fragments !== location.fragments && (
        <button className="button" type="submit" disabled={disabled}>
          Keep
        </button>
      )}
    </form>
  );
}
