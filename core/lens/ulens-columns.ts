import { fault, type Result } from '../result.ts';
import type { RadialCoefficients } from './distortion.ts';
import type { LensTables } from './lens-schema.ts';
import { type BrownConrady, brownConradyFromOpenCv } from './opencv-coefficients.ts';
import { axisOf, between, gridFromPoints } from './scattered-grid.ts';
import type { Ulens } from './ulens-schema.ts';
import { columnOf, type ParsedTable } from './ulens-table.ts';

/** The tables of a lens file that have rows. */
export interface UlensTables {
  focalLength?: ParsedTable;
  imageCentre?: ParsedTable;
  nodalOffset?: ParsedTable;
  distortion?: ParsedTable;
  focus?: ParsedTable;
  iris?: ParsedTable;
}

export interface Axes {
  zoom: number[];
  focus: number[];
}

/** Fx and Fy may differ by what writers round away; more is a sensor of another shape. */
const mostPixelSkew = 0.05;

/** One zoom and one focus axis that hold all of the file's readings. */
export function ulensAxes(tables: UlensTables): Axes {
  const { focalLength, imageCentre, nodalOffset, distortion, focus } = tables;
  const placed = [focalLength, imageCentre, nodalOffset, distortion];
  return {
    zoom: axisOf(...placed.map((table) => columnOf(table, 'ZoomEncoder'))),
    focus: axisOf(...[...placed, focus].map((table) => columnOf(table, 'FocusEncoder'))),
  };
}

/**
 * The tables of a lens file in house units over those axes; reading them bilinearly gives the file's
 * numbers. Adds to `notes` what is left out.
 */
export function lensTablesFromUlens(
  file: Ulens,
  tables: UlensTables,
  axes: Axes,
  notes: string[],
): Result<LensTables> {
  const { focalLength, imageCentre, nodalOffset, distortion } = tables;
  const flat = columnOf(focalLength, 'Fx').findIndex((fx) => !(fx > 0));
  if (focalLength && flat >= 0) {
    const message = `Row ${flat + 1} has an Fx that is not above 0. Calibrate that point again.`;
    return fault(`${focalLength.pointer}/data`, 'focal-length', message);
  }
  noteSkew(file, tables, notes);
  noteSideways(file, tables, notes);
  const focalLengthMm = focalGrid(file, tables, axes);
  return {
    ok: true,
    value: {
      ...axes,
      focalLengthMm,
      ...(imageCentre && { projectionOffsetMm: centreGrid(file, imageCentre, axes) }),
      ...(nodalOffset && { entrancePupilMm: pupilGrid(file, nodalOffset, axes) }),
      ...(distortion && { distortion: distortionGrid(distortion, focalLengthMm, axes) }),
      ...distanceGrid(tables.focus, axes),
      ...stopList(tables.iris),
    },
  };
}

function grid(table: ParsedTable | undefined, name: string, axes: Axes): number[][] {
  const [zoom, focus] = [columnOf(table, 'ZoomEncoder'), columnOf(table, 'FocusEncoder')];
  const points = columnOf(table, name).map((value, i) => ({
    zoom: zoom[i] ?? 0,
    focus: focus[i] ?? 0,
    value,
  }));
  return gridFromPoints(points, axes.zoom, axes.focus);
}

const scaled = (values: number[][], factor: number, offset = 0): number[][] =>
  values.map((row) => row.map((value) => value * factor + offset));

/** Fx is a share of the sensor's width, or mm. */
function focalGrid({ metadata, sensorDimensions }: Ulens, tables: UlensTables, axes: Axes) {
  const factor = metadata.fxFyUnits === 'normalized' ? sensorDimensions.width : 1;
  return scaled(grid(tables.focalLength, 'Fx', axes), factor);
}

/** Both count from the upper left corner; the offset from the sensor's centre. */
function centreGrid({ metadata, sensorDimensions }: Ulens, table: ParsedTable, axes: Axes) {
  const { width, height } = sensorDimensions;
  const isShare = metadata.cxCyUnits === 'normalized';
  const x = scaled(grid(table, 'Cx', axes), isShare ? width : 1, -width / 2);
  const y = scaled(grid(table, 'Cy', axes), isShare ? height : 1, -height / 2);
  return x.map((row, i) => row.map((value, j): [number, number] => [value, y[i]?.[j] ?? 0]));
}

/** Unreal's centimetres along the axis: Z in OpenCV's frame, X in its own. */
const pupilGrid = (file: Ulens, table: ParsedTable, axes: Axes): number[][] =>
  scaled(grid(table, forwardOf(file), axes), 10);

const forwardOf = ({ metadata }: Ulens): 'Tz' | 'Tx' =>
  metadata.nodalOffsetCoordinateSystem.toLowerCase() === 'opencv' ? 'Tz' : 'Tx';

function distortionGrid(table: ParsedTable, focalLengthMm: number[][], axes: Axes) {
  const [k1, k2, k3] = [grid(table, 'K1', axes), grid(table, 'K2', axes), grid(table, 'K3', axes)];
  const [p1, p2] = [grid(table, 'P1', axes), grid(table, 'P2', axes)];
  const nodes = focalLengthMm.map((row, i) =>
    row.map((focal, j): BrownConrady => {
      const at = (values: number[][]): number => values[i]?.[j] ?? 0;
      const plain = { k1: at(k1), k2: at(k2), k3: at(k3), p1: at(p1), p2: at(p2) };
      return brownConradyFromOpenCv({ ...plain, k4: 0, k5: 0, k6: 0 }, focal);
    }),
  );
  return {
    model: 'brown-conrady-u-d' as const,
    radial: nodes.map((row) => row.map(({ radial }): RadialCoefficients => radial)),
    tangential: nodes.map((row) => row.map(({ tangential }) => tangential)),
  };
}

function distanceGrid(table: ParsedTable | undefined, axes: Axes): Partial<LensTables> {
  if (!table) return {};
  const row = curveAt(columnOf(table, 'FocusEncoder'), columnOf(table, 'FocusCM'), axes.focus);
  return { focusDistanceM: axes.zoom.map(() => row.map((cm) => cm / 100)) };
}

function stopList(table: ParsedTable | undefined): Partial<LensTables> {
  if (!table) return {};
  const iris = axisOf(columnOf(table, 'IrisEncoder'));
  return {
    iris,
    fStop: curveAt(columnOf(table, 'IrisEncoder'), columnOf(table, 'IrisFstop'), iris),
  };
}

function curveAt(
  readings: readonly number[],
  values: readonly number[],
  axis: readonly number[],
): number[] {
  const curve = readings
    .map((at, i) => ({ at, value: values[i] ?? 0 }))
    .sort((a, b) => a.at - b.at);
  return axis.map((reading) => between(curve, reading));
}

function noteSkew(
  { metadata, sensorDimensions }: Ulens,
  tables: UlensTables,
  notes: string[],
): void {
  const { width, height } = sensorDimensions;
  const fy = columnOf(tables.focalLength, 'Fy');
  const aspect = metadata.fxFyUnits === 'normalized' ? height / width : 1;
  const most = columnOf(tables.focalLength, 'Fx').reduce((skew, fx, i) => {
    const ratio = ((fy[i] ?? 0) * aspect) / fx;
    return Math.abs(ratio - 1) > Math.abs(skew - 1) ? ratio : skew;
  }, 1);
  if (Math.abs(most - 1) <= mostPixelSkew) return;
  const percent = (100 * (most - 1)).toFixed(1);
  notes.push(
    `Fy differs from Fx by ${percent} % for a sensor of ${width} × ${height} mm; Fx is used. Check the sensor's size and squeeze.`,
  );
}

/** A pupil beside the axis, or turned, has no place in a lens. */
function noteSideways(file: Ulens, tables: UlensTables, notes: string[]): void {
  const axes = ['Qx', 'Qy', 'Qz', 'Tx', 'Ty', 'Tz'].filter((name) => name !== forwardOf(file));
  const lost = axes.filter((name) =>
    columnOf(tables.nodalOffset, name).some((value) => Math.abs(value) > 1e-6),
  );
  if (lost.length === 0) return;
  notes.push(
    `The nodal offset's ${lost.join(', ')} are not used, only what lies along the axis. Put the rest into the camera's mount.`,
  );
}
