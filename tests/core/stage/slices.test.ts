import { describe, expect, it } from 'vitest';
import { slice as sliceSchema } from '../../../core/show/stage-schema.ts';
import { outputFromWall, wallFromOutput } from '../../../core/stage/slice-map.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';

const slice = (turn: number) =>
  sliceSchema.parse({ wall: 'w', from: [100, 50, 40, 20], at: [7, 9], turn });

describe('a slice turned clockwise in the output raster', () => {
  // Corners of the wall rectangle, clockwise from the upper left, and where each turn puts the first.
  it.each([
    [0, [7, 9]],
    [90, [27, 9]],
    [180, [47, 29]],
    [270, [7, 49]],
  ])('puts its upper left corner after %i° at %j', (turn, expected) => {
    expect(outputFromWall(slice(turn), 100, 50)).toEqual(expected);
  });

  it('finds the wall pixel of every output pixel again', () => {
    const random = seededRandom(printedSeed('slices'));
    for (const turn of [0, 90, 180, 270]) {
      for (let i = 0; i < 100; i++) {
        const [x, y] = [100 + random() * 40, 50 + random() * 20];
        const [backX, backY] = wallFromOutput(slice(turn), ...outputFromWall(slice(turn), x, y));
        expect(backX).toBeCloseTo(x, 9);
        expect(backY).toBeCloseTo(y, 9);
      }
    }
  });
});
