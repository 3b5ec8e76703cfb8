import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenScenePage, openScenePage } from '../scene-page/open.ts';
import { centreOf, layersUrl, pixelOf, type View } from './made-scenes.ts';

let opened: OpenScenePage;
beforeAll(async () => {
  opened = await openScenePage();
});
afterAll(() => opened?.close());

const size: [number, number] = [320, 180];
const fovDeg = 50;
const asset = { max_depth: 100, min_depth: 10, field_of_view: 90 };
const url = layersUrl(asset, [
  {
    size: [64, 36],
    colour: () => [200, 0, 0],
    fields: { z: 0.2, x: 0.1, y: -0.05, scale_x: 0.2, scale_y: 0.2 },
  },
  { size: [320, 180], colour: () => [0, 150, 0], fields: { z: 0.75 } },
]);
const red = (r: number, g: number, _b: number) => (r > 2 * g ? r / 0.578 : 0);
const see = async (eye: [number, number, number], params: Record<string, unknown>) => {
  const picture = await opened.pixels({ scene: 'layers', picture: url, size, fovDeg, eye, params });
  return { picture, plate: centreOf(picture, size, red) };
};
const view = (eye: [number, number, number]): View => ({ size, fovDeg, eye });

describe('layers one behind the other', () => {
  it('stand where their file says, the farther painted first, and part by their distance', async () => {
    for (const eye of [
      [0, 1.6, 0],
      [1.5, 1.2, -2],
    ] as [number, number, number][]) {
      const { plate } = await see(eye, {});
      const [x, y] = pixelOf([2, 1.6 - 1, -20], view(eye));
      expect(Math.hypot(plate.x - x, plate.y - y)).toBeLessThan(1);
    }
  });

  it('keep their size to the eye point when their distance is edited, and their parallax changes', async () => {
    const before = (await see([0, 1.6, 0], {})).plate;
    const params = { 'layer.0.distanceM': 5 };
    const after = (await see([0, 1.6, 0], params)).plate;
    expect(after.x).toBeCloseTo(before.x, 0);
    expect(after.y).toBeCloseTo(before.y, 0);
    expect(after.sum / before.sum).toBeCloseTo(1, 1);
    const eye: [number, number, number] = [0.8, 1.6, 0];
    const [x] = pixelOf([0.5, 1.35, -5], view(eye));
    expect(Math.abs((await see(eye, params)).plate.x - x)).toBeLessThan(1);
  });

  it('take a scale, an exposure and a feather of their own, and may be hidden', async () => {
    const eye: [number, number, number] = [0, 1.6, 0];
    const { plate } = await see(eye, {});
    const twice = (await see(eye, { 'layer.0.scale': 2 })).plate;
    expect(twice.sum / plate.sum).toBeCloseTo(4, 0);
    const [x, y] = [Math.round(plate.x), Math.round(plate.y)];
    const at = (picture: Float32Array, c: number) =>
      picture[4 * ((size[1] - 1 - y) * size[0] + x) + c] ?? Number.NaN;
    const plain = await see(eye, {});
    const dark = await see(eye, { 'layer.0.exposure': -1 });
    expect(at(dark.picture, 0) / at(plain.picture, 0)).toBeCloseTo(0.5, 2);
    const soft = await see(eye, { 'layer.0.feather': 1 });
    expect(soft.plate.sum).toBeLessThan(0.8 * plate.sum);
    expect(soft.plate.sum).toBeGreaterThan(0.1 * plate.sum);
    const hidden = await see(eye, { 'layer.0.hidden': true });
    expect(hidden.plate.sum).toBe(0);
    expect(at(hidden.picture, 1)).toBeGreaterThan(0.2);
  });

  it('go behind one another when an edit says so', async () => {
    const { plate } = await see([0, 1.6, 0], { 'layer.0.distanceM': 90 });
    expect(plate.sum).toBe(0);
  });

  it('out of a file that is none are refused in words', async () => {
    const none = `data:application/zip;base64,${Buffer.from('no zip').toString('base64')}`;
    await expect(opened.pixels({ scene: 'layers', picture: none, size })).rejects.toThrow(
      /is refused/,
    );
    const noPicture = layersUrl(asset, [
      { size: [8, 8], colour: () => [0, 0, 0], fields: { filename: 'gone.png' } },
    ]);
    await expect(opened.pixels({ scene: 'layers', picture: noPicture, size })).rejects.toThrow(
      /names gone\.png, which is not in it/,
    );
  });
});

it('A border that can be seen through has no dark rim: colours are filtered as light', async () => {
  // White with a soft border of alpha over white: all of it stays white, whatever is written where alpha is 0.
  const rim = await opened.page.evaluate(async () => {
    const canvas = new OffscreenCanvas(64, 64);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.fillStyle = '#ffffff';
    context.beginPath();
    context.arc(32, 32, 20, 0, 7);
    context.fill();
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const { json, zipBytes } = await import('../../support/two-and-half-d.ts');
  const { pngBytes } = await import('../../support/picture-bytes.ts');
  const plate = (filename: string, z: number) => ({ filename, width: 64, height: 64, z });
  const bytes = zipBytes([
    {
      name: 'data.json',
      content: json({ asset, plates: [plate('w.png', 0.9), plate('r.png', 0.2)] }),
    },
    { name: 'w.png', content: pngBytes(64, 64, () => [255, 255, 255]) },
    { name: 'r.png', content: Buffer.from(rim) },
  ]);
  const picture = `data:application/zip;base64,${bytes.toString('base64')}`;
  const pixels = await opened.pixels({ scene: 'layers', picture, size, fovDeg, eye: [0, 1.6, 0] });
  let least = 1;
  for (let i = 0; i < pixels.length; i += 4) least = Math.min(least, pixels[i] ?? 0);
  expect(least).toBeGreaterThan(0.98);
});
