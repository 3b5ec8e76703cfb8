import { describe, expect, it } from 'vitest';
import { fuzz, fuzzSeed, protocols } from './fuzz.ts';

describe.each(Object.keys(protocols))('5000 mutated %s datagrams', (kind) => {
  it(`are each counted, none throws, no bad pose comes out (CYCLORAMA_SEED=${fuzzSeed})`, () => {
    const report = fuzz(kind, 5000, fuzzSeed);
    expect(report.violations).toEqual([]);
    expect(report.accepted).toBeGreaterThan(500);
    expect(Object.keys(report.refused).length).toBeGreaterThan(2);
  });
});
