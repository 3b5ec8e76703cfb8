import { endOfString, type OscMessage, padded } from './message.ts';

/**
 * A decoded argument. Character is text, colour and MIDI are 4 bytes, a timetag is ms since 1970,
 * nil is null, an impulse (tag I) is true, and `[ ]` makes a list.
 */
export type OscValue = number | string | boolean | null | Uint8Array | OscValue[];

export type ArgumentFault = 'arguments' | 'non-finite' | 'tags' | 'length';

const scratch = new DataView(new ArrayBuffer(8));
/** Two views of the same 4 bytes, so that it does not matter how this machine orders them. */
const bits = new Int32Array(1);
const asFloat = new Float32Array(bits.buffer);
const utf8 = new TextDecoder('utf-8');
const deepestList = 8;
const secondsTo1970 = 2_208_988_800;
const floatTag = 0x66;

/**
 * Reads `count` numbers from the arguments that begin with tag `firstTag` at byte `position`: i, f,
 * d and h all serve, surplus ones are left. Without type tags exactly `count` floats have to follow.
 * Faults: `arguments` (too few, or not numbers), `length` (cut off), `non-finite`. Allocates nothing.
 */
export function readNumbers(
  message: OscMessage,
  firstTag: number,
  position: number,
  count: number,
  out: Float64Array,
): ArgumentFault | undefined {
  const { bytes, end, hasTags } = message;
  if (!hasTags && end - position !== 4 * count) return 'arguments';
  for (let i = 0; i < count; i += 1) {
    const tag = hasTags ? tagAt(message, firstTag + i) : floatTag;
    const size = numberSize(tag);
    if (size === 0) return 'arguments';
    if (position + size > end) return 'length';
    const value = tag === floatTag ? float32At(bytes, position) : numberAt(bytes, position, tag);
    if (!Number.isFinite(value)) return 'non-finite';
    out[i] = value;
    position += size;
  }
  return undefined;
}

/** The tag at `index`, or 0 behind the last one. */
export function tagAt(message: OscMessage, index: number): number {
  const at = message.tagsStart + index;
  return at < message.tagsEnd ? (message.bytes[at] ?? 0) : 0;
}

/**
 * Decodes every argument, whatever its type; for commands, which are rare. Floats have to be finite
 * and the arguments to fill the message exactly.
 */
export function readArguments(message: OscMessage): OscValue[] | ArgumentFault {
  if (!message.hasTags) return message.argumentsStart === message.end ? [] : 'tags';
  const root: OscValue[] = [];
  const lists = [root];
  let position = message.argumentsStart;
  for (let i = message.tagsStart; i < message.tagsEnd; i += 1) {
    const list = lists.at(-1) ?? root;
    const tag = String.fromCharCode(message.bytes[i] ?? 0);
    if (tag === '[') {
      if (lists.length > deepestList) return 'tags';
      const inner: OscValue[] = [];
      list.push(inner);
      lists.push(inner);
    } else if (tag === ']') {
      if (lists.length === 1) return 'tags';
      lists.pop();
    } else {
      const end = argumentEnd(message, tag, position);
      if (end === undefined) return 'tags';
      if (end < position || end > message.end) return 'length';
      const value = valueAt(message, tag, position, end);
      if (typeof value === 'number' && !Number.isFinite(value)) return 'non-finite';
      list.push(value);
      position = end;
    }
  }
  if (lists.length > 1) return 'tags';
  return position === message.end ? root : 'length';
}

/** Where the argument ends; −1 when it cannot, `undefined` for an unknown tag. */
export function argumentEnd(
  message: OscMessage,
  tag: string,
  position: number,
): number | undefined {
  const { bytes, addressStart, end } = message;
  switch (tag) {
    case 'T':
    case 'F':
    case 'N':
    case 'I':
      return position;
    case 'i':
    case 'f':
    case 'c':
    case 'r':
    case 'm':
      return position + 4;
    case 'h':
    case 'd':
    case 't':
      return position + 8;
    case 's':
    case 'S': {
      const nul = endOfString(bytes, position, end);
      return nul < 0 ? -1 : padded(nul + 1, addressStart);
    }
    case 'b': {
      if (position + 4 > end) return -1;
      const size = load(bytes, position, 4).getInt32(0);
      return size < 0 ? -1 : padded(position + 4 + size, addressStart);
    }
    default:
      return undefined;
  }
}

function valueAt(message: OscMessage, tag: string, position: number, end: number): OscValue {
  const { bytes } = message;
  switch (tag) {
    case 'T':
    case 'I':
      return true;
    case 'F':
      return false;
    case 'N':
      return null;
    case 's':
    case 'S':
      return utf8.decode(bytes.subarray(position, endOfString(bytes, position, end)));
    case 'c':
      return String.fromCharCode(load(bytes, position, 4).getUint32(0) & 0xffff);
    case 'b':
      return new Uint8Array(
        bytes.subarray(position + 4, position + 4 + load(bytes, position, 4).getInt32(0)),
      );
    case 'r':
    case 'm':
      return new Uint8Array(bytes.subarray(position, position + 4));
    case 't':
      return timeMsFromTimetag(bytes, position);
    default:
      return numberAt(bytes, position, tag.charCodeAt(0));
  }
}

/** Bytes of a numeric argument by its tag (i, f: 4; d, h: 8), 0 for any other. */
export function numberSize(tag: number): 0 | 4 | 8 {
  if (tag === floatTag || tag === 0x69) return 4;
  return tag === 0x64 || tag === 0x68 ? 8 : 0;
}

/** The number of a tag that `numberSize` knows. */
export function numberAt(bytes: Uint8Array, position: number, tag: number): number {
  if (tag === floatTag) return float32At(bytes, position);
  if (tag === 0x69) return int32At(bytes, position);
  const view = load(bytes, position, 8);
  // int64 beyond 2^53 loses its last bits; a BigInt would break JSON later.
  return tag === 0x64 ? view.getFloat64(0) : view.getInt32(0) * 2 ** 32 + view.getUint32(4);
}

function float32At(bytes: Uint8Array, position: number): number {
  bits[0] = int32At(bytes, position);
  return asFloat[0] ?? Number.NaN;
}

const int32At = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 24) |
  ((bytes[at + 1] ?? 0) << 16) |
  ((bytes[at + 2] ?? 0) << 8) |
  (bytes[at + 3] ?? 0);

/** A timetag (u32 seconds since 1900, u32 fraction) in ms since 1970. Always data, never a schedule. */
export function timeMsFromTimetag(bytes: Uint8Array, position: number): number {
  const view = load(bytes, position, 8);
  const seconds = view.getUint32(0) - secondsTo1970;
  return (seconds + view.getUint32(4) / 2 ** 32) * 1000;
}

/** Copies into one shared view: a view of its own for each packet would be garbage. */
function load(bytes: Uint8Array, position: number, size: 4 | 8): DataView {
  for (let i = 0; i < size; i += 1) scratch.setUint8(i, bytes[position + i] ?? 0);
  return scratch;
}
