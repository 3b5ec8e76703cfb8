import { describe, expect, it } from 'vitest';
import { SourceClock } from '../../../core/tracking/source-clock.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';

describe('the clock of a source', () => {
  it('takes the jitter of the network out of its samples', () => {
    const random = seededRandom(printedSeed('source clock'));
    const clock = new SourceClock();
    clock.map(1_000_000, 3);
    for (let i = 1; i < 500; i++) {
      const source = 1_000_000 + i * 16;
      const arrived = 3 + i * 16 + random() * 10;
      expect(clock.map(source, arrived)).toBeCloseTo(3 + i * 16, 6);
    }
  });

  it('is the arrival for a source without a clock', () => {
    expect(new SourceClock().map(Number.NaN, 42)).toBe(42);
    const clock = new SourceClock();
    expect(clock.map(Number.POSITIVE_INFINITY, 50)).toBe(50);
    expect(clock.map(Number.NaN, 60)).toBe(60);
  });

  it('never runs backwards and never into the future, whatever the source says', () => {
    const random = seededRandom(printedSeed('hostile source clock'));
    const clock = new SourceClock();
    let [last, arrived] = [0, 0];
    for (let i = 0; i < 5000; i++) {
      arrived += random() * 20;
      const source = [random() * 1e9, -1e15, 1e300, i, Number.NaN][Math.floor(random() * 5)] ?? 0;
      const mapped = clock.map(source, arrived);
      expect(mapped).toBeGreaterThanOrEqual(last);
      expect(mapped).toBeLessThanOrEqual(arrived);
      last = mapped;
    }
  });

  it('follows a source that was restarted with another clock', () => {
    const clock = new SourceClock();
    for (let i = 0; i < 100; i++) clock.map(5_000_000 + i * 16, i * 16);
    expect(clock.map(12, 1700)).toBe(1700);
    expect(clock.map(28, 1716)).toBe(1716);
  });
});
