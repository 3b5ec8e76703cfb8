import { crc32 } from '../../takes/crc32.ts';

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const greyscale = 0;

/**
 * A PNG of 16-bit grey values from the upper left (PNG 1.2, sections 3 and 4: IHDR, IDAT, IEND; values are
 * big-endian, each row after filter byte 0). `deflate` makes a zlib stream.
 */
export function pngOfGrey16(
  codes: Uint16Array,
  width: number,
  deflate: (bytes: Uint8Array) => Uint8Array,
): Uint8Array {
  const height = codes.length / width;
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([16, greyscale, 0, 0, 0], 8);
  return joined([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflate(rowsOf(codes, width))),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function rowsOf(codes: Uint16Array, width: number): Uint8Array {
  const stride = 1 + 2 * width;
  const rows = new Uint8Array((codes.length / width) * stride);
  for (let i = 0; i < codes.length; i++) {
    const at = Math.floor(i / width) * stride + 1 + 2 * (i % width);
    const code = codes[i] ?? 0;
    rows[at] = code >> 8;
    rows[at + 1] = code & 0xff;
  }
  return rows;
}

/** Length, type, data, and the CRC-32 of type and data. */
function chunk(type: string, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(12 + data.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) out[4 + i] = type.charCodeAt(i);
  out.set(data, 8);
  view.setUint32(8 + data.length, crc32(out, 4, 8 + data.length));
  return out;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
