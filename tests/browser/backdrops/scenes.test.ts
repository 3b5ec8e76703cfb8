import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backdropPlaces, backdropSceneId } from '../../../core/backdrops/kinds.ts';
import { readSentence } from '../../../core/backdrops/read-sentence.ts';
import { type OpenScenePage, openScenePage } from '../scene-page/open.ts';
import type { Shot } from '../scene-page/page.ts';

let opened: OpenScenePage;
let page: Page;
let faults: OpenScenePage['faults'];

const size: [number, number] = [128, 72];

beforeAll(async () => {
  opened = await openScenePage();
  ({ page, faults } = opened);
});
afterAll(() => opened?.close());

/** Linear RGBA floats, bottom row first. */
const draw = (shot: Shot): Promise<Float32Array> => opened.pixels({ size, ...shot });

/** A sentence as a shot of its scene. */
function shotOf(sentence: string, seed = 7): Shot {
  const { place, seed: own, version: _version, ...params } = readSentence(sentence, seed).spec;
  return { scene: backdropSceneId(place), seed: own, params, timeMs: 5000, pitchDeg: 4 };
}

const luminances = (picture: Float32Array): number[] =>
  Array.from({ length: picture.length / 4 }, (_, i) => {
    const [r = 0, g = 0, b = 0] = picture.subarray(4 * i, 4 * i + 3);
    return Math.min(2, 0.2126 * r + 0.7152 * g + 0.0722 * b);
  });
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const spread = (values: readonly number[]): number => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
};
/** Of the upper or the lower half. */
const half = (picture: Float32Array, which: 'upper' | 'lower'): number[] => {
  const all = luminances(picture);
  return which === 'lower' ? all.slice(0, all.length / 2) : all.slice(all.length / 2);
};
const share = (a: Float32Array, b: Float32Array, over: number): number => {
  let count = 0;
  for (let i = 0; i < a.length; i++) if (Math.abs((a[i] ?? 0) - (b[i] ?? 0)) > over) count++;
  return count / a.length;
};

describe.each(backdropPlaces)('the backdrop of a %s', (place) => {
  const shot = shotOf(place);

  it('is a picture in every direction: finite, not black, not even', async () => {
    for (const yawDeg of [0, 120, 240]) {
      const picture = await draw({ ...shot, yawDeg });
      expect(picture.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
      // Only space may be dark on a side.
      if (place === 'space') continue;
      expect(mean(luminances(picture))).toBeGreaterThan(0.01);
      expect(spread(luminances(picture))).toBeGreaterThan(0.004);
    }
  });

  it('is the same again, to a 255th, from its seed, and another from another', async () => {
    const first = await draw(shot);
    await page.evaluate(() => globalThis.scenePage.disposeAll());
    const again = await draw(shot);
    expect(share(first, again, 1 / 255)).toBe(0);
    const other = await draw({ ...shot, seed: 8 });
    expect(share(first, other, 1 / 255)).toBeGreaterThan(0.01);
  });

  it('is drawn in few calls, with no more triangles than a weak machine can take', async () => {
    const { triangles, calls } = await page.evaluate((one) => globalThis.scenePage.cost(one), {
      ...shot,
      size,
    });
    expect(triangles).toBeLessThan(600_000);
    expect(calls).toBeLessThan(100);
    await page.evaluate(() => globalThis.scenePage.disposeAll());
  });
});

describe('a backdrop of a sentence', () => {
  it('is darker at night than at noon, and its live hour does the same to the same scene', async () => {
    const noon = shotOf('hills at noon');
    const atNoon = mean(luminances(await draw(noon)));
    const turned = { ...noon, params: { ...noon.params, hour: 0 } };
    const atNight = mean(luminances(await draw(turned)));
    expect(atNight).toBeLessThan(0.3 * atNoon);
    const again = mean(luminances(await draw(noon)));
    expect(again).toBeCloseTo(atNoon, 6);
  });

  it('of a sunset over the ocean is brightest near the horizon, and the sea gives it back', async () => {
    const picture = await draw({ ...shotOf('the ocean at sunset'), pitchDeg: 0 });
    const rows = Array.from({ length: size[1] }, (_, y) =>
      mean(luminances(picture.subarray(4 * size[0] * y, 4 * size[0] * (y + 1)))),
    );
    const brightest = rows.indexOf(Math.max(...rows));
    expect(Math.abs(brightest - size[1] / 2)).toBeLessThan(size[1] / 5);
    expect(mean(half(picture, 'lower'))).toBeGreaterThan(0.15 * mean(half(picture, 'upper')));
  });

  it('in fog loses what is far', async () => {
    const detail = async (sentence: string): Promise<number> => {
      const values = half(await draw({ ...shotOf(sentence), pitchDeg: 0 }), 'upper');
      const steps = values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? 0)));
      return mean(steps) / mean(values);
    };
    expect(await detail('a forest at noon, thick fog')).toBeLessThan(
      0.5 * (await detail('a forest at noon, clear')),
    );
  });

  it('with snow on it is whiter on the ground', async () => {
    const ground = async (sentence: string) => mean(half(await draw(shotOf(sentence)), 'lower'));
    expect(await ground('hills covered in snow, noon')).toBeGreaterThan(
      1.5 * (await ground('hills at noon')),
    );
  });

  it('by night has lit windows in a city', async () => {
    const lit = luminances(await draw(shotOf('a city skyline at night, lit windows')));
    const dark = luminances(
      await draw({
        ...shotOf('a city skyline at night'),
        params: { ...shotOf('a city skyline at night').params, windowLight: 0 },
      }),
    );
    const bright = (values: number[]) => values.filter((value) => value > 0.08).length;
    expect(bright(lit)).toBeGreaterThan(bright(dark) + 40);
  });

  it('has parallax: the ground moves when the camera is moved aside, the far peaks do not', async () => {
    const shot = { ...shotOf('treeless mountains at noon, clear sky'), pitchDeg: 0 };
    const [here, aside] = [await draw(shot), await draw({ ...shot, eye: [0.6, 1.6, 0] })];
    const moved = (which: 'upper' | 'lower') => {
      const [a, b] = [half(here, which), half(aside, which)];
      return mean(a.map((value, i) => Math.abs(value - (b[i] ?? 0)))) / mean(a);
    };
    expect(moved('lower')).toBeGreaterThan(0.005);
    expect(moved('upper')).toBeLessThan(0.2 * moved('lower'));
  });

  it('has made no error in the page', () => {
    expect(faults.errors).toEqual([]);
    expect(faults.foreign).toEqual([]);
  });
});
