const width = 256;
const polynomial = 0xedb88320;

/** Four tables in one: table n carries a byte over n more bytes, so that a step takes four at once. */
const tables = new Int32Array(4 * width);
for (let byte = 0; byte < width; byte++) {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? polynomial : 0);
  tables[byte] = crc;
}
for (let at = width; at < tables.length; at++) {
  const previous = tables[at - width] ?? 0;
  tables[at] = (previous >>> 8) ^ (tables[previous & 255] ?? 0);
}

/**
 * CRC-32 of `bytes` from `start` up to `end`: IEEE 802.3, reflected polynomial 0xEDB88320, as zlib and
 * PNG have it, but as a signed 32-bit number. `before` is the CRC of what came before, so that parts add up.
 * Allocates nothing.
 */
export function crc32(bytes: Uint8Array, start: number, end: number, before = 0): number {
  let crc = ~before;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    crc ^=
      (bytes[at] ?? 0) |
      ((bytes[at + 1] ?? 0) << 8) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 3] ?? 0) << 24);
    crc =
      (tables[3 * width + (crc & 255)] ?? 0) ^
      (tables[2 * width + ((crc >>> 8) & 255)] ?? 0) ^
      (tables[width + ((crc >>> 16) & 255)] ?? 0) ^
      (tables[crc >>> 24] ?? 0);
  }
  for (; at < end; at++) crc = (crc >>> 8) ^ (tables[(crc ^ (bytes[at] ?? 0)) & 255] ?? 0);
  return ~crc;
}
