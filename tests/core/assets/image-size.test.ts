import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkImage, imageSize } from '../../../core/assets/image-size.ts';
import { pngHead } from '../../server/assets/glb.ts';

const jpeg = (...segments: number[][]): Uint8Array =>
  Uint8Array.from([0xff, 0xd8, ...segments.flat(), ...Array(16).fill(0)]);
const frame = (width: number, height: number, marker = 0xc0): number[] => [
  ...[0xff, marker, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255],
];

test('a PNG says its size in IHDR', () => {
  expect(imageSize(pngHead(640, 480))).toEqual({ width: 640, height: 480 });
});

test('a JPEG says its size in the first frame header, behind whatever metadata it has', () => {
  const exif = [0xff, 0xe1, 0, 6, 1, 2, 3, 4];
  const tables = [0xff, 0xc4, 0, 4, 0, 0];
  expect(imageSize(jpeg(exif, [0xff], tables, frame(1920, 1080)))).toEqual({
    width: 1920,
    height: 1080,
  });
  expect(imageSize(jpeg(exif, frame(800, 600, 0xc2)))).toEqual({ width: 800, height: 600 });
  expect(imageSize(jpeg([0xff, 0xe1, 0xff, 0xff]))).toBeUndefined();
});

test('a WebP says its size in each of its three kinds', () => {
  const webp = (kind: string, write: (bytes: Buffer) => void): Buffer => {
    const bytes = Buffer.alloc(32);
    bytes.write('RIFF', 0, 'latin1');
    bytes.write(`WEBP${kind}`, 8, 'latin1');
    write(bytes);
    return bytes;
  };
  const extended = webp('VP8X', (bytes) => {
    bytes.writeUIntLE(4095, 24, 3);
    bytes.writeUIntLE(2159, 27, 3);
  });
  const lossless = webp('VP8L', (bytes) => bytes.writeUInt32LE(99 | (49 << 14), 21));
  const lossy = webp('VP8 ', (bytes) => {
    bytes.writeUInt16LE(320, 26);
    bytes.writeUInt16LE(200, 28);
  });
  expect(imageSize(extended)).toEqual({ width: 4096, height: 2160 });
  expect(imageSize(lossless)).toEqual({ width: 100, height: 50 });
  expect(imageSize(lossy)).toEqual({ width: 320, height: 200 });
});

test('a picture of more pixels than a decoder should meet is refused, one at the limit is not', () => {
  expect(checkImage(pngHead(16_384, 8192))).toMatchObject({ ok: true });
  expect(checkImage(pngHead(16_384, 8193))).toMatchObject({ fault: { code: 'too-many-pixels' } });
  expect(checkImage(pngHead(0xffffffff, 0xffffffff))).toMatchObject({ ok: false });
  expect(checkImage(pngHead(0, 10))).toMatchObject({ fault: { code: 'bad-image' } });
  expect(checkImage(new Uint8Array(40))).toMatchObject({ fault: { code: 'bad-image' } });
});

test('no bytes make it throw', () => {
  const heads = [[0xff, 0xd8], [0x89, 0x50, 0x4e, 0x47], [...Buffer.from('RIFF0000WEBPVP8X')], []];
  fc.assert(
    fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 64 }), (head, rest) => {
      imageSize(Uint8Array.from([...head, ...rest]));
    }),
  );
});
