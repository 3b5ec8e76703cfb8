import { describe, expect, it } from 'vitest';
import { frameTimeMs, periodMs } from '../../core/time/rate.ts';
import { steadyFrame } from '../../stage-client/page/steady-frame.ts';
import { printedSeed, seededRandom } from '../support/random.ts';

const rate = { num: 60, den: 1 };
const period = periodMs(rate);

/** The frames that a display draws whose refreshes lie `phase` of a frame after its edges, with jitter. */
function drawn(phase: number, jitterMs: number, refreshesPerFrame: number, random: () => number) {
  const frames: number[] = [];
  let last = -1;
  let before = Number.NaN;
  for (let n = 0; n < 3000; n++) {
    const atMs = (600 + n / refreshesPerFrame + phase) * period + (random() - 0.5) * 2 * jitterMs;
    last = Math.max(last, steadyFrame(atMs, rate, last, atMs / period - before));
    before = atMs / period;
    frames.push(last);
  }
  return frames;
}

const steps = (frames: readonly number[]) =>
  frames.slice(1).map((k, index) => k - (frames[index] ?? 0));

describe('the frame for a refresh', () => {
  it.each([0, 0.02, 0.5, 0.98])(
    'is each one once when refreshes lie %f of a frame after its edge and jitter by 1 ms',
    (phase) => {
      const random = seededRandom(printedSeed('steady'));
      expect(new Set(steps(drawn(phase, 1, 1, random)))).toEqual(new Set([1]));
    },
  );

  it('is drawn twice at twice the rate, never skipped', () => {
    const random = seededRandom(printedSeed('double'));
    const counts = steps(drawn(0.25, 1, 2, random));
    expect(new Set(counts)).toEqual(new Set([0, 1]));
  });

  it('slips once, and only once, when a slower display falls a frame behind', () => {
    const random = seededRandom(printedSeed('slow'));
    // 59.94 Hz: 1000 refreshes last 1001 frames.
    const frames = drawn(0, 0.5, 1000 / 1001, random);
    const slips = steps(frames).filter((step) => step !== 1);
    expect(slips.every((step) => step === 2)).toBe(true);
    expect(slips.length).toBeGreaterThanOrEqual(2);
    expect(slips.length).toBeLessThanOrEqual(4);
  });

  it('jumps to the frame of now after a stall', () => {
    expect(steadyFrame(frameTimeMs(100, rate) + 3, rate, 80, 20)).toBe(100);
  });
});
