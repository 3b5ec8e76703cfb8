import { describe, expect, it } from 'vitest';
import {
  cameraFrameTimeMs,
  compareRates,
  frameTimeMs,
  isSameRate,
  rateFromName,
  rateName,
  rateRatio,
  standardRates,
} from '../../../core/time/rate.ts';

const ntsc24 = { num: 24000, den: 1001 };

describe('the rates of film and television', () => {
  it('stand in ascending order and are found again by their names', () => {
    for (const [at, rate] of standardRates.entries()) {
      const next = standardRates[at + 1];
      if (next) expect(compareRates(rate, next)).toBeLessThan(0);
      expect(rateFromName(rate.name)).toEqual({ num: rate.num, den: rate.den });
      expect(rateName(rate)).toBe(rate.name);
      expect(Number(rate.name)).toBeCloseTo(rate.num / rate.den, 3);
    }
  });

  it('are the same however the fraction is written, and not the same as their decimals', () => {
    expect(isSameRate(ntsc24, { num: 48000, den: 2002 })).toBe(true);
    expect(isSameRate(ntsc24, { num: 23976, den: 1000 })).toBe(false);
    expect(rateName({ num: 120, den: 5 })).toBe('24');
  });

  it('relate as fractions in lowest terms', () => {
    expect(rateRatio({ num: 60, den: 1 }, { num: 24, den: 1 })).toEqual({ num: 5, den: 2 });
    expect(rateRatio({ num: 120000, den: 1001 }, ntsc24)).toEqual({ num: 5, den: 1 });
    expect(rateRatio({ num: 60, den: 1 }, { num: 60000, den: 1001 })).toEqual({
      num: 1001,
      den: 1000,
    });
  });

  it('may be others, by fraction or whole number, but no nonsense', () => {
    expect(rateFromName('90')).toEqual({ num: 90, den: 1 });
    expect(rateFromName(' 15000/1001 ')).toEqual({ num: 15000, den: 1001 });
    expect(rateName({ num: 15000, den: 1001 })).toBe('14.985');
    for (const name of ['', '0', '24/0', '-24', '23.98', 'film']) {
      expect(rateFromName(name)).toBeUndefined();
    }
  });
});

describe('the camera frame of a wall frame', () => {
  it('holds the same two and three wall frames in turn at 24 on 60', () => {
    const wall = { num: 60, den: 1 };
    const camera = { num: 24, den: 1 };
    const times = [0, 1, 2, 3, 4, 5, 6, 7].map((k) =>
      cameraFrameTimeMs(frameTimeMs(k, wall), camera, 0),
    );
    const c = (frame: number) => frameTimeMs(frame, camera);
    expect(times).toEqual([c(0), c(0), c(0), c(1), c(1), c(2), c(2), c(2)]);
  });

  it('changes exactly with every second wall frame at 24 on 48, for days', () => {
    const wall = { num: 48000, den: 1001 };
    for (const k of [0, 2, 1_000_000, 20_000_002]) {
      const own = cameraFrameTimeMs(frameTimeMs(k, wall), ntsc24, 0);
      expect(own).toBeCloseTo(frameTimeMs(k / 2, ntsc24), 5);
      expect(cameraFrameTimeMs(frameTimeMs(k + 1, wall), ntsc24, 0)).toBe(own);
    }
  });

  it('begins later by the phase, and never after the instant', () => {
    const camera = { num: 25, den: 1 };
    expect(cameraFrameTimeMs(100, camera, 0.25)).toBe(90);
    expect(cameraFrameTimeMs(89, camera, 0.25)).toBe(50);
    expect(cameraFrameTimeMs(90, camera, 0.25)).toBe(90);
  });
});
