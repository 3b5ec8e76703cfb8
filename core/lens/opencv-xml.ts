import { fault, type Result } from '../result.ts';

/** More numbers in one list than a calibration of one view has. */
const mostNumbers = 4096;

/**
 * A FileStorage document in XML, as OpenCV's calibration sample writes it, as names and values:
 * numbers, lists of numbers, text, and matrices of rows, cols and data. What is nested deeper is
 * passed over.
 */
export function parseStoredXml(text: string): Result<unknown> {
  const storage = elementsOf(text).find(([name]) => name === 'opencv_storage');
  if (!storage) {
    const message = 'This XML is no calibration of OpenCV: it has no <opencv_storage> that ends.';
    return fault('', 'not-opencv', message);
  }
  const fields = elementsOf(storage[1]).map(([name, body]) => [name, storedValue(body)]);
  return { ok: true, value: Object.fromEntries(fields) };
}

/** The outermost elements; one that does not end, ends the list. Each character is read once. */
function elementsOf(text: string): [name: string, body: string][] {
  const found: [string, string][] = [];
  let at = text.indexOf('<');
  while (at >= 0) {
    const end = text.startsWith('<!--', at) ? text.indexOf('-->', at) : text.indexOf('>', at);
    if (end < 0) break;
    const name = /^<([A-Za-z_]\w{0,127})/.exec(text.slice(at, Math.min(end, at + 130)))?.[1];
    const close = name === undefined ? end : text.indexOf(`</${name}>`, end);
    if (close < 0) break;
    if (name !== undefined) found.push([name, text.slice(end + 1, close)]);
    at = text.indexOf('<', close + 1);
  }
  return found;
}

function storedValue(body: string): unknown {
  const inner = new Map(elementsOf(body));
  const data = inner.get('data');
  if (data === undefined) return inner.size > 0 ? undefined : plainValue(body.trim());
  return {
    rows: Number(inner.get('rows')),
    cols: Number(inner.get('cols')),
    data: numbersOf(data),
  };
}

/** Text stands in quotation marks where it has spaces. */
function plainValue(body: string): unknown {
  const numbers = numbersOf(body);
  if (numbers.length === 0 || numbers.some(Number.isNaN)) {
    return body.replace(/^"(.*)"$/, '$1').slice(0, 256);
  }
  return numbers.length === 1 ? numbers[0] : numbers;
}

const numbersOf = (list: string): number[] =>
  list
    .split(/\s+/)
    .filter((part) => part !== '')
    .slice(0, mostNumbers)
    .map(Number);
