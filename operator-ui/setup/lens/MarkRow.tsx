import { numberText } from '../../theme/readout.ts';
import type { Mark } from './lens-marks.ts';
import type { Ring } from './rings.ts';
import { typedText } from './typed-number.ts';

interface Props {
  mark: Mark;
  reading: number;
  isFaulty: boolean;
  onRemove(): void;
}

const words: Record<Ring, (value: string) => string> = {
  zoom: (value) => `${value} mm`,
  focus: (value) => `${value} m`,
  iris: (value) => `f/${value}`,
};

/** One mark: the ring, what it says, and where it stood. */
export function MarkRow({ mark, reading, isFaulty, onRemove }: Props) {
  const { ring, value, counts, entrancePupilMm } = mark;
  const said = words[ring](typedText(value));
  return (
    <li className="lens-mark" data-fault={isFaulty}>
      <span>{ring}</span>
      <strong className="number">{said}</strong>
      <span className="number">
        {entrancePupilMm !== undefined && `pupil ${typedText(entrancePupilMm)} mm`}
      </span>
      <small className="number">
        at {typedText(counts)}, reads {numberText(reading, 3)}
      </small>
      <button
        type="button"
        className="button quiet"
        aria-label={`Remove mark ${said}`}
        onClick={onRemove}
      >
        ✕
      </button>
    </li>
  );
}
