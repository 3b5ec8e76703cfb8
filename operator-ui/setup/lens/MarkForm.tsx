import { useState } from 'react';
import type { Ring } from './rings.ts';
import { typedNumber, typedText } from './typed-number.ts';

interface Props {
  ring: Ring;
  /** NaN when the ring was not heard. */
  counts: number;
  onMark(value: number, entrancePupilMm: number | undefined): void;
}

const values: Record<Ring, string> = {
  zoom: 'Focal length, mm',
  focus: 'Focus distance, m',
  iris: 'f-stop',
};

/** What a ring says where it stands now. */
export function MarkForm({ ring, counts, onMark }: Props) {
  const [text, setText] = useState('');
  const [pupilText, setPupilText] = useState('');
  const value = typedNumber(text);
  const pupil = typedNumber(pupilText);
  const isPupilWrong = pupilText.trim() !== '' && pupil === undefined;
  const isHeard = !Number.isNaN(counts);
  const isReady = isHeard && value !== undefined && value > 0 && !isPupilWrong;
  return (
    <form
      className="lens-mark-form"
      aria-label={`Mark of the ${ring} ring`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        onMark(value, pupil);
        setText('');
      }}
    >
      <strong>
        {ring} <small className="number">{isHeard ? typedText(counts) : 'not heard'}</small>
      </strong>
      <MarkField label={values[ring]} text={text} onText={setText} />
      {ring === 'zoom' && (
        <MarkField label="Entrance pupil, mm" text={pupilText} onText={setPupilText} />
      )}
      <button type="submit" className="button" disabled={!isReady} aria-label={`Mark ${ring}`}>
        Mark
      </button>
    </form>
  );
}

const MarkField = (props: { label: string; text: string; onText(text: string): void }) => (
  <label className="setup-number">
    <span>{props.label}</span>
    <input
      className="field"
      inputMode="decimal"
      autoComplete="off"
      value={props.text}
      onChange={({ target }) => props.onText(target.value)}
    />
  </label>
);
