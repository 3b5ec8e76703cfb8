/** Bytes in front of a chunk's data: u32, bits 0-15 id, 16-30 length of the data, 31 has sub-chunks. */
export const chunkHeaderLength = 4;

/** Two views of the same 4 bytes, so that it does not matter how this machine orders them. */
const bits = new Int32Array(1);
const asFloat = new Float32Array(bits.buffer);

/**
 * Whether the chunks in [start, end) fill it exactly, and so do the chunks inside them, `layers`
 * further down. After this every chunk there may be walked by `chunkEnd` without looking again.
 */
export function areWhole(bytes: Uint8Array, start: number, end: number, layers: number): boolean {
  let at = start;
  while (at < end) {
    if (end - at < chunkHeaderLength) return false;
    const next = chunkEnd(bytes, at);
    if (next > end) return false;
    if (layers > 0 && !areWhole(bytes, at + chunkHeaderLength, next, layers - 1)) return false;
    at = next;
  }
  return true;
}

/** What a chunk is; its meaning depends on the chunk that it is in. */
export const chunkId = (bytes: Uint8Array, at: number): number => unsigned16(bytes, at);

/** Where the chunk that begins at `at` ends, and so where the next one begins. */
export const chunkEnd = (bytes: Uint8Array, at: number): number =>
  at + chunkHeaderLength + (unsigned16(bytes, at + 2) & 0x7fff);

export const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;

export const unsigned16 = (bytes: Uint8Array, at: number): number =>
  byteAt(bytes, at) + byteAt(bytes, at + 1) * 256;

const unsigned32 = (bytes: Uint8Array, at: number): number =>
  unsigned16(bytes, at) + unsigned16(bytes, at + 2) * 65536;

/** A u64 as a double, exact below 2⁵³: 285 years in microseconds. */
export const unsigned64 = (bytes: Uint8Array, at: number): number =>
  unsigned32(bytes, at) + unsigned32(bytes, at + 4) * 2 ** 32;

export function float32(bytes: Uint8Array, at: number): number {
  bits[0] =
    byteAt(bytes, at) |
    (byteAt(bytes, at + 1) << 8) |
    (byteAt(bytes, at + 2) << 16) |
    (byteAt(bytes, at + 3) << 24);
  return asFloat[0] ?? 0;
}
