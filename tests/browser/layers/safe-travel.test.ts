import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { depthGrid } from '../../../core/layers/depth-grid.ts';
import { layersFromDocument } from '../../../core/layers/layer.ts';
import { reachM } from '../../../core/layers/safe-travel.ts';
import { reliefSamples } from '../../../core/layers/travel-samples.ts';
import { parseTwoAndHalfD } from '../../../core/layers/two-and-half-d.ts';
import { vec3 } from '../../../core/math.ts';
import { type OpenScenePage, openScenePage } from '../scene-page/open.ts';
import type { Shot } from '../scene-page/page.ts';
import { type Colour, layersUrl } from './made-scenes.ts';

let opened: OpenScenePage;
beforeAll(async () => {
  opened = await openScenePage();
});
afterAll(() => opened?.close());

const size: [number, number] = [384, 216];
const fovDeg = 30;
/** Of the view, at its middle. */
const pxPerRad = size[1] / 2 / Math.tan((fovDeg * Math.PI) / 360);
const asset = { max_depth: 30, min_depth: 2, field_of_view: 60 };
const picture: [number, number] = [480, 270];

/** Samples of a depth map as the server and the pages get it, from the document of its file. */
function samplesOf(depth: (x: number, y: number) => number) {
  const [width, height] = picture;
  const plate = { filename: '0.png', depth_map_filename: 'd.png', width, height, z: 1 };
  const parsed = parseTwoAndHalfD(JSON.stringify({ asset, plates: [plate] }));
  const [layer] = parsed.ok ? layersFromDocument(parsed.value).layers : [];
  if (!layer) throw new Error('no layer');
  const values = Uint8Array.from({ length: width * height }, (_, i) =>
    depth(i % width, Math.floor(i / width)),
  );
  return reliefSamples(layer, depthGrid({ width, height, values }, false));
}

/** Pixels that are blue, counted along a row or a column through the middle, parts of pixels too. */
function blueAlong(pixels: Float32Array, isRow: boolean, at: number): number {
  const [width, height] = size;
  let sum = 0;
  for (let i = 0; i < (isRow ? width : height); i++) {
    const [x, y] = isRow ? [i, at] : [at, i];
    const blue = pixels[4 * ((height - 1 - y) * width + x) + 2] ?? 0;
    sum += Math.min(1, Math.max(0, blue));
  }
  return sum;
}

/** Offset at which what is measured of a render reaches a limit: doubled until it does, then halved. */
async function offsetAt(measure: (offsetM: number) => Promise<number>, limit: number) {
  let [low, high] = [0, 0.02];
  while ((await measure(high)) < limit) [low, high] = [high, 2 * high];
  for (let i = 0; i < 6; i++) {
    const middle = (low + high) / 2;
    if ((await measure(middle)) < limit) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

describe('the edge of safe travel, against renders at growing offsets', () => {
  const isNear = (x: number, y: number) => x >= 200 && x < 280 && y >= 100 && y < 170;
  const depth = (x: number, y: number) => (isNear(x, y) ? 210 : 40);
  const seamPx = 6;
  /** Red before green, and on the side where the hole opens a blue seam of the green's own depth: what it grows by is the hole. */
  const colour =
    (outX: number, outY: number) =>
    (x: number, y: number): Colour => {
      if (isNear(x, y)) return [255, 0, 0];
      return isNear(x - seamPx * outX, y - seamPx * outY) ? [0, 0, 255] : [0, 150, 0];
    };
  const limitPx = 6;

  it.each([
    { direction: [1, 0, 0], out: [1, 0] },
    { direction: [0, 1, 0], out: [0, -1] },
    { direction: [0.8, 0, -0.6], out: [1, 0] },
  ])('holes: towards $direction they agree to a tenth', async ({ direction, out }) => {
    const [x = 0, y = 0, z = 0] = direction;
    const [outX = 0, outY = 0] = out;
    const url = layersUrl(asset, [{ size: picture, colour: colour(outX, outY), depth }]);
    const seam = seamAt(url, direction, outX !== 0);
    const rest = await seam(0);
    const found = await offsetAt(async (m) => (await seam(m)) - rest, limitPx);
    const limits = { pxPerRad, limitPx, mostM: 20 };
    const said = reachM(samplesOf(depth), vec3.fromValues(x, y, z), limits);
    console.log(`towards ${direction}: said ${said.toFixed(4)} m, rendered ${found.toFixed(4)} m`);
    expect(said / found).toBeGreaterThan(0.9);
    expect(said / found).toBeLessThan(1.1);
  });

  it('stretch: where a surface turns away from the camera they agree to a tenth', async () => {
    /** Nearer to the right, without a step. */
    const ramp = (x: number) => Math.max(40, Math.min(200, 40 + 2 * (x - 200)));
    const isBlue = (x: number) => x >= 235 && x < 245;
    const url = layersUrl(asset, [
      { size: picture, colour: (x) => (isBlue(x) ? [0, 0, 255] : [0, 150, 0]), depth: ramp },
    ]);
    const stripe = seamAt(url, [-1, 0, 0], true);
    const rest = await stripe(0);
    const found = await offsetAt(async (m) => ((await stripe(m)) - rest) / 10, 0.15);
    const limits = { pxPerRad, limitPx: 0.15, mostM: 20 };
    const said = reachM(samplesOf(ramp), vec3.fromValues(-1, 0, 0), limits);
    console.log(`stretch: said ${said.toFixed(4)} m, rendered ${found.toFixed(4)} m`);
    expect(said / found).toBeGreaterThan(0.9);
    expect(said / found).toBeLessThan(1.1);
  });
});

/** How much is blue through the middle of the view, with the camera so many metres from the eye point. */
const seamAt =
  (url: string, [x = 0, y = 0, z = 0]: readonly number[], isRow: boolean) =>
  async (m: number): Promise<number> => {
    const eye: [number, number, number] = [x * m, 1.6 + y * m, z * m];
    const pixels = await opened.pixels({ scene: 'layers', picture: url, size, fovDeg, eye });
    return blueAlong(pixels, isRow, isRow ? size[1] / 2 : size[0] / 2);
  };

describe('the stage view', () => {
  const isNear = (x: number, y: number) => x >= 200 && x < 280 && y >= 100 && y < 170;
  const url = layersUrl(asset, [
    { size: picture, colour: () => [90, 90, 90], depth: (x, y) => (isNear(x, y) ? 210 : 40) },
  ]);
  const shot = { scene: 'layers', picture: url, size, fovDeg, eye: [0, 1.6, 6] };
  const ask = (camera: [number, number, number], more: Partial<Shot> = {}) =>
    opened.page.evaluate(([one, at]) => globalThis.scenePage.travel(one, at), [
      { ...shot, ...more } as Shot,
      camera,
    ] as const);

  it('draws the volume and says in words which camera is outside, and by how much', async () => {
    const inside = await ask([0, 1.6, 0]);
    expect(inside.words).toBeNull();
    expect(inside.drawn).toBeGreaterThan(20);
    const outside = await ask([0.5, 1.6, 0]);
    const [, metres] = /^Camera A is (\d\.\d\d) m outside/.exec(outside.words ?? '') ?? [];
    const limits = { pxPerRad: picture[0] / (2 * Math.tan(Math.PI / 6)), limitPx: 8, mostM: 20 };
    const samples = samplesOf((x, y) => (isNear(x, y) ? 210 : 40));
    const reach = reachM(samples, vec3.fromValues(1, 0, 0), limits);
    expect(Number(metres)).toBeCloseTo(0.5 - reach, 1);
  });

  it('draws it larger when larger holes are allowed, and not where nothing can tear', async () => {
    const few = await ask([0, 1.6, 0]);
    const many = await ask([0, 1.6, 0], { params: { travelLimitPx: 16 } });
    expect(many.drawn).toBeGreaterThan(1.5 * few.drawn);
    const alone = layersUrl(asset, [{ size: [64, 36], colour: () => [90, 90, 90] }]);
    expect(await ask([5, 1.6, 0], { picture: alone })).toEqual({ words: null, drawn: 0 });
  });
});
