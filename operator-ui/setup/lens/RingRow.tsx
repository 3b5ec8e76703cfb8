import type { Encoder } from '../../../core/lens/encoder.ts';
import type { RackedRing } from '../../../core/lens/learn-encoder.ts';
import { numberText } from '../../theme/readout.ts';
import { LensNumber } from './LensNumber.tsx';
import { barShare, type Ring } from './rings.ts';
import { typedText } from './typed-number.ts';

interface Props {
  ring: Ring;
  encoder: Encoder | undefined;
  /** As they came; NaN when none was heard. */
  counts: number;
  reading: number;
  /** Since the tab was opened. */
  seen: RackedRing;
  /** Since learning began. */
  racked: RackedRing | undefined;
  disabled: boolean;
  onChange(encoder: Encoder): void;
}

const countsText = (counts: number): string => (Number.isNaN(counts) ? '–' : typedText(counts));

function rackedText({ low, high }: RackedRing): string {
  if (high > low) return `seen ${countsText(low)} to ${countsText(high)}`;
  return high === low ? 'has not moved' : 'not heard';
}

const starts: Record<Ring, string> = { zoom: 'wide', focus: 'infinity', iris: 'open' };

/** One ring: a bar, its counts and reading, and the range that turns the one into the other. */
export function RingRow(props: Props) {
  const { ring, encoder, counts, reading, seen, racked, disabled, onChange } = props;
  return (
    <section className="lens-ring" aria-label={`Ring ${ring}`}>
      <strong>{ring}</strong>
      <meter min={0} max={1} value={barShare(encoder, counts, seen)} aria-label={`${ring} ring`} />
      <output className="number">
        {countsText(counts)} {encoder && <small>reads {numberText(reading, 3)}</small>}
      </output>
      {racked ? (
        <p className="lens-racked number">{rackedText(racked)}</p>
      ) : (
        encoder && (
          <div className="lens-range">
            <LensNumber
              label={`From (${starts[ring]})`}
              value={encoder.from}
              disabled={disabled}
              onChange={(from) => onChange({ ...encoder, from })}
            />
            <LensNumber
              label="To"
              value={encoder.to}
              disabled={disabled}
              onChange={(to) => onChange({ ...encoder, to })}
            />
            <button
              type="button"
              className="button"
              aria-pressed={encoder.invert}
              disabled={disabled}
              onClick={() => onChange({ ...encoder, invert: !encoder.invert })}
            >
              Inverted
            </button>
          </div>
        )
      )}
    </section>
  );
}
