import { type FormEvent, useState } from 'react';
import { maxPromptLength } from '../../core/backdrops/backdrop-request.ts';
import type { BackdropReport } from '../../core/wire/backdrop-report.ts';
import { askForBackdrop } from './backdrops-store.ts';

interface Props {
  report: BackdropReport;
  chosen: number;
  disabled: boolean;
}

/** A sentence that changes a variation; what it does not say stays. Without one: more of the same. */
export function ChangeField({ report, chosen, disabled }: Props) {
  const [change, setChange] = useState('');
  const { id, engine, prompt } = report;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const like = { id, variation: chosen };
    const isTaken = await askForBackdrop({ prompt: change.trim() || prompt, engine, like });
    if (isTaken) setChange('');
  };
  return (
    <form className="backdrop-change" onSubmit={send}>
      <input
        aria-label={`Change variation ${chosen + 1}`}
        placeholder="Wetter, an hour later"
        maxLength={maxPromptLength}
        value={change}
        disabled={disabled}
        onChange={(event) => setChange(event.target.value)}
      />
      <button className="button" type="submit" disabled={disabled}>
        {change.trim() ? `Change ${chosen + 1}` : `More like ${chosen + 1}`}
      </button>
    </form>
  );
}
