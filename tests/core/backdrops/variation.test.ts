import { describe, expect, it } from 'vitest';
import { readSentence } from '../../../core/backdrops/read-sentence.ts';
import { specDistance, variationOf } from '../../../core/backdrops/variation.ts';
import { variationSeed } from '../../../core/backdrops/variation-seed.ts';

const { spec, fixed } = readSentence('a forest with scattered clouds at noon', 42);

describe('the variations of a backdrop', () => {
  it('begin with the spec itself, and have seeds of their own', () => {
    expect(variationOf(spec, 0, fixed)).toEqual(spec);
    const seeds = Array.from({ length: 1000 }, (_, i) => variationSeed(42, i));
    expect(new Set(seeds).size).toBe(1000);
    for (const seed of seeds)
      expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32).toBe(true);
  });

  it('keep what the sentence said, and move what it left open by a little', () => {
    expect(fixed).toEqual(['clouds']);
    for (let i = 1; i < 9; i++) {
      const other = variationOf(spec, i, fixed);
      expect(other).toMatchObject({ place: 'forest', hour: 12, clouds: 0.35, rain: 0, neon: 0 });
      expect(Math.abs(other.trees - spec.trees)).toBeLessThanOrEqual(0.12);
      expect(other.trees).not.toBe(spec.trees);
      expect(variationOf(spec, i, fixed)).toEqual(other);
    }
  });

  it('drift from each other by a number', () => {
    expect(specDistance(spec, spec)).toBe(0);
    expect(specDistance(spec, { ...spec, fog: 0.8 })).toBeCloseTo(0.05, 9);
  });
});
