import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { RgbPicture } from '../../core/models/tiles.ts';
import { pictureOf } from '../backdrops/picture.ts';

// Whatever else the decoder could read, it does not: PNG, JPEG and WebP only.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadPng', 'VipsForeignLoadJpeg', 'VipsForeignLoadWebp'] });
sharp.cache(false);
sharp.concurrency(1);

/** The pixels of a picture file: sRGB of 8 bits, without transparency; of another size when one is given. */
export async function readPixels(
  file: string,
  maxPixels: number,
  size?: { width: number; height: number },
): Promise<RgbPicture> {
  const bytes = await readFile(file);
  const { width, height } = pictureOf(bytes, 'by shape');
  if (width * height > maxPixels)
    throw new Error(`The picture is not taken: it has more than ${maxPixels} pixels.`);
  const decoder = sharp(bytes, { limitInputPixels: maxPixels, pages: 1 })
    .removeAlpha()
    .toColourspace('srgb');
  // Linear, as the gate's makers do, and without the ringing of sharper kernels.
  if (size) decoder.resize({ ...size, fit: 'fill', kernel: 'linear' });
  const { data, info } = await decoder
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error('The picture is not taken: it has no three colours.');
  return { width: info.width, height: info.height, rgb: data };
}

/** Writes 8-bit RGB as PNG. */
export async function writePng(file: string, { width, height, rgb }: RgbPicture): Promise<void> {
  const raw = { width, height, channels: 3 as const };
  await sharp(rgb, { raw }).png({ compressionLevel: 6 }).toFile(file);
}

/** Writes 16-bit grey as PNG, at another size. */
export async function writeGreyPng(
  file: string,
  codes: Uint16Array,
  size: { width: number; height: number },
  outSize: { width: number; height: number },
): Promise<void> {
  await sharp(codes, { raw: { ...size, channels: 1 } })
    .toColourspace('grey16')
    .resize({ ...outSize, fit: 'fill', kernel: 'linear' })
    .png({ compressionLevel: 6 })
    .toFile(file);
}
