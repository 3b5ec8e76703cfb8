import { describe, expect, it } from 'vitest';
import { changeTimeline, contentTimeMs, startTimeline } from '../../../core/time/content-time.ts';
import { frameAt, frameTimeMs } from '../../../core/time/rate.ts';

describe('frame k of a rational rate', () => {
  it('begins exactly at its time and not before, for days', () => {
    for (const rate of [
      { num: 60, den: 1 },
      { num: 24000, den: 1001 },
      { num: 120000, den: 1001 },
    ]) {
      for (const k of [0, 1, 2, 999, 1_000_003, 20_736_001]) {
        expect(frameAt(frameTimeMs(k, rate), rate)).toBe(k);
        expect(frameAt(frameTimeMs(k, rate) - 1e-6 * Math.max(1, k / 1e6), rate)).toBe(k - 1);
      }
    }
  });
});

describe('content time', () => {
  it('plays, pauses, seeks and changes its rate without a jump of its own', () => {
    let line = startTimeline(1000);
    expect(contentTimeMs(line, 1500)).toBe(500);
    line = changeTimeline(line, 'pause', 0, 1500);
    expect(contentTimeMs(line, 9999)).toBe(500);
    line = changeTimeline(line, 'play', 0, 2000);
    line = changeTimeline(line, 'rate', 2, 2100);
    expect(contentTimeMs(line, 2100)).toBe(600);
    expect(contentTimeMs(line, 2200)).toBe(800);
    line = changeTimeline(line, 'seek', 12, 2200);
    expect(contentTimeMs(line, 2200)).toBe(12_000);
  });

  it('never falls below its beginning when it runs backwards', () => {
    const line = changeTimeline(startTimeline(0), 'rate', -1, 100);
    expect(contentTimeMs(line, 5000)).toBe(0);
  });
});
