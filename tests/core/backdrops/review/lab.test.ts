import { describe, expect, it } from 'vitest';
import { deltaE2000, type Lab, labOfBytes } from '../../../../core/backdrops/review/lab.ts';

/** Pairs 1, 4, 7, 9, 13, 17, 24, 25, 31, 34 of Sharma, Wu, Dalal 2005, table 1. */
const pairs: [Lab, Lab, number][] = [
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1.0],
  [[50, 0, 0], [50, -1, 2], 2.3669],
  [[50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792],
  [[50, -0.001, 2.49], [50, 0.0009, -2.49], 4.8045],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[50, 2.5, 0], [50, 3.2592, 0.335], 1.0],
  [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  [[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373],
  [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
];

describe('CIEDE2000', () => {
  it.each(pairs)('of %j and %j is %f, as published, either way round', (a, b, published) => {
    expect(deltaE2000(a, b)).toBeCloseTo(published, 3);
    expect(deltaE2000(b, a)).toBeCloseTo(published, 3);
  });

  it('has white at 100, 0, 0 and red where sRGB has it', () => {
    const [l, a, b] = labOfBytes(255, 255, 255);
    expect([l, a, b].map((v) => Math.round(v * 10) / 10 + 0)).toEqual([100, 0, 0]);
    const red = labOfBytes(255, 0, 0);
    expect(red[0]).toBeCloseTo(53.24, 1);
    expect(red[1]).toBeCloseTo(80.09, 1);
    expect(red[2]).toBeCloseTo(67.2, 1);
  });
});
