import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pngBytes } from '../../support/picture-bytes.ts';
import { type OpenScenePage, openScenePage } from '../scene-page/open.ts';
import type { Shot } from '../scene-page/page.ts';

let opened: OpenScenePage;
let page: Page;
let faults: OpenScenePage['faults'];

const size: [number, number] = [160, 90];
const fovDeg = 50;

beforeAll(async () => {
  opened = await openScenePage();
  ({ page, faults } = opened);
});
afterAll(() => opened?.close());

const dataUrl = (png: Buffer): string => `data:image/png;base64,${png.toString('base64')}`;
const [width, height] = [512, 256];
/** Red grows from left to right, green from top to bottom. */
const ramps = pngBytes(width, height, (x, y) => [Math.floor(x / 2), y, 60]);

const draw = (shot: Shot): Promise<Float32Array> => opened.pixels({ size, ...shot });

/** What stands in a pixel, as the bytes of an sRGB picture; row 0 is the top. */
function bytesAt(picture: Float32Array, x: number, y: number): number[] {
  return [0, 1, 2].map((c) => {
    const v = picture[4 * ((size[1] - 1 - y) * size[0] + x) + c] ?? Number.NaN;
    return 255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055);
  });
}

/** Direction of a pixel's centre for a camera that looks to a yaw (+ left) at the horizon. */
function rayOf(x: number, y: number, yawDeg: number): [number, number, number] {
  const half = Math.tan((fovDeg * Math.PI) / 360);
  const [u, v] = [(2 * (x + 0.5)) / size[0] - 1, 1 - (2 * (y + 0.5)) / size[1]];
  const [dx, dy, dz] = [(u * half * size[0]) / size[1], v * half, -1];
  const a = (yawDeg * Math.PI) / 180;
  return [dx * Math.cos(a) + dz * Math.sin(a), dy, dz * Math.cos(a) - dx * Math.sin(a)];
}

describe('a picture all the way round', () => {
  it.each([0, 90, -120])(
    'shows in each pixel what lies in its direction, seen to %i°',
    async (yawDeg) => {
      const picture = await draw({ scene: 'panorama', picture: dataUrl(ramps), yawDeg });
      for (const [x, y] of [
        [80, 45],
        [10, 12],
        [140, 80],
      ] as const) {
        const [dx, dy, dz] = rayOf(x, y, yawDeg);
        const column = (Math.atan2(dx, -dz) / (2 * Math.PI) + 0.5) * width;
        const row = (Math.acos(dy / Math.hypot(dx, dy, dz)) / Math.PI) * height;
        const [r = 0, g = 0, b = 0] = bytesAt(picture, x, y);
        // Half a byte each from steps of the ramp, the half float and the rounding.
        expect(Math.abs(r - (column / 2 - 0.5))).toBeLessThan(1.6);
        expect(Math.abs(g - (row - 0.5))).toBeLessThan(1.6);
        expect(Math.abs(b - 60)).toBeLessThan(1);
      }
    },
  );

  it('has no seam behind, where its right edge meets its left', async () => {
    const even = pngBytes(width, height, () => [90, 120, 150]);
    const picture = await draw({ scene: 'panorama', picture: dataUrl(even), yawDeg: 180 });
    for (let x = 60; x < 100; x++) {
      const [r = 0] = bytesAt(picture, x, 45);
      expect(Math.abs(r - 90)).toBeLessThan(1);
    }
    // With a ramp the step is there, and no wider than two pixels: no mip level of the whole turn.
    const ramp = await draw({ scene: 'panorama', picture: dataUrl(ramps), yawDeg: 180 });
    const between = Array.from({ length: 40 }, (_, i) => bytesAt(ramp, 60 + i, 45)[0] ?? 0).filter(
      (r) => r > 20 && r < 235,
    );
    expect(between.length).toBeLessThanOrEqual(2);
  });

  it('throws the light of its sun from where it stands', async () => {
    const sun = pngBytes(width, height, (x, y) => {
      const isSun = Math.abs(x - 384) < 12 && Math.abs(y - 64) < 12;
      return isSun ? [255, 255, 255] : [30, 34, 40];
    });
    const light = await page.evaluate((one) => globalThis.scenePage.light(one), {
      scene: 'panorama',
      picture: dataUrl(sun),
    });
    // Column 384 of 512 is a quarter turn to the right (+X), row 64 of 256 is 45° up.
    const [x, y, z] = light.dominant.direction;
    expect(x).toBeCloseTo(Math.SQRT1_2, 1);
    expect(y).toBeCloseTo(Math.SQRT1_2, 1);
    expect(z).toBeCloseTo(0, 1);
    expect(light.harmonics).toHaveLength(27);
  });
});

describe('a flat picture ahead', () => {
  it('stands at its distance and width: its pixels lie where its geometry says, from two places', async () => {
    const [distanceM, fieldOfViewDeg, heightM] = [10, 60, 1.6];
    const wide = 2 * distanceM * Math.tan((fieldOfViewDeg * Math.PI) / 360);
    const params = { distanceM, fieldOfViewDeg, heightM };
    for (const eyeX of [0, 1.5]) {
      const eye: [number, number, number] = [eyeX, 1.6, 0];
      const picture = await draw({ scene: 'plate', picture: dataUrl(ramps), eye, params });
      for (const [x, y] of [
        [80, 45],
        [50, 40],
        [110, 52],
      ] as const) {
        const [dx, dy, dz] = rayOf(x, y, 0);
        const reach = distanceM / -dz;
        const column = ((eyeX + dx * reach) / wide + 0.5) * width;
        const row = (0.5 - (dy * reach) / (wide / 2)) * height;
        const [r = 0, g = 0] = bytesAt(picture, x, y);
        expect(Math.abs(r - (column / 2 - 0.5))).toBeLessThan(1.6);
        expect(Math.abs(g - (row - 0.5))).toBeLessThan(1.6);
      }
    }
  });

  it('is softer when it is out of focus, and as bright', async () => {
    const stripes = pngBytes(width, height, (x) => ((x >> 3) & 1 ? [200, 200, 200] : [40, 40, 40]));
    const shot = { scene: 'plate', picture: dataUrl(stripes), params: { defocus: 0 } };
    const reds = (picture: Float32Array) =>
      Array.from({ length: 60 }, (_, i) => picture[4 * (45 * size[0] + 50 + i)] ?? 0);
    const sharp = reds(await draw(shot));
    const soft = reds(await draw({ ...shot, params: { defocus: 0.9 } }));
    const span = (values: number[]) => Math.max(...values) - Math.min(...values);
    const mean = (values: number[]) =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(span(soft)).toBeLessThan(0.2 * span(sharp));
    expect(mean(soft)).toBeCloseTo(mean(sharp), 1);
  });

  it('that cannot be decoded is refused in words', async () => {
    const bad = dataUrl(Buffer.from('no picture'));
    await expect(draw({ scene: 'plate', picture: bad })).rejects.toThrow(/cannot be decoded/);
    expect(faults.foreign).toEqual([]);
  });
});
