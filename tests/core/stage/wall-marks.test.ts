import { describe, expect, it } from 'vitest';
import { output as outputSchema, wall as wallSchema } from '../../../core/show/stage-schema.ts';
import { placedMarks } from '../../../core/stage/placed-marks.ts';
import { wallMarks } from '../../../core/stage/wall-marks.ts';

const flat = (id: string, meters: [number, number], pixels: [number, number]) =>
  wallSchema.parse({ id, surface: { kind: 'flat', width: meters[0], height: meters[1] }, pixels });
const main = flat('main', [6, 3], [2304, 1152]);
const arc = wallSchema.parse({
  id: 'bow',
  surface: { kind: 'arc', radius: 4, sweepDeg: 90, height: 3, facets: 13 },
  pixels: [2080, 976],
});
const mesh = wallSchema.parse({
  id: 'dome',
  surface: {
    kind: 'mesh',
    positions: [
      [0, 0, 0],
      [1, 0, 0],
      [0, 1, 0],
    ],
    uvs: [
      [0, 0],
      [1, 0],
      [0, 1],
    ],
    triangles: [[0, 1, 2]],
  },
  pixels: [100, 100],
});

describe('the marks of a stage', () => {
  it('stand in rows from the top and columns from the left, 1.5 m apart and 10 % from the edges', () => {
    const marks = wallMarks([main]);
    // 4.8 m by 2.4 m between the outer marks: three steps and two.
    expect(marks.map(({ number }) => number)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    expect(marks.map(({ x }) => x).slice(0, 4)).toEqual([230.5, 844.5, 1459.5, 2073.5]);
    expect(marks.map(({ y }) => y).filter((_, i) => i % 4 === 0)).toEqual([115.5, 576.5, 1036.5]);
  });

  it('number on over flat and arc walls in show order, and leave meshes out', () => {
    const marks = wallMarks([main, mesh, arc]);
    expect(new Set(marks.map(({ wall }) => wall))).toEqual(new Set(['main', 'bow']));
    expect(marks.map(({ number }) => number)).toEqual(marks.map((_, i) => i + 1));
    expect(marks.findIndex(({ wall }) => wall === 'bow')).toBe(12);
  });

  it('are two by two on the smallest wall', () => {
    expect(wallMarks([flat('small', [0.5, 0.5], [160, 90])])).toHaveLength(4);
  });

  it('stand wider apart where they would be more than 64, and then are a full grid on each wall', () => {
    const marks = wallMarks([flat('long', [40, 8], [16000, 3200]), main]);
    expect(marks.length).toBeLessThanOrEqual(64);
    expect(marks.length).toBeGreaterThan(40);
    const rows = new Set(marks.filter(({ wall }) => wall === 'long').map(({ y }) => y)).size;
    expect(marks.filter(({ wall }) => wall === 'long').length % rows).toBe(0);
    const many = Array.from({ length: 20 }, (_, i) => flat(`w${i}`, [1, 1], [100, 100]));
    expect(wallMarks(many)).toHaveLength(64);
  });

  it('are 60 px large, and never more than a quarter of the way to the next or beyond an edge', () => {
    expect(wallMarks([main])[0]?.sizePx).toBe(60);
    for (const wall of [flat('a', [5, 2.5], [250, 125]), flat('b', [12, 3], [160, 90]), arc]) {
      const marks = wallMarks([wall]);
      for (const { number, x, y, sizePx } of marks) {
        expect(sizePx).toBeLessThanOrEqual(60);
        expect(sizePx).toBeGreaterThan(0);
        expect(Math.min(x, y, wall.pixels[0] - x, wall.pixels[1] - y)).toBeGreaterThan(sizePx - 1);
        for (const other of marks) {
          if (other.number === number) continue;
          expect(Math.hypot(other.x - x, other.y - y)).toBeGreaterThan(4 * sizePx - 1);
        }
      }
    }
  });
});

describe('the marks that an output shows', () => {
  const output = (slices: object[]) =>
    outputSchema.parse({ id: 'o', size: [2304, 2304], slices }).slices;

  it('stand at the output pixel of their wall pixel, turned with the slice', () => {
    const slices = output([{ wall: 'main', from: [0, 0, 1152, 1152], at: [8, 4], turn: 90 }]);
    const placed = placedMarks({ slices }, [main]);
    const first = placed.find(({ number }) => number === 1);
    // (h − v, u) from the slice's place.
    expect(first).toMatchObject({ x: 8 + 1152 - 115.5, y: 4 + 230.5, turn: 90 });
    expect(first?.clip).toEqual([8, 4, 1152, 1152]);
  });

  it('are those of its slices and those that reach into them across a seam', () => {
    const shown = (x: number, width: number) =>
      placedMarks({ slices: output([{ wall: 'main', from: [x, 0, width, 1152] }]) }, [main])
        .map(({ number }) => number)
        .filter((number) => number <= 4);
    expect(shown(0, 700)).toEqual([1]);
    expect(shown(0, 800)).toEqual([1, 2]);
    expect(shown(800, 800)).toEqual([2, 3]);
  });

  it('have their number towards the middle of the wall', () => {
    const placed = placedMarks({ slices: output([{ wall: 'main', from: [0, 0, 2304, 1152] }]) }, [
      main,
    ]);
    expect(placed[0]?.numberAt).toEqual([1, 1]);
    expect(placed[11]?.numberAt).toEqual([-1, -1]);
  });
});
