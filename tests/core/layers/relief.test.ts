import { describe, expect, it } from 'vitest';
import { type DepthGrid, depthGrid } from '../../../core/layers/depth-grid.ts';
import { reliefOf } from '../../../core/layers/relief-mesh.ts';
import type { ReliefMesh } from '../../../core/layers/relief-writer.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';

const gridOf = (
  width: number,
  height: number,
  value: (x: number, y: number) => number,
  isWrapped = false,
) =>
  depthGrid(
    {
      width,
      height,
      values: Uint8Array.from({ length: width * height }, (_, i) =>
        value(i % width, Math.floor(i / width)),
      ),
    },
    isWrapped,
  );

/** Area of a mesh over the picture, and the greatest step of value in one of its triangles. */
function measured({ places, triangles }: ReliefMesh): { area: number; step: number } {
  let [area, step] = [0, 0];
  for (let i = 0; i < triangles.length; i += 3) {
    const corners = [0, 1, 2].map((k) => {
      const at = 3 * (triangles[i + k] ?? 0);
      return [places[at] ?? 0, places[at + 1] ?? 0, places[at + 2] ?? 0] as const;
    });
    const [a, b, c] = corners;
    if (!a || !b || !c) throw new Error('a triangle has three corners');
    area += Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;
    const values = corners.map(([, , value]) => value);
    step = Math.max(step, Math.max(...values) - Math.min(...values));
  }
  return { area, step };
}
const cut = (grid: DepthGrid) => Math.max(0.05, 4 / Math.min(grid.columns, grid.rows));

describe('the mesh of a depth map', () => {
  it('covers the whole picture without a stretched triangle, whatever the map', () => {
    const random = seededRandom(printedSeed('relief'));
    for (let turn = 0; turn < 30; turn++) {
      const boxes = Array.from({ length: 4 }, () => ({
        x: 90 * random(),
        y: 90 * random(),
        size: 40 * random(),
        value: Math.floor(255 * random()),
      }));
      const grid = gridOf(
        100,
        90,
        (x, y) => {
          const box = boxes.find((b) => x > b.x && x < b.x + b.size && y > b.y && y < b.y + b.size);
          return box?.value ?? x;
        },
        turn % 2 === 1,
      );
      const { front, skirt } = reliefOf(grid);
      expect(measured(front).area).toBeCloseTo(1, 5);
      expect(measured(front).step).toBeLessThanOrEqual(cut(grid) + 1e-6);
      expect(measured(skirt).step).toBeLessThanOrEqual(cut(grid) + 1e-6);
    }
  });

  it('has behind what is near the far surface drawn out, in the colour of its border', () => {
    const grid = gridOf(100, 100, (x, y) => (x >= 40 && x < 60 && y >= 40 && y < 60 ? 230 : 20));
    const { skirt } = reliefOf(grid);
    // All of what the box hides.
    expect(measured(skirt).area).toBeGreaterThan(0.04);
    const far = 20 / 255;
    for (let i = 0; i < skirt.places.length / 3; i++) {
      expect(skirt.places[3 * i + 2]).toBeCloseTo(far, 5);
      const [u = 0, v = 0] = skirt.colours.subarray(2 * i, 2 * i + 2);
      const isInBox = u > 0.395 && u < 0.6 && v > 0.395 && v < 0.6;
      expect(isInBox).toBe(false);
    }
  });

  it('of a floor and a sky, or of one value, has no cut', () => {
    for (const value of [(_: number, y: number) => Math.max(0, 2 * (y - 60)), () => 77]) {
      expect(reliefOf(gridOf(200, 120, value)).skirt.triangles).toHaveLength(0);
    }
  });

  it('has one value at each pole of a picture all the way round, and no seam behind', () => {
    const grid = gridOf(64, 32, (x) => 3 * x, true);
    const poles = [grid.values.subarray(0, grid.columns), grid.values.subarray(-grid.columns)];
    for (const pole of poles) expect(new Set(pole).size).toBe(1);
    for (let row = 1; row + 1 < grid.rows; row++) {
      expect(grid.values[row * grid.columns]).toBe(grid.values[(row + 1) * grid.columns - 1]);
    }
  });
});
