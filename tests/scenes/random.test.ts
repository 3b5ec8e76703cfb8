import { describe, expect, test } from 'vitest';
import { fractalNoise, gradientNoise } from '../../scenes/noise.ts';
import { createRandom, hash32, unitFromHash } from '../../scenes/random.ts';

describe('what is random in a scene', () => {
  test('follows from the seed and is spread evenly', () => {
    const [a, b] = [createRandom(7), createRandom(7)];
    const values = Array.from({ length: 4000 }, () => a());
    expect(values).toEqual(Array.from({ length: 4000 }, () => b()));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean).toBeCloseTo(0.5, 1);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
  });

  test('the hash keeps its values, on which every saved look depends', () => {
    expect([hash32(0), hash32(1), hash32(12_345, 67)]).toMatchInlineSnapshot(`
      [
        129708002,
        2831084092,
        2310242566,
      ]
    `);
    expect(unitFromHash(3, 1)).toBe(hash32(3, 1) / 2 ** 32);
  });

  test('noise with a period repeats, so that its texture tiles', () => {
    for (const [x, y] of [
      [0.3, 5.7],
      [3.9, 0.1],
    ] as const) {
      expect(gradientNoise(x, y, 5, 8)).toBeCloseTo(gradientNoise(x + 8, y - 8, 5, 8), 12);
      expect(fractalNoise(x, y, 5, 4, 4)).toBeCloseTo(fractalNoise(x + 4, y + 4, 5, 4, 4), 12);
    }
  });
});
