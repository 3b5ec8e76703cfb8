import { describe, expect, it } from 'vitest';
import type { RgbPicture } from '../../../core/models/tiles.ts';
import { enlargePicture } from '../../../server/models/enlarge-picture.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';
import { periodicPicture } from './periodic-picture.ts';
import { fixture, pixelsOf, shippedModel } from './shipped-model.ts';

/** Peak signal-to-noise ratio in dB, and the largest difference, of pictures of 8 bits. */
function compared(a: RgbPicture, b: RgbPicture) {
  expect([a.width, a.height]).toEqual([b.width, b.height]);
  let [squares, largest] = [0, 0];
  a.rgb.forEach((value, index) => {
    const difference = Math.abs(value - (b.rgb[index] ?? 0));
    squares += difference ** 2;
    largest = Math.max(largest, difference);
  });
  return { psnr: 10 * Math.log10(255 ** 2 / (squares / a.rgb.length)), largest };
}

const whole = { wraps: false, range: 255, scale: null, side: 4096, pad: 0 };

describe('enlarging by the models that come with Cyclorama', () => {
  it.each([2, 4])('is what the package’s authors got from its own weights, ×%i', async (scale) => {
    const model = await shippedModel(`esrgan-slim-x${scale}`);
    const input = await pixelsOf(fixture('esrgan-slim-input.png'));
    const made = await enlargePicture(model, input, whole, () => {});
    const { psnr, largest } = compared(made, await pixelsOf(fixture(`esrgan-slim-x${scale}.png`)));
    console.log(`×${scale}: PSNR ${psnr.toFixed(1)} dB, largest difference ${largest}/255`);
    expect(psnr).toBeGreaterThan(60);
    expect(largest).toBeLessThanOrEqual(1);
  });

  it('is the same in tiles as in one piece, and tells how far it is', async () => {
    const model = await shippedModel('esrgan-slim-x2');
    const random = seededRandom(printedSeed('tiled and whole'));
    const picture = periodicPicture(120, 80, 120, random);
    const shares: number[] = [];
    const tiled = await enlargePicture(model, picture, { ...whole, side: 48, pad: 16 }, (share) =>
      shares.push(share),
    );
    const once = await enlargePicture(model, picture, whole, () => {});
    const edge = 2 * 16;
    let largest = 0;
    for (let y = edge; y < once.height - edge; y++) {
      const [from, to] = [3 * (y * once.width + edge), 3 * ((y + 1) * once.width - edge)];
      for (let at = from; at < to; at++)
        largest = Math.max(largest, Math.abs((once.rgb[at] ?? 0) - (tiled.rgb[at] ?? 0)));
    }
    expect(largest).toBeLessThanOrEqual(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares).toHaveLength(6);
    expect(shares.at(-1)).toBe(1);
  });

  it('shows where a tile ends when its padding is less than what an output pixel sees', async () => {
    const model = await shippedModel('esrgan-slim-x2');
    const picture = periodicPicture(96, 48, 96, seededRandom(printedSeed('too little padding')));
    const made = await enlargePicture(model, picture, { ...whole, side: 48, pad: 2 }, () => {});
    const once = await enlargePicture(model, picture, whole, () => {});
    expect(compared(made, once).largest).toBeGreaterThan(2);
  });
});
