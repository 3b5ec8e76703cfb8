import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wall as wallSchema } from '../../../core/show/stage-schema.ts';
import { type WallMark, wallMarks } from '../../../core/stage/wall-marks.ts';
import { launchBrowser, type PageFaults } from '../../support/browser.ts';
import { openOutput, pictureFrom, stateOf } from '../../support/outputs.ts';
import { linearFromSrgb, type Picture } from '../../support/png.ts';
import { type RunningServer, startServer } from '../../support/running-server.ts';

const flat = (width: number, height: number) => ({ kind: 'flat', width, height });
const walls = [
  { id: 'wide', surface: flat(6, 3), pixels: [2304, 1152] },
  { id: 'main', surface: flat(5, 2.5), pixels: [320, 160] },
  {
    id: 'bow',
    surface: { kind: 'arc', radius: 4, sweepDeg: 90, height: 3, facets: 13 },
    pixels: [160, 90],
  },
];

interface Placed {
  wall: string;
  from: [number, number, number, number];
  at: [number, number];
  turn: 0 | 90 | 180 | 270;
}
const slices: Placed[] = [
  { wall: 'wide', from: [160, 40, 160, 180], at: [0, 0], turn: 0 },
  { wall: 'main', from: [0, 0, 160, 160], at: [160, 0], turn: 0 },
  { wall: 'main', from: [160, 0, 160, 160], at: [328, 4], turn: 90 },
  { wall: 'bow', from: [0, 0, 80, 90], at: [0, 180], turn: 180 },
  { wall: 'bow', from: [80, 0, 80, 90], at: [80, 180], turn: 270 },
];
const size = [500, 280] as const;

/** A clockwise quarter turn of the slice's raster, as often as the turn says. */
function onOutput({ from, at, turn }: Placed, x: number, y: number): [number, number] {
  let [u, v, w, h] = [x - from[0], y - from[1], from[2], from[3]];
  for (let quarter = 0; quarter < turn; quarter += 90) [u, v, w, h] = [h - v, u, h, w];
  return [at[0] + u, at[1] + v];
}

/** Marks whose cross lies well inside the slice. */
const within = (slice: Placed, marks: readonly WallMark[]) =>
  marks.filter(({ wall, x, y, sizePx }) => {
    const [left, top, width, height] = slice.from;
    const inside = (p: number, low: number, length: number) =>
      p - low >= sizePx / 2 && low + length - p >= sizePx / 2;
    return wall === slice.wall && inside(x, left, width) && inside(y, top, height);
  });

const lightAt = (x: number, y: number) =>
  linearFromSrgb(picture.rgba[(y * picture.width + x) * 4] ?? 0);

/** The middle of the columns, or rows, that are lit from end to end of a window around a pixel. */
function middleOfBar([x, y]: [number, number], reach: number, isColumn: boolean) {
  const [cx, cy] = [Math.floor(x), Math.floor(y)];
  const sums = Array.from({ length: 2 * reach + 1 }, (_, i) => {
    let sum = 0;
    for (let j = -reach; j <= reach; j++) {
      sum += isColumn ? lightAt(cx - reach + i, cy + j) : lightAt(cx + j, cy - reach + i);
    }
    return sum;
  });
  const most = Math.max(...sums);
  const bar = sums.flatMap((sum, i) => (sum > 0.9 * most ? [i] : []));
  const first = (isColumn ? cx : cy) - reach;
  return { at: first + 0.5 + bar.reduce((a, b) => a + b, 0) / bar.length, width: bar.length };
}

let server: RunningServer;
let browser: Browser;
let picture: Picture;
let faults: PageFaults;
const marks = wallMarks(walls.map((wall) => wallSchema.parse(wall)));

beforeAll(async () => {
  const rates = { wall: { num: 12, den: 1 } };
  // With no environment a page has nothing to load: the pattern is all that it draws.
  const show = { name: 'Marks', stage: { rates, walls, outputs: [{ id: 'o', size, slices }] } };
  server = await startServer({ show });
  await server.command({ type: 'stage.pattern', pattern: 'marks' });
  browser = await launchBrowser();
  ({ faults } = await openOutput(browser, server, 'o', size));
  const { k } = await stateOf(server);
  ({ picture } = await pictureFrom(server, 'o', k));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('the marks on an output', () => {
  it.each(slices)('cross at their wall pixel: $wall, turned by $turn°', (slice) => {
    const shown = within(slice, marks);
    expect(shown.length).toBeGreaterThan(0);
    for (const { x, y, sizePx, number } of shown) {
      const at = onOutput(slice, x, y);
      const reach = Math.floor(sizePx / 2) - 1;
      const column = middleOfBar(at, reach, true);
      const row = middleOfBar(at, reach, false);
      expect(Math.abs(column.at - at[0]), `mark ${number}, across`).toBeLessThanOrEqual(0.5);
      expect(Math.abs(row.at - at[1]), `mark ${number}, down`).toBeLessThanOrEqual(0.5);
      expect(column.width).toBeLessThanOrEqual(3);
    }
  });

  it('stand on black, with half the light of white', () => {
    const lights = Array.from({ length: size[0] * size[1] }, (_, i) =>
      lightAt(i % size[0], Math.floor(i / size[0])),
    );
    expect(lights.filter((light) => light < 0.001).length).toBeGreaterThan(0.8 * lights.length);
    expect(lights.reduce((a, b) => Math.max(a, b))).toBeCloseTo(0.5, 1);
  });

  it('have numbers upright on the wall, each another', () => {
    const numbers = slices.flatMap((slice) =>
      within(slice, marks).map((mark) => numberCells(slice, mark)),
    );
    expect(numbers.length).toBeGreaterThan(10);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers[0]).toBe('.#. ##. .#. .#. ###');
  });

  it('are drawn without an error', () => {
    expect(faults).toEqual({ errors: [], foreign: [] });
  });
});

/** A mark's digits by their cells of a fifth of its size, read towards the middle of the wall. */
function numberCells(slice: Placed, mark: WallMark): string {
  const { number, wall: id, x, y, sizePx } = mark;
  const [width, height] = walls.find((each) => each.id === id)?.pixels ?? [];
  const cell = Math.floor(sizePx / 5);
  const columns = number < 10 ? 3 : 7;
  const start = (share: number, extent: number, isAfter: boolean) =>
    isAfter ? Math.floor(share * sizePx) : -Math.floor(share * sizePx) - extent;
  const left = x + start(0.2, columns * cell, x < (width ?? 0) / 2);
  const top = y + start(0.7, 5 * cell, y < (height ?? 0) / 2);
  const rows = Array.from({ length: 5 }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const middle = Math.floor(cell / 2);
      const at = onOutput(slice, left + column * cell + middle, top + row * cell + middle);
      return lightAt(Math.floor(at[0]), Math.floor(at[1])) > 0.25 ? '#' : '.';
    }).join(''),
  );
  return rows.join(' ');
}
