import { luminance709 } from '../../core/backdrops/review/light-figures.ts';
import { seamRatio } from '../../core/backdrops/review/seam.ts';

/** RGBA bytes of a canvas, scaled to a size. */
export function eightBitOf(
  source: CanvasImageSource,
  width: number,
  height: number,
): Uint8ClampedArray {
  const context = contextOf(width, height);
  context.drawImage(source, 0, 0, width, height);
  return context.getImageData(0, 0, width, height).data;
}

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('The browser gives no canvas to look at the picture.');
  return context;
}

/** Luma of RGBA bytes, 8 bits (ITU-R BT.709-6, item 3.2). */
export const lumaOf = (rgba: Uint8ClampedArray): Uint8Array =>
  Uint8Array.from({ length: rgba.length / 4 }, (_, i) => {
    const [r = 0, g = 0, b = 0] = rgba.subarray(4 * i, 4 * i + 3);
    return Math.round(luminance709(r, g, b));
  });

/** Places within, as shares of the width, at which neighbours are compared. */
const within = [0.13, 0.27, 0.41, 0.58, 0.73, 0.87];

/** How much a panorama's edges differ from neighbours within, at the picture's own pixels. */
export async function seamOf(url: string): Promise<number> {
  const bitmap = await createImageBitmap(await (await fetch(url)).blob());
  const { width, height } = bitmap;
  const columns = (x: number, count: number): Uint8Array[] => {
    const context = contextOf(count, height);
    context.drawImage(bitmap, x, 0, count, height, 0, 0, count, height);
    const { data } = context.getImageData(0, 0, count, height);
    return Array.from({ length: count }, (_, i) => rgbColumn(data, count, i));
  };
  const pair = (x: number): [Uint8Array, Uint8Array] => {
    const [a = new Uint8Array(), b = new Uint8Array()] = columns(x, 2);
    return [a, b];
  };
  const [first] = pair(0);
  const [, last] = pair(width - 2);
  const inside = within.map((share) => pair(Math.floor(share * (width - 2))));
  bitmap.close();
  return seamRatio({ first, last, within: inside });
}

function rgbColumn(rgba: Uint8ClampedArray, width: number, x: number): Uint8Array {
  const height = rgba.length / (4 * width);
  return Uint8Array.from({ length: 3 * height }, (_, i) => {
    const y = Math.floor(i / 3);
    return rgba[4 * (y * width + x) + (i % 3)] ?? 0;
  });
}
