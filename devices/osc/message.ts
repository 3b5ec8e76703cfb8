import { hashEnd, hashStart, hashStep } from './byte-table.ts';

/** Where the parts of one OSC message lie in a datagram; filled again for every message. */
export interface OscMessage {
  bytes: Uint8Array;
  addressStart: number;
  addressEnd: number;
  /** As a ByteTable takes it. */
  addressHash: number;
  /** False for senders that leave the type tags out; `tagsStart` and `tagsEnd` then are equal. */
  hasTags: boolean;
  tagsStart: number;
  tagsEnd: number;
  argumentsStart: number;
  end: number;
  /** Timetag of the enclosing bundle in ms since 1970; NaN outside one, or when it says "now". */
  timeMs: number;
}

export const createOscMessage = (): OscMessage => ({
  bytes: new Uint8Array(0),
  addressStart: 0,
  addressEnd: 0,
  addressHash: 0,
  hasTags: false,
  tagsStart: 0,
  tagsEnd: 0,
  argumentsStart: 0,
  end: 0,
  timeMs: Number.NaN,
});

export type MessageFault = 'length' | 'address' | 'pattern' | 'tags';

const longestAddress = 255;
const comma = 0x2c;

/** By byte: 0 may stand in an address, 1 makes a pattern of it, 2 may not. */
const characterClasses = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte <= 0x20 || byte > 0x7e) return 2;
  return '#*,?[]{}'.includes(String.fromCharCode(byte)) ? 1 : 0;
});

/**
 * Finds the parts of the OSC 1.0 message in bytes [start, end): address, type tags, arguments, each
 * padded with NUL to 4 bytes. The address has to be literal: printable ASCII, at most 255 bytes, no
 * pattern characters. A missing leading slash and missing type tags are left to the caller. Copies
 * and allocates nothing.
 */
export function locateMessage(
  bytes: Uint8Array,
  start: number,
  end: number,
  out: OscMessage,
): MessageFault | undefined {
  out.bytes = bytes;
  out.end = end;
  out.hasTags = false;
  const addressFault = readAddress(bytes, start, end, out);
  if (addressFault) return addressFault;
  const afterAddress = padded(out.addressEnd + 1, start);
  if (afterAddress > end) return 'length';
  out.tagsStart = out.tagsEnd = out.argumentsStart = afterAddress;
  if (afterAddress === end || bytes[afterAddress] !== comma) return undefined;
  out.hasTags = true;
  out.tagsStart = afterAddress + 1;
  out.tagsEnd = endOfString(bytes, afterAddress, end);
  if (out.tagsEnd < 0) return 'tags';
  out.argumentsStart = padded(out.tagsEnd + 1, start);
  return out.argumentsStart > end ? 'length' : undefined;
}

/** Position of the NUL that ends the string at `start`, or −1 when there is none before `end`. */
export function endOfString(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at += 1) if (bytes[at] === 0) return at;
  return -1;
}

/** The next position at a multiple of 4 bytes from `start`. */
export const padded = (position: number, start: number): number =>
  start + ((position - start + 3) & ~3);

/** One pass that finds the end, judges every character and hashes: most of a message is its address. */
function readAddress(
  bytes: Uint8Array,
  start: number,
  end: number,
  out: OscMessage,
): MessageFault | undefined {
  const most = Math.min(end, start + longestAddress + 1);
  let hash = hashStart;
  let at = start;
  for (; at < most; at += 1) {
    const byte = bytes[at] ?? 0;
    const characterClass = characterClasses[byte];
    if (characterClass !== 0) {
      if (byte === 0) break;
      return characterClass === 1 ? 'pattern' : 'address';
    }
    hash = hashStep(hash, byte);
  }
  if (at === start || at === most) return 'address';
  out.addressStart = start;
  out.addressEnd = at;
  out.addressHash = hashEnd(hash);
  return undefined;
}
