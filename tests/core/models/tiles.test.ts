import { describe, expect, it } from 'vitest';
import {
  placeTile,
  planTiles,
  type RgbPicture,
  tileInput,
  tilePad,
  tileSide,
} from '../../../core/models/tiles.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';

function noise(width: number, height: number, random: () => number): RgbPicture {
  const rgb = Uint8Array.from({ length: 3 * width * height }, () => Math.floor(random() * 256));
  return { width, height, rgb };
}

/** A picture through its tiles and back, by a model that changes nothing. */
function throughTiles(picture: RgbPicture, layout: 'nhwc' | 'nchw', range: number, fixed?: number) {
  const window = fixed === undefined ? {} : { window: { width: fixed, height: fixed } };
  const plan = planTiles(picture, { wraps: false, side: 40, ...window });
  const into = { ...picture, rgb: new Uint8Array(picture.rgb.length) };
  for (const tile of plan.tiles) {
    const values = tileInput(picture, plan, tile, { layout, range });
    placeTile(values, plan, tile, { layout, range, scale: 1 }, into);
  }
  return into.rgb;
}

describe('tiles over a picture', () => {
  it('cover every pixel, in windows of one size, for every size', () => {
    for (const width of [1, 16, 191, 192, 193, 400, 1025]) {
      for (const height of [1, 200, 512]) {
        const plan = planTiles({ width, height }, { wraps: false });
        const seen = new Uint8Array(width * height);
        for (const { x, y, ...tile } of plan.tiles) {
          expect(tile.width).toBeLessThanOrEqual(tileSide);
          for (let row = y; row < y + tile.height; row++)
            seen.fill(1, row * width + x, row * width + x + tile.width);
        }
        expect(seen.every((each) => each === 1)).toBe(true);
        expect(plan.window.width).toBeGreaterThanOrEqual((plan.tiles[0]?.width ?? 0) + 2 * tilePad);
      }
    }
  });

  it.each([
    ['nhwc', 255, undefined],
    ['nchw', 1, undefined],
    ['nchw', 1, 64],
    ['nhwc', 255, 16],
  ] as const)(
    'bring a picture back as it was (%s, full channel %i, window %s)',
    (layout, range, fixed) => {
      const picture = noise(97, 61, seededRandom(printedSeed('tiles')));
      expect(throughTiles(picture, layout, range, fixed)).toEqual(picture.rgb);
    },
  );

  it('read the other side of a panorama beyond its left and right edge', () => {
    const picture = noise(100, 50, seededRandom(printedSeed('wrap')));
    const plan = planTiles(picture, { wraps: true, side: 50 });
    const [first] = plan.tiles;
    if (!first) throw new Error('no tile');
    const values = tileInput(picture, plan, first, { layout: 'nhwc', range: 255 });
    // Row `pad` of the window is row 0 of the picture; its first pixel is `pad` left of column 0.
    const row = 3 * tilePad * plan.window.width;
    expect([...values.subarray(row, row + 3)]).toEqual([...picture.rgb.subarray(3 * 84, 3 * 85)]);
  });

  it('let the edge pixel go on where nothing wraps', () => {
    const picture = noise(100, 50, seededRandom(printedSeed('clamp')));
    const plan = planTiles(picture, { wraps: false, side: 50 });
    const [first] = plan.tiles;
    if (!first) throw new Error('no tile');
    const values = tileInput(picture, plan, first, { layout: 'nhwc', range: 255 });
    expect([...values.subarray(0, 3)]).toEqual([...picture.rgb.subarray(0, 3)]);
  });

  it('take a number that is none as black, and bound the others', () => {
    const plan = planTiles({ width: 1, height: 1 }, { wraps: false, pad: 0 });
    const into = { width: 1, height: 1, rgb: new Uint8Array([9, 9, 9]) };
    const tile = { x: 0, y: 0, width: 1, height: 1 };
    const how = { layout: 'nhwc', range: 255, scale: 1 } as const;
    placeTile(Float32Array.of(Number.NaN, -7, 300), plan, tile, how, into);
    expect([...into.rgb]).toEqual([0, 0, 255]);
  });
});
