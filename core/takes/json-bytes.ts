/** JSON in ASCII only: everything else is escaped, so that bytes are characters. */
const asciiJson = (value: unknown): string =>
  (JSON.stringify(value) ?? 'null').replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** A plain JSON value as bytes, with `before` free bytes in front. */
export function bytesFromJson(value: unknown, before = 0): Uint8Array {
  const text = asciiJson(value);
  const bytes = new Uint8Array(before + text.length);
  for (let i = 0; i < text.length; i++) bytes[before + i] = text.charCodeAt(i);
  return bytes;
}

const atOnce = 8192;

/** The value behind the bytes from `start` up to `end`; `undefined` when they are no JSON. */
export function jsonFromBytes(bytes: Uint8Array, start: number, end: number): unknown {
  const parts: string[] = [];
  for (let at = start; at < end; at += atOnce) {
    parts.push(String.fromCharCode(...bytes.subarray(at, Math.min(end, at + atOnce))));
  }
  try {
    return JSON.parse(parts.join(''));
  } catch {
    return undefined;
  }
}
