import { withNode, withoutReading } from '../../../core/lens/edit-tables.ts';
import type { LensTables } from '../../../core/lens/lens-schema.ts';
import type { CurveChoice } from './curve-choices.ts';
import { LensNumber } from './LensNumber.tsx';
import { refusalOf } from './lens-refusals.ts';
import type { Ring } from './rings.ts';
import { typedText } from './typed-number.ts';
import type { LensProps } from './use-lens-change.ts';

interface Props extends LensProps {
  tables: LensTables;
  choice: CurveChoice;
  ring: Ring;
  /** Of the other ring's readings, the one that is shown. */
  place: number;
}

/** The rows of a table under its curve: each reading of the ring with its value. */
export function TableRows(props: Props) {
  const { tables, choice, ring, place, disabled, change, refusals } = props;
  const { column, label, unit } = choice;
  const axis = tables[ring] ?? [];
  const placeOf = (index: number) => ({ zoom: place, focus: place, iris: 0, [ring]: index });
  // The older form of a table becomes the newer one with its first change.
  const send = (next: LensTables) => void change({ tables: next, table: null });
  return (
    <ol className="lens-rows" aria-label={`${label} by ${ring} reading`}>
      {axis.map((reading, index) => {
        const at = placeOf(index);
        const value =
          column === 'fStop' ? tables.fStop?.[index] : tables[column]?.[at.zoom]?.[at.focus];
        return (
          <li key={reading}>
            <LensNumber
              label={`At ${typedText(reading)}`}
              unit={unit}
              value={value ?? Number.NaN}
              refusal={refusalOf(refusals, `tables/${column}`)}
              disabled={disabled}
              onChange={(number) => send(withNode(tables, column, at, number))}
            />
            <button
              type="button"
              className="button quiet"
              aria-label={`Remove the ${ring} reading ${typedText(reading)}`}
              disabled={disabled || axis.length < 2}
              onClick={() => send(withoutReading(tables, ring, index))}
            >
              ✕
            </button>
          </li>
        );
      })}
    </ol>
  );
}
