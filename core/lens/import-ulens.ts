import { fault, type Problem, type Result } from '../result.ts';
import { importedLens, type LensImport, parseDocument, parseJsonText } from './lens-import.ts';
import { mostTableNodes } from './lens-schema.ts';
import { lensTablesFromUlens, type UlensTables, ulensAxes } from './ulens-columns.ts';
import { type Ulens, type UlensTable, ulensSchema } from './ulens-schema.ts';
import { columnOf, parseUlensTable } from './ulens-table.ts';

interface Wanted<Key> {
  key: Key;
  columns: readonly string[];
}

const placed = ['FocusEncoder', 'ZoomEncoder'];

/** Which table of the file is which of ours, by its name in lower case, and what it must have. */
const cameraTables = new Map<string, Wanted<keyof UlensTables>>([
  ['focallengthtable', { key: 'focalLength', columns: [...placed, 'Fx', 'Fy'] }],
  ['imagecentertable', { key: 'imageCentre', columns: [...placed, 'Cx', 'Cy'] }],
  ['nodaloffsettable', { key: 'nodalOffset', columns: [...placed, 'Tx', 'Ty', 'Tz'] }],
  ['distortiontable', { key: 'distortion', columns: [...placed, 'K1', 'K2', 'K3', 'P1', 'P2'] }],
]);
const encoderTables = new Map<string, Wanted<keyof UlensTables>>([
  ['focus', { key: 'focus', columns: ['FocusEncoder', 'FocusCM'] }],
  ['iris', { key: 'iris', columns: ['IrisEncoder', 'IrisFstop'] }],
]);

/**
 * A lens file of Unreal (`.ulens`, JSON) as a lens of kind `table`, read at the file's own encoder
 * values. Focal length by Fx; distortion, which the file has in OpenCV's terms, as `brown-conrady-u-d`
 * in mm; nodal offset along the axis as entrance pupil. What is left out is said in `notes`.
 */
export function importUlens(text: string): Result<LensImport> {
  const document = parseJsonText(text);
  if (!document.ok) return document;
  const parsed = parseDocument(ulensSchema, document.value);
  if (!parsed.ok) return parsed;
  const file = parsed.value;
  const refused = refusedFile(file);
  if (refused) return { ok: false, fault: [refused] };
  const notes: string[] = [];
  const camera = parseTables(
    file.cameraParameterTables,
    cameraTables,
    '/cameraParameterTables',
    notes,
  );
  if (!camera.ok) return camera;
  const encoders = parseTables(file.encoderTables, encoderTables, '/encoderTables', notes);
  if (!encoders.ok) return encoders;
  return lensFromFile(file, { ...camera.value, ...encoders.value }, notes);
}

function refusedFile({ metadata, sensorDimensions }: Ulens): Problem | undefined {
  const model = metadata.lensInfo.distortionModel.toLowerCase();
  if (model !== '' && model !== 'spherical') {
    const message = `The distortion model "${model.slice(0, 40)}" is not read; only spherical is. Export the lens with that model.`;
    return { path: '/metadata/lensInfo/distortionModel', code: 'model', message };
  }
  if (sensorDimensions.units === 'millimeters') return undefined;
  const message = 'The sensor must be given in Millimeters. Enter its size in the lens file.';
  return { path: '/sensorDimensions/units', code: 'units', message };
}

function parseTables(
  tables: readonly UlensTable[],
  wanted: ReadonlyMap<string, Wanted<keyof UlensTables>>,
  pointer: string,
  notes: string[],
): Result<UlensTables> {
  const parsed: UlensTables = {};
  for (const [index, table] of tables.entries()) {
    const known = wanted.get(table.parameterName.toLowerCase());
    if (!known) {
      notes.push(`The table ${table.parameterName} is not used.`);
      continue;
    }
    const rows = parseUlensTable(table, `${pointer}/${index}`, known.columns);
    if (!rows.ok) return rows;
    if (columnOf(rows.value, known.columns[0] ?? '').length > 0) parsed[known.key] = rows.value;
  }
  return { ok: true, value: parsed };
}

function lensFromFile(file: Ulens, tables: UlensTables, notes: string[]): Result<LensImport> {
  if (!tables.focalLength) {
    const message = 'The file has no focal length. Calibrate at least one point and export again.';
    return fault('/cameraParameterTables', 'no-focal-length', message);
  }
  const axes = ulensAxes(tables);
  if (axes.zoom.length * axes.focus.length > mostTableNodes) {
    const message = `${axes.zoom.length} zoom and ${axes.focus.length} focus readings make more than ${mostTableNodes} nodes. Thin the tables out.`;
    return fault('/cameraParameterTables', 'table-size', message);
  }
  const converted = lensTablesFromUlens(file, tables, axes, notes);
  if (!converted.ok) return converted;
  const { lensInfo, name, userMetadata } = file.metadata;
  const named = nameOf([lensInfo.modelName, name, lensInfo.serialNumber]);
  const { width, height } = file.sensorDimensions;
  const metadata = Object.fromEntries(
    userMetadata.flatMap((entry) => {
      const key = entry.name ?? entry.key;
      return key === undefined ? [] : [[key, String(entry.value ?? '')]];
    }),
  );
  return importedLens(
    {
      kind: 'table',
      ...(named && { name: named }),
      focalLengthMm: converted.value.focalLengthMm?.[0]?.[0] ?? 35,
      sensorMm: [width, height],
      tables: converted.value,
    },
    { metadata, notes },
  );
}

const nameOf = (parts: readonly string[]): string =>
  [...new Set(parts.filter((part) => part !== '' && part !== 'None'))].join(' ').slice(0, 128);
