import { expect, it } from 'vitest';
import { enlargePicture } from '../../../server/models/enlarge-picture.ts';
import { pngBytes } from '../../support/picture-bytes.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';
import { periodicPicture, seamRatio } from './periodic-picture.ts';
import { modelsRig } from './rig.ts';
import { pixelsOf, shippedModel } from './shipped-model.ts';

const period = 64;

it('enlarges a panorama of 512 × 256 four times without a seam', async () => {
  const seed = printedSeed('panorama');
  const { width, height, rgb } = periodicPicture(512, 256, period, seededRandom(seed));
  const { enlarge, shares } = modelsRig();
  const png = pngBytes(width, height, (x, y) => {
    const at = 3 * (y * width + x);
    return [rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0];
  });
  const made = await pixelsOf((await enlarge(png, 4, { wraps: true })).png);
  expect([made.width, made.height]).toEqual([2048, 1024]);
  const ratio = seamRatio(made, 4 * period);
  console.log(`seam step ÷ interior step: ${ratio.toFixed(4)}`);
  expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
});

it('shows a seam where the panorama is taken for a flat picture', async () => {
  const picture = periodicPicture(128, 64, 64, seededRandom(printedSeed('flat')));
  const model = await shippedModel('esrgan-slim-x2');
  const ratioOf = async (wraps: boolean) => {
    const rules = { wraps, range: 255, scale: 2 };
    return seamRatio(await enlargePicture(model, picture, rules, () => {}), 128);
  };
  expect(Math.abs((await ratioOf(true)) - 1)).toBeLessThan(0.02);
  expect(Math.abs((await ratioOf(false)) - 1)).toBeGreaterThan(0.02);
});
