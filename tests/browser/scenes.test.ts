import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emissiveWhite, moving, packGlb, squareGlb } from '../scenes/glb-file.ts';
import { type OpenScenePage, openScenePage } from './scene-page/open.ts';
import type { Shot } from './scene-page/page.ts';

let opened: OpenScenePage;
let page: Page;
let faults: OpenScenePage['faults'];

const size: [number, number] = [160, 90];

beforeAll(async () => {
  opened = await openScenePage();
  ({ page, faults } = opened);
});
afterAll(() => opened?.close());

/** Linear RGBA floats, top row first. */
class Picture {
  readonly values: Float32Array;
  constructor(values: Float32Array) {
    this.values = values;
  }

  channel(x: number, y: number, c: number): number {
    return this.values[4 * ((size[1] - 1 - y) * size[0] + x) + c] ?? Number.NaN;
  }

  luminance(x: number, y: number): number {
    return (
      0.2126 * this.channel(x, y, 0) +
      0.7152 * this.channel(x, y, 1) +
      0.0722 * this.channel(x, y, 2)
    );
  }

  /** Mean over rows from..to, with the sun and lamps clipped as a wall would. */
  mean(from = 0, to = size[1]): number {
    let sum = 0;
    for (let y = from; y < to; y++) {
      for (let x = 0; x < size[0]; x++) sum += Math.min(2, this.luminance(x, y));
    }
    return sum / ((to - from) * size[0]);
  }

  isFinite(): boolean {
    return this.values.every((value) => Number.isFinite(value) && value >= 0);
  }

  /** Share of pixels that differ by more than a thousandth. */
  difference(other: Picture): number {
    let count = 0;
    for (let i = 0; i < this.values.length; i += 4) {
      const changed = [0, 1, 2].some(
        (c) => Math.abs((this.values[i + c] ?? 0) - (other.values[i + c] ?? 0)) > 1e-3,
      );
      if (changed) count++;
    }
    return (4 * count) / this.values.length;
  }
}

async function draw(shot: Shot): Promise<Picture> {
  return new Picture(await opened.pixels({ size, ...shot }));
}

const dataUrl = (glb: Uint8Array): string =>
  `data:model/gltf-binary;base64,${Buffer.from(glb).toString('base64')}`;

describe.each(['desert', 'city', 'grid'])('%s', (scene) => {
  test('draws finite light in every direction and through an off-axis frustum', async () => {
    for (const yawDeg of [0, 90, 180]) {
      const picture = await draw({ scene, yawDeg });
      expect(picture.isFinite()).toBe(true);
      expect(picture.mean()).toBeGreaterThan(0.002);
    }
    expect((await draw({ scene, shift: [0.4, -0.3] })).isFinite()).toBe(true);
    expect((await draw({ scene, pitchDeg: -80 })).mean()).toBeGreaterThan(0.001);
  });

  test('draws the same picture for the same moment, whatever was drawn before', async () => {
    const first = await draw({ scene, timeMs: 4000 });
    await draw({ scene, timeMs: 90_000, params: { exposure: 1, brightness: 0.9, haze: 1 } });
    const again = await draw({ scene, timeMs: 4000 });
    expect(again.difference(first)).toBe(0);
    const otherInstance = await draw({ scene, timeMs: 4000, quality: 'low' });
    expect(otherInstance.difference(first)).toBe(0);
  });

  test('moves with the content time', async () => {
    const [before, after] = [
      await draw({ scene, timeMs: 0, params: { windSpeed: 20, cloudCover: 0.7 } }),
      await draw({ scene, timeMs: 3000, params: { windSpeed: 20, cloudCover: 0.7 } }),
    ];
    expect(after.difference(before)).toBeGreaterThan(0.0005);
  });

  test('turns, moves and scales with its placement on the stage', async () => {
    const params = { cloudCover: 0 };
    const there = await draw({ scene, yawDeg: 30, eye: [2, 1.6, 3], params });
    const turned = await draw({
      scene,
      params,
      // Stage placed so that this camera stands in the environment where the other one stood.
      placement: { position: [0, 0, 0], yawDeg: -30, scale: 1 },
      eye: rotated([2, 1.6, 3], -30),
    });
    expect(turned.difference(there)).toBeLessThan(0.02);
    const scaled = await draw({
      scene,
      params,
      yawDeg: 30,
      eye: [4, 3.2, 6],
      placement: { position: [0, 0, 0], yawDeg: 0, scale: 2 },
    });
    expect(scaled.difference(there)).toBeLessThan(0.03);
  });

  test('gives light that follows its parameters and no image-based pass', async () => {
    const light = (exposure: number) =>
      page.evaluate((one) => globalThis.scenePage.light(one), {
        scene,
        params: { exposure, brightness: 0.2 * (1 + exposure) },
      });
    const [dim, bright] = [await light(0), await light(1)];
    expect(dim.harmonics).toHaveLength(27);
    expect((bright.harmonics[0] ?? 0) / (dim.harmonics[0] ?? 1)).toBeCloseTo(2, 3);
  });

  test('draws no more triangles than a software renderer can take', async () => {
    const { ms, triangles, calls } = await page.evaluate((one) => globalThis.scenePage.cost(one), {
      scene,
      size: [480, 270] as [number, number],
    });
    console.log(
      `${scene}: ${ms.toFixed(0)} ms, ${triangles} triangles, ${calls} calls at 480 × 270`,
    );
    expect(triangles).toBeLessThan(200_000);
    expect(calls).toBeLessThan(80);
  });
});

/** A point turned about +Y, degrees, + to the left. */
function rotated([x, y, z]: [number, number, number], yawDeg: number): [number, number, number] {
  const a = (yawDeg * Math.PI) / 180;
  return [x * Math.cos(a) + z * Math.sin(a), y, z * Math.cos(a) - x * Math.sin(a)];
}

describe('the desert by the hour', () => {
  const at = (sunElevationDeg: number) =>
    draw({ scene: 'desert', params: { sunElevationDeg, sunAzimuthDeg: 120, cloudCover: 0 } });

  test('darkens from noon to golden hour, dusk and night', async () => {
    const means = [];
    for (const elevation of [60, 8, -5, -18]) means.push((await at(elevation)).mean());
    for (let i = 1; i < means.length; i++) expect(means[i]).toBeLessThan(means[i - 1] ?? 0);
    expect(means[0]).toBeGreaterThan(0.15);
    expect(means[0]).toBeLessThan(1);
    expect(means[3]).toBeGreaterThan(0.003);
  });

  test('has its horizon at eye height', async () => {
    const noon = await draw({
      scene: 'desert',
      yawDeg: 100,
      params: { sunElevationDeg: 60, cloudCover: 0 },
    });
    // The sky is blue and the sand is not; hills may rise a few degrees above the middle.
    const isSky = (y: number): boolean => noon.channel(80, y, 2) > noon.channel(80, y, 0);
    expect(isSky(size[1] / 2 - 14)).toBe(true);
    expect(isSky(size[1] / 2 + 3)).toBe(false);
  });

  test('has stars by night and none by day', async () => {
    const up = { scene: 'desert', pitchDeg: 50 };
    const peaks = async (sunElevationDeg: number): Promise<number> => {
      const picture = await draw({
        ...up,
        yawDeg: 60,
        params: { sunElevationDeg, sunAzimuthDeg: 0, cloudCover: 0 },
      });
      let count = 0;
      for (let y = 1; y < size[1] - 1; y++) {
        for (let x = 1; x < size[0] - 1; x++) {
          const around = (picture.luminance(x - 1, y) + picture.luminance(x + 1, y)) / 2;
          if (picture.luminance(x, y) > 1.5 * around + 0.002) count++;
        }
      }
      return count;
    };
    expect(await peaks(-18)).toBeGreaterThan(15);
    expect(await peaks(40)).toBe(0);
  });
});

describe('the alignment grid', () => {
  test('has its horizon line exactly at eye height', async () => {
    const picture = await draw({
      scene: 'grid',
      yawDeg: 7.5,
      params: { labels: false, targets: false },
    });
    const column = 80;
    const [above, line, below] = [size[1] / 2 - 4, size[1] / 2, size[1] / 2 + 4].map((y) =>
      Math.max(picture.luminance(column, y), picture.luminance(column, y - 1)),
    );
    expect(line).toBeGreaterThan(2 * (above ?? 0));
    expect(line).toBeGreaterThan(1.5 * (below ?? 0));
  });
});

describe('glTF environments', () => {
  test('draw emissive white as exactly 1 in linear light, on the background that is asked for', async () => {
    const glb = dataUrl(squareGlb(emissiveWhite));
    const picture = await draw({ scene: 'gltf', glb });
    for (let c = 0; c < 3; c++) {
      expect(picture.channel(80, 45, c)).toBeCloseTo(1, 6);
      expect(picture.channel(2, 2, c)).toBe(0);
    }
    const grey = await draw({ scene: 'gltf', glb, params: { background: '#808080', exposure: 2 } });
    expect(grey.channel(2, 2, 1)).toBeCloseTo(2 * 0.21586, 3);
    expect(grey.channel(80, 45, 1)).toBeCloseTo(2, 6);
  });

  test('light a white surface by the studio, and not at all with light 0', async () => {
    const glb = dataUrl(
      squareGlb({ pbrMetallicRoughness: { metallicFactor: 0, roughnessFactor: 1 } }),
    );
    const [lit, dark] = [
      await draw({ scene: 'gltf', glb }),
      await draw({ scene: 'gltf', glb, params: { light: 0 } }),
    ];
    expect(lit.channel(80, 45, 1)).toBeGreaterThan(0.4);
    expect(lit.channel(80, 45, 1)).toBeLessThan(1.1);
    expect(dark.channel(80, 45, 1)).toBe(0);
    const metal = dataUrl(
      squareGlb({ pbrMetallicRoughness: { metallicFactor: 1, roughnessFactor: 0.3 } }),
    );
    expect((await draw({ scene: 'gltf', glb: metal })).channel(80, 45, 1)).toBeGreaterThan(0.3);
  });

  test('play animations as a function of content time, round and round', async () => {
    const glb = dataUrl(squareGlb(emissiveWhite, moving));
    const at = (timeMs: number) => draw({ scene: 'gltf', glb, timeMs });
    const [start, half, later, again] = [
      await at(0),
      await at(1000),
      await at(8000),
      await at(1000),
    ];
    expect(half.difference(start)).toBeGreaterThan(0.02);
    expect(later.difference(start)).toBe(0);
    expect(again.difference(half)).toBe(0);
  });

  test.each([
    [
      'external files',
      packGlb({
        asset: { version: '2.0' },
        buffers: [{ byteLength: 8, uri: 'https://example.com/a.bin' }],
      }),
      /refers to another file/,
    ],
    [
      'Draco',
      packGlb({ asset: { version: '2.0' }, extensionsUsed: ['KHR_draco_mesh_compression'] }),
      /Draco/,
    ],
    ['half a file', squareGlb(emissiveWhite).subarray(0, 400), /truncated/],
    [
      'accessors beyond the data',
      squareGlb(emissiveWhite, { bufferViews: [{ buffer: 0, byteLength: 1e6 }] }),
      /cannot be used/,
    ],
  ])('refuse %s with a message and without a request', async (_what, glb, message) => {
    const before = faults.foreign.length;
    const said = await page.evaluate(
      (one) => globalThis.scenePage.pixels(one).then(String, (error) => String(error)),
      { scene: 'gltf', glb: dataUrl(glb), size },
    );
    expect(said).toMatch(message);
    expect(faults.foreign.length).toBe(before);
  });
});

test('nothing was fetched from anywhere else, and nothing failed in the page', () => {
  expect(faults.foreign).toEqual([]);
  expect(faults.errors).toEqual([]);
});

test('disposing every scene gives back all geometries, textures and programs', async () => {
  const memory = () => page.evaluate(() => globalThis.scenePage.memory());
  const disposeAll = () => page.evaluate(() => globalThis.scenePage.disposeAll());
  expect((await memory()).geometries).toBeGreaterThan(50);
  await disposeAll();
  const { geometries, textures, programs } = await memory();
  expect({ geometries, programs }).toEqual({ geometries: 0, programs: 0 });
  // three.js keeps one table for physical materials, for good.
  expect(textures).toBeLessThanOrEqual(1);
  for (const scene of ['city', 'grid']) await draw({ scene });
  await draw({ scene: 'gltf', glb: dataUrl(squareGlb(emissiveWhite)) });
  await disposeAll();
  expect(await memory()).toEqual({ geometries, textures, programs });
});
