import { useState } from 'react';
import type { LensTables } from '../../../core/lens/lens-schema.ts';
import type { RingReadings } from '../../../core/lens/table.ts';
import { Choice } from '../Choice.tsx';
import { CurvePlot } from './CurvePlot.tsx';
import { type CurveChoice, drawnCurve, nearestPlace, otherRing, ringsOf } from './curve-choices.ts';
import type { Ring } from './rings.ts';
import { TableRows } from './TableRows.tsx';
import { typedText } from './typed-number.ts';
import type { LensProps } from './use-lens-change.ts';

interface Props extends LensProps {
  tables: LensTables;
  choice: CurveChoice;
  readings: RingReadings;
}

/** One column over one ring: drawn, and its rows. */
export function TableCurve(props: Props) {
  const { lens, tables, choice, readings } = props;
  const rings = ringsOf(choice, tables);
  const [wanted, setWanted] = useState<Ring>();
  const ring = wanted && rings.includes(wanted) ? wanted : (rings[0] ?? choice.ring);
  const other = otherRing(ring);
  const otherAxis = other ? tables[other] : [];
  const [place, setPlace] = useState<number>();
  const otherReading = other ? readings[other] : Number.NaN;
  const row = Math.min(
    place ?? nearestPlace(otherAxis, otherReading),
    Math.max(0, otherAxis.length - 1),
  );
  const isNow = place === undefined && !Number.isNaN(otherReading);
  const curve = drawnCurve(lens, choice, ring, {
    ...readings,
    ...(other && { [other]: isNow ? otherReading : (otherAxis[row] ?? 0) }),
  });
  const over = rings.map((each) => [each, each] as const);
  return (
    <>
      <div className="setup-row">
        {over.length > 1 && (
          <Choice
            label="Over"
            options={over}
            chosen={ring}
            onChoose={(next) => {
              setWanted(next);
              setPlace(undefined);
            }}
          />
        )}
        {other && otherAxis.length > 1 && (
          <label className="setup-number">
            <span>{other} at</span>
            <select
              className="field"
              value={place ?? ''}
              onChange={({ target }) =>
                setPlace(target.value === '' ? undefined : Number(target.value))
              }
            >
              <option value="">
                {isNow ? 'where it stands' : 'not heard'}; rows of {typedText(otherAxis[row] ?? 0)}
              </option>
              {otherAxis.map((reading, index) => (
                <option key={reading} value={index}>
                  {typedText(reading)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <CurvePlot
        title={`${choice.label} over the ${ring} ring`}
        xLabel={`${ring} reading`}
        yLabel={choice.unit ? `${choice.label}, ${choice.unit}` : choice.label}
        points={curve.points}
        nodes={curve.nodes}
        live={curve.live}
      />
      <TableRows {...props} ring={ring} place={row} />
    </>
  );
}
