import type { Problem } from '../result.ts';
import type { LensSettings } from '../show/camera-schema.ts';
import { checkDistortion } from './check-distortion.ts';
import { distortionOf, nodeDistortion } from './distortion-settings.ts';
import { type LensTables, mostTableNodes } from './lens-schema.ts';
import { recordedSensorMm, sensorModeOf, sensorModes } from './sensor-modes.ts';

/** How many problems of one table are worth reading. */
const mostProblems = 8;

const problem = (path: string, code: string, message: string): Problem => ({ path, code, message });

/**
 * What a lens's schema cannot see: readings out of order, tables of the wrong shape, encoders
 * without a range, unknown sensor modes, a distortion that folds. `path` points at the lens.
 */
export function checkLens(lens: Readonly<LensSettings>, path: string): Problem[] {
  return [
    ...checkMode(lens, `${path}/sensorMode`),
    ...checkRows(lens.table ?? [], `${path}/table`),
    ...checkEncoders(lens, `${path}/encoders`),
    ...checkTables(lens.tables, `${path}/tables`),
    ...checkDistortions(lens, path),
  ];
}

function checkMode({ sensorMode }: Readonly<LensSettings>, path: string): Problem[] {
  if (sensorMode === undefined || sensorModeOf(sensorMode)) return [];
  const known = sensorModes.map(({ id }) => id).join(', ');
  const message = `There is no sensor mode "${sensorMode}". Leave it out and give sensorMm, or choose one of: ${known}.`;
  return [problem(path, 'unknown-sensor-mode', message)];
}

function checkRows(rows: readonly { encoder: number }[], path: string): Problem[] {
  return rows
    .flatMap((row, i) => {
      const before = rows[i - 1]?.encoder ?? row.encoder;
      const message = `Rows stand in rising order of encoder; ${row.encoder} comes after ${before}. Sort the rows.`;
      return row.encoder < before ? problem(`${path}/${i}/encoder`, 'out-of-order', message) : [];
    })
    .slice(0, mostProblems);
}

function checkEncoders({ encoders }: Readonly<LensSettings>, path: string): Problem[] {
  return (['zoom', 'focus', 'iris'] as const).flatMap((ring) => {
    const encoder = encoders?.[ring];
    if (!encoder || encoder.from !== encoder.to) return [];
    const message = `The ${ring} ring's range is empty. Rack it from end to end and enter both counts.`;
    return problem(`${path}/${ring}/to`, 'empty-range', message);
  });
}

function checkTables(tables: LensTables | undefined, path: string): Problem[] {
  if (!tables) return [];
  const { zoom, focus, iris, fStop, distortion } = tables;
  const nodes = zoom.length * focus.length;
  if (nodes > mostTableNodes) {
    const message = `${zoom.length} × ${focus.length} readings are more than ${mostTableNodes} nodes. Leave out readings between which the lens is straight.`;
    return [problem(path, 'table-size', message)];
  }
  const shape = (grid: readonly (readonly unknown[])[] | undefined, name: string) =>
    checkShape(grid, [zoom.length, focus.length], `${path}/${name}`);
  const stops = fStop?.length ?? 0;
  const countMessage = `There are ${stops} f-stops for ${iris?.length ?? 0} readings of the iris. Give one for each.`;
  return [
    ...checkAxis(zoom, `${path}/zoom`),
    ...checkAxis(focus, `${path}/focus`),
    ...checkAxis(iris ?? [], `${path}/iris`),
    ...shape(tables.focalLengthMm, 'focalLengthMm'),
    ...shape(tables.focusDistanceM, 'focusDistanceM'),
    ...shape(tables.entrancePupilMm, 'entrancePupilMm'),
    ...shape(tables.projectionOffsetMm, 'projectionOffsetMm'),
    ...shape(distortion?.radial, 'distortion/radial'),
    ...shape(distortion?.tangential, 'distortion/tangential'),
    ...shape(distortion?.distortionOffsetMm, 'distortion/distortionOffsetMm'),
    ...(stops === (iris?.length ?? 0)
      ? []
      : [problem(`${path}/fStop`, 'table-shape', countMessage)]),
  ];
}

function checkAxis(axis: readonly number[], path: string): Problem[] {
  return axis
    .flatMap((reading, i) => {
      const before = axis[i - 1];
      if (before === undefined || reading > before) return [];
      const message = `Readings rise from one to the next; ${reading} comes after ${before}. Sort the table by its readings.`;
      return problem(`${path}/${i}`, 'out-of-order', message);
    })
    .slice(0, mostProblems);
}

function checkShape(
  grid: readonly (readonly unknown[])[] | undefined,
  [rows, columns]: readonly [number, number],
  path: string,
): Problem[] {
  if (!grid) return [];
  if (grid.length !== rows) {
    const message = `There are ${grid.length} rows for ${rows} zoom readings. Give one row for each.`;
    return [problem(path, 'table-shape', message)];
  }
  return grid
    .flatMap((row, i) => {
      const message = `There are ${row.length} values for ${columns} focus readings. Give one for each.`;
      return row.length === columns ? [] : problem(`${path}/${i}`, 'table-shape', message);
    })
    .slice(0, mostProblems);
}

function checkDistortions(lens: Readonly<LensSettings>, path: string): Problem[] {
  const sensorMm = recordedSensorMm(lens);
  const single = checkDistortion(distortionOf(lens), sensorMm, `${path}/distortion`);
  const problems = single.ok ? [] : single.fault;
  const { distortion } = lens.tables ?? {};
  distortion?.radial.forEach((row, i) => {
    row.forEach((_, j) => {
      if (!lens.tables || problems.length >= mostProblems) return;
      const node = nodeDistortion(lens.tables, i, j, lens.projectionOffsetMm);
      const checked = checkDistortion(node, sensorMm);
      const where = `${path}/tables/distortion/radial/${i}/${j}`;
      if (!checked.ok) problems.push(...checked.fault.map((each) => ({ ...each, path: where })));
    });
  });
  return problems;
}
