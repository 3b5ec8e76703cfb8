import { expect, it } from 'vitest';
import { periodicPicture, seamRatio } from '../server/models/periodic-picture.ts';
import { modelsRig } from '../server/models/rig.ts';
import { pixelsOf } from '../server/models/shipped-model.ts';
import { pngBytes } from '../support/picture-bytes.ts';
import { printedSeed, seededRandom } from '../support/random.ts';

it('enlarges a panorama of 1024 × 512 four times without a seam', async () => {
  const seed = printedSeed('large panorama');
  const { width, height, rgb } = periodicPicture(1024, 512, 128, seededRandom(seed));
  const { enlarge } = modelsRig();
  const png = pngBytes(width, height, (x, y) => {
    const at = 3 * (y * width + x);
    return [rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0];
  });
  const began = performance.now();
  const made = await pixelsOf((await enlarge(png, 4, { wraps: true })).png);
  expect([made.width, made.height]).toEqual([4096, 2048]);
  const ratio = seamRatio(made, 512);
  const seconds = (performance.now() - began) / 1000;
  console.log(`seam step ÷ interior step: ${ratio.toFixed(4)}, in ${seconds.toFixed(1)} s`);
  expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
});
