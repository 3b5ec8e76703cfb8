import { describe, expect, it } from 'vitest';
import { encoderReading } from '../../../core/lens/encoder.ts';
import { encoderProfiles } from '../../../core/lens/encoder-profiles.ts';
import { createRackedRing, encoderFromRing, watchRing } from '../../../core/lens/learn-encoder.ts';

const ringOf = (counts: readonly number[], mask?: number) => {
  const ring = createRackedRing();
  for (const count of counts) watchRing(ring, count, mask);
  return ring;
};

describe('an encoder', () => {
  it('reads 0 to 1 over its range and no more', () => {
    const encoder = { from: 0x0555, to: 0x0fff, invert: false };
    expect(encoderReading(encoder, 0x0555)).toBe(0);
    expect(encoderReading(encoder, 0x0fff)).toBe(1);
    expect(encoderReading(encoder, (0x0555 + 0x0fff) / 2)).toBeCloseTo(0.5, 12);
    expect(encoderReading(encoder, 0)).toBe(0);
    expect(encoderReading(encoder, 0xffff)).toBe(1);
  });

  it('counts only the bits of its mask', () => {
    const iris = { from: 0, to: 0x0fff, mask: 0x0fff, invert: false };
    expect(encoderReading(iris, 0x5000 + 0x0fff)).toBe(1);
    expect(encoderReading(iris, 0xf000)).toBe(0);
  });

  it('turns round where the ring counts the other way', () => {
    expect(encoderReading({ from: 100, to: 200, invert: true }, 125)).toBe(0.75);
  });

  it('leaves the wire’s number alone when there is none, and an unknown one unknown', () => {
    expect(encoderReading(undefined, 0.37)).toBe(0.37);
    expect(encoderReading({ from: 0, to: 1, invert: false }, Number.NaN)).toBeNaN();
  });

  it('has a profile of every maker with a range that is not empty', () => {
    for (const { zoom, focus, iris } of encoderProfiles) {
      for (const ring of [zoom, focus, ...(iris ? [iris] : [])]) {
        expect(encoderReading(ring, ring.from)).toBe(ring.invert ? 1 : 0);
        expect(encoderReading(ring, ring.to)).toBe(ring.invert ? 0 : 1);
      }
    }
  });
});

describe('a ring that is racked from end to end', () => {
  it('tells its range', () => {
    const ring = ringOf([1200, 1180, Number.NaN, 30000, 61234, 61230]);
    expect(encoderFromRing(ring)).toEqual({
      ok: true,
      value: { from: 1180, to: 61234, invert: false },
    });
  });

  it('is inverted when its counts fell', () => {
    const ring = ringOf([0x4fff, 0x4100, 0x4010], 0x0fff);
    expect(encoderFromRing(ring, 0x0fff)).toEqual({
      ok: true,
      value: { from: 0x010, to: 0xfff, invert: true, mask: 0x0fff },
    });
    expect(encoderReading({ from: 0x010, to: 0xfff, invert: true }, 0x010)).toBe(1);
  });

  it('is refused when it stood still', () => {
    expect(encoderFromRing(ringOf([7, 7]))).toMatchObject({ ok: false });
    expect(encoderFromRing(createRackedRing())).toMatchObject({ ok: false });
    // What an encoder at rest trembles by is no travel.
    expect(encoderFromRing(ringOf([31_200, 31_203, 31_198]))).toMatchObject({ ok: false });
  });
});
