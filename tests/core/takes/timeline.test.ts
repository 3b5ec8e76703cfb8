import { describe, expect, it } from 'vitest';
import { TimecodeFit } from '../../../core/takes/timecode-fit.ts';
import { frameIndexAt, takeTimeline, timecodeTextAt } from '../../../core/takes/timeline.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';
import { headerOf, rolledMs } from './take-log.ts';

const rate = (num: number, den = 1) => ({ num, den });
const none = new TimecodeFit(1000 / 24);

describe('the frames of a take without timecode', () => {
  it('lie on the grid of camera frames and are labelled with the time of day', () => {
    // Rolled at 13:00:00.250 local time; 10 s of show time is camera frame 240 exactly.
    const timeline = takeTimeline(headerOf(), rolledMs, rolledMs + 2000, none);
    expect(timeline.showMs(0)).toBeCloseTo(10_000, 6);
    expect(timeline.count).toBe(49);
    expect(timecodeTextAt(timeline, 0)).toBe('13:00:00:06');
    expect(timecodeTextAt(timeline, 48)).toBe('13:00:02:06');
    expect(timeline.firstFrame).toBe((13 * 3600 + 0) * 24 + 6);
    expect(timeline.timecodeFrom).toBe('time-of-day');
  });

  it('begin at the first whole frame and end with the last', () => {
    const timeline = takeTimeline(headerOf({ cameraPhase: 0.5 }), 10_001, 10_100, none);
    expect(timeline.showMs(0)).toBeCloseTo((240.5 * 1000) / 24, 6);
    expect(timeline.count).toBe(2);
    expect(frameIndexAt(timeline, 10_000)).toBe(-1);
    expect(frameIndexAt(timeline, timeline.showMs(1))).toBe(1);
    expect(frameIndexAt(timeline, timeline.showMs(1) - 0.01)).toBe(0);
  });

  it('keep step with the clock in drop-frame, and count on over midnight', () => {
    const header = headerOf({
      timecode: rate(30000, 1001),
      camera: rate(30000, 1001),
      dropFrame: true,
    });
    const late = { ...header, wallClockMs: Date.UTC(2026, 10, 22, 22, 59, 59, 900) };
    const timeline = takeTimeline(late, rolledMs, rolledMs + 1000, none);
    expect(timecodeTextAt(timeline, 0)).toMatch(/^23:59:59;2\d$/);
    expect(timecodeTextAt(timeline, 10)).toMatch(/^00:00:00;0\d$/);
  });
});

describe('the frames of a take with timecode', () => {
  it('begin where the frames of the timecode begin, drift and jitter aside', () => {
    const random = seededRandom(printedSeed('timecode'));
    const header = headerOf({ timecode: rate(25), camera: rate(50) });
    const fit = new TimecodeFit(40);
    // 10:00:00:00 at show time 9 987 ms; its clock is 50 ppm slow, packets are up to 8 ms late.
    const first = 10 * 3600 * 25;
    const beginMs = (n: number) => 9987 + n * 40 * (1 + 50e-6);
    for (let n = 0; n < 20_000; n++) fit.add(first + n, beginMs(n) + random() ** 4 * 8);
    const timeline = takeTimeline(header, 10_000, beginMs(19_990), fit);
    expect(timeline.timecodeFrom).toBe('device');
    for (const i of [0, 1, 2, 15_000, 39_000]) {
      const n = timeline.firstFrame + i - first * 2;
      expect(Math.abs(timeline.showMs(i) - (9987 + n * 20 * (1 + 50e-6)))).toBeLessThan(0.3);
    }
    expect(timecodeTextAt(timeline, 0)).toBe('10:00:00:00');
    expect(timecodeTextAt(timeline, 1)).toBe('10:00:00:01');
    expect(timecodeTextAt(timeline, 2)).toBe('10:00:00:01');
    expect(fit.jumps).toBe(0);
  });

  it('leave aside a label that is of another timecode', () => {
    const fit = new TimecodeFit(40);
    for (let n = 0; n < 100; n++) fit.add(n === 50 ? 1e6 : n, 5000 + n * 40);
    expect(fit.jumps).toBe(1);
    expect(fit.originMs(6000)).toBe(5000);
  });
});
