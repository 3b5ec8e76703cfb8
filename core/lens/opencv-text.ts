import { fault, type Result } from '../result.ts';
import { checkLength } from './lens-import.ts';
import { parseStoredXml } from './opencv-xml.ts';

/** A matrix as OpenCV's FileStorage writes it. */
interface StoredMatrix {
  rows: number;
  cols: number;
  data: number[];
}
type Stored = number | string | number[] | StoredMatrix;

/** More numbers in one list than a calibration of one view has. */
const mostNumbers = 4096;

/**
 * A FileStorage document (JSON, XML, or the YAML that OpenCV and ROS write for a calibration) as names
 * and values. Of YAML only that is read: `name: value` at the left edge, lists of numbers in [ ], and
 * matrices as indented rows, cols and data. Anything else in the file is passed over.
 */
export function parseStoredText(text: string): Result<unknown> {
  const tooLong = checkLength(text);
  if (tooLong) return { ok: false, fault: [tooLong] };
  const opening = text.trimStart().slice(0, 1);
  if (opening === '<') return parseStoredXml(text);
  return opening === '{' ? parseStoredJson(text) : parseStoredYaml(text);
}

/** OpenCV writes whole numbers as `1.`, which JSON does not allow. */
function parseStoredJson(text: string): Result<unknown> {
  try {
    const repaired = text.replace(/\d\.(?=[\s,\]}eE])/g, (found) => `${found}0`);
    return { ok: true, value: JSON.parse(repaired) };
  } catch {
    return fault('', 'not-json', 'The file begins like JSON and is none. Save it again.');
  }
}

function parseStoredYaml(text: string): Result<unknown> {
  const stored: Record<string, Stored> = Object.create(null);
  const blocks = text.split(/^(?=[A-Za-z_]\w*[ \t]*:)/m);
  for (const block of blocks) {
    const colon = block.indexOf(':');
    const name = block.slice(0, colon).trim();
    if (colon < 0 || !/^[A-Za-z_]\w*$/.test(name)) continue;
    const value = storedValue(block.slice(colon + 1));
    if (value !== undefined) stored[name] = value;
  }
  if (Object.keys(stored).length > 0) return { ok: true, value: { ...stored } };
  const message = 'This is no calibration of OpenCV: no line reads "name: value".';
  return fault('', 'not-yaml', message);
}

function storedValue(body: string): Stored | undefined {
  const matrix = bracketed(body, /(?:^|\n)[ \t]+data[ \t]*:\s*\[/);
  if (matrix !== undefined) {
    return { rows: wholeOf(body, 'rows'), cols: wholeOf(body, 'cols'), data: numbersOf(matrix) };
  }
  const list = bracketed(body, /^\s*\[/);
  if (list !== undefined) return numbersOf(list);
  const plain = (body.split('\n', 1)[0] ?? '').replace(/\s#.*$/, '').trim();
  if (plain === '' || plain.startsWith('!')) return undefined;
  const number = Number(plain);
  return Number.isNaN(number) ? plain.replace(/^(["'])(.*)\1$/, '$2').slice(0, 256) : number;
}

/** What stands between an opening bracket and the next closing one. */
function bracketed(body: string, opening: RegExp): string | undefined {
  const found = opening.exec(body);
  if (!found) return undefined;
  const from = found.index + found[0].length;
  const to = body.indexOf(']', from);
  return to < 0 ? undefined : body.slice(from, to);
}

function wholeOf(body: string, name: 'rows' | 'cols'): number {
  const found = new RegExp(`(?:^|\\n)[ \\t]+${name}[ \\t]*:[ \\t]*(\\d{1,4})`).exec(body)?.[1];
  return found === undefined ? Number.NaN : Number(found);
}

const numbersOf = (list: string): number[] =>
  list
    .split(',')
    .slice(0, mostNumbers)
    .filter((part) => part.trim() !== '')
    .map((part) => Number(part));
