import { describe, expect, it } from 'vitest';
import { fuzz, fuzzSeed, protocols } from '../devices/fuzz.ts';

describe.each(Object.keys(protocols))('100 000 mutated %s datagrams', (kind) => {
  it(`are each counted, none throws, no bad pose comes out (CYCLORAMA_SEED=${fuzzSeed})`, () => {
    console.log(`CYCLORAMA_SEED=${fuzzSeed}`);
    const report = fuzz(kind, 100_000, fuzzSeed);
    console.log(kind, JSON.stringify(report));
    expect(report.violations).toEqual([]);
    expect(report.accepted).toBeGreaterThan(10_000);
  });
});
