import type { Result } from '../result.ts';

/** 16384 × 8192: above this a decoder's memory, not the picture, decides what happens. */
export const maxImagePixels = 16_384 * 8192;

export interface ImageSize {
  width: number;
  height: number;
}

const ascii = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

/**
 * The size that a PNG, JPEG or WebP declares, from the start of its file; `undefined` when `head`
 * holds no such header. PNG: IHDR (ISO 15948 section 11.2.2); JPEG: the first frame header
 * (ITU-T T.81 section B.2.2); WebP: VP8, VP8L or VP8X chunk (RFC 9649 sections 2.5 to 2.7).
 */
export function imageSize(head: Uint8Array): ImageSize | undefined {
  if (head.byteLength < 16) return undefined;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (view.getUint32(0) === 0x89504e47) return pngSize(head, view);
  if (view.getUint16(0) === 0xffd8) return jpegSize(view);
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 4) === 'WEBP') return webpSize(head, view);
  return undefined;
}

function pngSize(head: Uint8Array, view: DataView): ImageSize | undefined {
  if (head.byteLength < 24 || ascii(head, 12, 4) !== 'IHDR') return undefined;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** SOF0 to SOF15 without the three codes among them that are tables. */
const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function jpegSize(view: DataView): ImageSize | undefined {
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (isFrameHeader(marker)) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
    // Fill bytes and markers without a length advance by what they are long.
    if (marker === 0xff) at += 1;
    else if (marker >= 0xd0 && marker <= 0xd8) at += 2;
    else at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

function webpSize(head: Uint8Array, view: DataView): ImageSize | undefined {
  if (head.byteLength < 30) return undefined;
  switch (ascii(head, 12, 4)) {
    case 'VP8X':
      return {
        width: (view.getUint32(24, true) & 0xffffff) + 1,
        height: (view.getUint16(27, true) | (view.getUint8(29) << 16)) + 1,
      };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    default:
      return undefined;
  }
}

/** The size of a picture that may be decoded, or why it may not: unreadable, empty or a pixel flood. */
export function checkImage(head: Uint8Array): Result<ImageSize, { code: string; message: string }> {
  const size = imageSize(head);
  if (!size) return refuse('bad-image', 'The picture has no readable header with its size.');
  const { width, height } = size;
  if (width * height === 0) return refuse('bad-image', 'The picture declares no pixels.');
  if (width * height > maxImagePixels) {
    const limit = `${maxImagePixels / 1e6} million`;
    return refuse(
      'too-many-pixels',
      `${width} × ${height} pixels are above ${limit}: scale it down.`,
    );
  }
  return { ok: true, value: size };
}

const refuse = (code: string, message: string) => ({
  ok: false as const,
  fault: { code, message },
});
