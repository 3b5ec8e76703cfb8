import type { LensSettings } from '../show/camera-schema.ts';
import type { DistortionModel } from './distortion.ts';
import type { LensTables } from './lens-schema.ts';
import { recordedSensorMm } from './sensor-modes.ts';

/** A lens's tables as plain arrays: node (zoom i, focus j) of a column stands at i·focus.length + j. */
export interface CompiledTables {
  zoom: Float64Array;
  focus: Float64Array;
  iris: Float64Array;
  /** Absent columns are empty. */
  focalLengthMm: Float64Array;
  focusDistanceM: Float64Array;
  entrancePupilMm: Float64Array;
  fStop: Float64Array;
  /** Two numbers a node. */
  projectionOffsetMm: Float64Array;
  /** Ten numbers a node: k1 … k6, p1, p2, x and y of the distortion offset. */
  distortion: Float64Array;
  model: DistortionModel;
  /** One factor a node, NaN until it is asked for. */
  overscan: Float64Array;
  /** Where the optical axis stands when the tables do not say. */
  axisMm: readonly [number, number];
  sensorMm: readonly [number, number];
}

export const distortionStride = 10;

type Grid<Value> = readonly (readonly Value[])[] | undefined;

/**
 * Tables made ready for `readTables`. What a table lacks (it should have been checked) is NaN, which
 * readers take for "not known". `sensorMm` is the recorded area that overscan is computed for, with
 * the optical axis at `axisMm` where the tables do not say.
 */
export function compileTables(
  tables: Readonly<LensTables>,
  sensorMm: readonly [number, number],
  axisMm: readonly [number, number] = [0, 0],
): CompiledTables {
  const { zoom, focus, distortion } = tables;
  const column = <Value>(grid: Grid<Value>, stride: number, numbers: (value: Value) => number[]) =>
    columnOf(grid, [zoom.length, focus.length], stride, numbers);
  const single = (grid: Grid<number>) => column(grid, 1, (value) => [value]);
  return {
    zoom: Float64Array.from(zoom),
    focus: Float64Array.from(focus),
    iris: Float64Array.from(tables.iris ?? []),
    focalLengthMm: single(tables.focalLengthMm),
    focusDistanceM: single(tables.focusDistanceM),
    entrancePupilMm: single(tables.entrancePupilMm),
    fStop: Float64Array.from(tables.fStop ?? []),
    projectionOffsetMm: column(tables.projectionOffsetMm, 2, (pair) => [...pair]),
    distortion: column(distortionNodes(tables), distortionStride, (node) => node),
    model: distortion?.model ?? 'none',
    overscan: new Float64Array(distortion ? zoom.length * focus.length : 0).fill(Number.NaN),
    axisMm,
    sensorMm,
  };
}

function columnOf<Value>(
  grid: Grid<Value>,
  [rows, columns]: readonly [number, number],
  stride: number,
  numbers: (value: Value) => number[],
): Float64Array {
  if (!grid) return new Float64Array(0);
  const column = new Float64Array(rows * columns * stride).fill(Number.NaN);
  grid.slice(0, rows).forEach((row, i) => {
    row.slice(0, columns).forEach((value, j) => {
      column.set(numbers(value), (i * columns + j) * stride);
    });
  });
  return column;
}

function distortionNodes({ distortion }: Readonly<LensTables>): Grid<number[]> {
  return distortion?.radial.map((row, i) =>
    row.map((radial, j) => [
      ...radial,
      ...(distortion.tangential?.[i]?.[j] ?? [0, 0]),
      ...(distortion.distortionOffsetMm?.[i]?.[j] ?? [0, 0]),
    ]),
  );
}

/** The rows of a show from before there were `tables`: zoom → focal length and entrance pupil. */
export const tablesFromRows = (
  rows: readonly { encoder: number; focalLengthMm: number; entrancePupilMm: number }[],
): LensTables => ({
  zoom: rows.map((row) => row.encoder),
  focus: [0],
  focalLengthMm: rows.map((row) => [row.focalLengthMm]),
  entrancePupilMm: rows.map((row) => [row.entrancePupilMm]),
});

/** The tables that a lens is read by: `tables`, else the older rows; `undefined` when it has neither. */
export const lensTables = ({
  tables,
  table,
}: Readonly<Pick<LensSettings, 'tables' | 'table'>>): LensTables | undefined =>
  tables ?? (table?.length ? tablesFromRows(table) : undefined);

/** The same made ready for `readTables`. */
export function compiledTablesOf(settings: Readonly<LensSettings>): CompiledTables | undefined {
  const tables = lensTables(settings);
  return tables && compileTables(tables, recordedSensorMm(settings), settings.projectionOffsetMm);
}
