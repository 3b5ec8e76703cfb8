import { fault, type Result } from '../result.ts';
import type { UlensTable } from './ulens-schema.ts';

/** A table of a lens file: its columns by name in lower case. */
export interface ParsedTable {
  /** Where it stands in the file. */
  pointer: string;
  columns: ReadonlyMap<string, readonly number[]>;
}

const mostRows = 4096;

/**
 * Reads the comma-separated text of a table: every row has a finite number for each name in the
 * header, and the header names at least the `needed` columns.
 */
export function parseUlensTable(
  table: UlensTable,
  pointer: string,
  needed: readonly string[],
): Result<ParsedTable> {
  const names = table.header.split(',').map((name) => name.trim().toLowerCase());
  const missing = needed.find((name) => !names.includes(name.toLowerCase()));
  if (missing !== undefined) {
    const message = `${table.parameterName} has no column ${missing}. Its header names: ${table.header.slice(0, 120)}.`;
    return fault(`${pointer}/header`, 'missing-column', message);
  }
  const lines = table.data.split(/[;\n\r]/).filter((line) => line.trim() !== '');
  if (lines.length > mostRows) {
    const message = `${table.parameterName} has more than ${mostRows} rows. Thin it out.`;
    return fault(`${pointer}/data`, 'too-many-rows', message);
  }
  const rows = lines.map(numbersOf);
  const bad = rows.findIndex((row) => row.length !== names.length || !row.every(Number.isFinite));
  if (bad >= 0) {
    const row = (lines[bad] ?? '').trim().slice(0, 80);
    const message = `Row ${bad + 1} of ${table.parameterName} ("${row}") is not ${names.length} numbers. Export the lens file again.`;
    return fault(`${pointer}/data`, 'bad-row', message);
  }
  const columns = new Map(names.map((name, at) => [name, rows.map((row) => row[at] ?? 0)]));
  return { ok: true, value: { pointer, columns } };
}

const numbersOf = (line: string): number[] =>
  line
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map(Number);

/** One column's numbers; none when there is no such table or column. */
export const columnOf = (table: ParsedTable | undefined, name: string): readonly number[] =>
  table?.columns.get(name.toLowerCase()) ?? [];
