import { useEffect, useState } from 'react';
import type { LensRefusal } from './lens-refusals.ts';
import { typedNumber, typedText } from './typed-number.ts';

interface Props {
  label: string;
  unit?: string;
  value: number;
  /** What may be typed, in words: said when something else was. */
  range?: string;
  refusal?: LensRefusal | undefined;
  disabled: boolean;
  onChange(value: number): void;
}

/**
 * A number that is sent when the field is left or Enter is pressed. What was refused stays as typed,
 * with the reason, until it is typed anew; what is no number goes back.
 */
export function LensNumber(props: Props) {
  const { label, unit, value, range, refusal, disabled, onChange } = props;
  const [draft, setDraft] = useState<string>();
  useEffect(() => {
    if (!Number.isNaN(value)) setDraft(undefined);
  }, [value]);
  const isFieldRefused = refusal !== undefined;
  useEffect(() => {
    // When something else was changed since, the field is to say what the show says.
    if (!isFieldRefused) return;
    return () => setDraft(undefined);
  }, [isFieldRefused]);
  const send = () => {
    const number = typedNumber(draft ?? '');
    if (number === undefined || typedText(number) === typedText(value)) setDraft(undefined);
    else onChange(number);
  };
  const isRefused = draft !== undefined && refusal !== undefined;
  return (
    <label className="setup-number lens-number" data-fault={isRefused}>
      <span>{unit ? `${label}, ${unit}` : label}</span>
      <input
        className="field"
        inputMode="decimal"
        autoComplete="off"
        value={draft ?? typedText(value)}
        disabled={disabled}
        aria-invalid={isRefused}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={send}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      {isRefused && (
        <em className="lens-refusal" role="alert">
          ▲ {refusal.isRange && range ? `Give ${range}.` : refusal.message}
        </em>
      )}
    </label>
  );
}
