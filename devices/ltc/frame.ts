import type { Timecode } from '../../core/time/timecode.ts';

/** Bytes of a frame: 80 bits in the order of transmission, bit k in bit k % 8 of byte k / 8. */
export const frameBytes = 10;
export const frameBits = 80;

/** What the 64 data bits of a frame say. */
export interface LtcFields extends Timecode {
  dropFrame: boolean;
  colourFrame: boolean;
  /** The eight binary groups, the first in the lowest four bits; often a date or a reel number. */
  userBits: number;
}

export const createLtcFields = (): LtcFields => ({
  hours: 0,
  minutes: 0,
  seconds: 0,
  frames: 0,
  dropFrame: false,
  colourFrame: false,
  userBits: 0,
});

/**
 * Reads the ten bytes of a frame into `out` (SMPTE ST 12-1, linear time code: BCD units and tens of
 * frames at bits 0 and 8, seconds 16 and 24, minutes 32 and 40, hours 48 and 56, a binary group of
 * four bits after each; 10 drop-frame, 11 colour frame). `false`, and `out` half written, for digits
 * that are no time of day. Allocates nothing.
 */
export function decodeLtcFrame(bytes: Uint8Array, out: LtcFields): boolean {
  out.frames = digits(bytes, 0, 3);
  out.seconds = digits(bytes, 2, 7);
  out.minutes = digits(bytes, 4, 7);
  out.hours = digits(bytes, 6, 3);
  out.dropFrame = (byteAt(bytes, 1) & 4) !== 0;
  out.colourFrame = (byteAt(bytes, 1) & 8) !== 0;
  let userBits = 0;
  for (let i = 7; i >= 0; i -= 1) userBits = userBits * 16 + (byteAt(bytes, i) >> 4);
  out.userBits = userBits;
  return out.frames < 30 && out.seconds < 60 && out.minutes < 60 && out.hours < 24;
}

/**
 * Writes the ten bytes of a frame, with the sync word (FC BF) and the polarity bit that makes the
 * number of ones even, so that every frame begins in the same direction: bit 27, or 59 at 25 frames.
 */
export function encodeLtcFrame(out: Uint8Array, fields: Readonly<LtcFields>, base: number): void {
  const values = [fields.frames, fields.seconds, fields.minutes, fields.hours];
  for (let i = 0; i < 8; i += 1) {
    const value = values[i >> 1] ?? 0;
    const group = Math.floor(fields.userBits / 16 ** i) % 16;
    out[i] = (group << 4) | (i & 1 ? Math.floor(value / 10) : value % 10);
  }
  out[1] = byteAt(out, 1) | (fields.dropFrame ? 4 : 0) | (fields.colourFrame ? 8 : 0);
  out[8] = 0xfc;
  out[9] = 0xbf;
  if (countOnes(out) % 2 === 0) return;
  const polarityByte = base === 25 ? 7 : 3;
  out[polarityByte] = byteAt(out, polarityByte) | 8;
}

/** Units in the low four bits of a byte, tens in the bits of the next that `tensMask` has; 99 for no digit. */
function digits(bytes: Uint8Array, at: number, tensMask: number): number {
  const units = byteAt(bytes, at) & 0x0f;
  return units > 9 ? 99 : (byteAt(bytes, at + 1) & tensMask) * 10 + units;
}

const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;

function countOnes(bytes: Uint8Array): number {
  let ones = 0;
  for (const byte of bytes) {
    for (let rest = byte; rest > 0; rest >>= 1) ones += rest & 1;
  }
  return ones;
}
