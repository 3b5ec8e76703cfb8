import type { LensTables } from './lens-schema.ts';
import type { RingReadings } from './table.ts';

/** The columns of one number that a person may edit. */
export type TableColumn = 'focalLengthMm' | 'entrancePupilMm' | 'focusDistanceM' | 'fStop';

/** Places on the axes of the rings, from 0. */
export type NodePlace = Readonly<Record<keyof RingReadings, number>>;

/** The same tables with another value at one node; f-stops stand over the iris alone. */
export function withNode(
  tables: Readonly<LensTables>,
  column: TableColumn,
  place: NodePlace,
  value: number,
): LensTables {
  if (column === 'fStop') return { ...tables, fStop: tables.fStop?.with(place.iris, value) };
  const grid = tables[column]?.map((row, i) =>
    i === place.zoom ? row.with(place.focus, value) : row,
  );
  return { ...tables, [column]: grid };
}

/** The same tables without one reading of a ring, in every column; the last reading of a ring stays. */
export function withoutReading(
  tables: Readonly<LensTables>,
  ring: keyof RingReadings,
  index: number,
): LensTables {
  const axis = tables[ring] ?? [];
  if (axis.length < 2) return { ...tables };
  const rest = { ...tables, [ring]: axis.toSpliced(index, 1) };
  if (ring === 'iris') return { ...rest, fStop: tables.fStop?.toSpliced(index, 1) };
  const cut = <Value>(grid: Value[][] | undefined): Value[][] | undefined =>
    ring === 'zoom' ? grid?.toSpliced(index, 1) : grid?.map((row) => row.toSpliced(index, 1));
  const { distortion } = tables;
  return {
    ...rest,
    focalLengthMm: cut(tables.focalLengthMm),
    focusDistanceM: cut(tables.focusDistanceM),
    entrancePupilMm: cut(tables.entrancePupilMm),
    projectionOffsetMm: cut(tables.projectionOffsetMm),
    distortion: distortion && {
      ...distortion,
      radial: cut(distortion.radial) ?? [],
      tangential: cut(distortion.tangential),
      distortionOffsetMm: cut(distortion.distortionOffsetMm),
    },
  };
}
