import { describe, expect, it } from 'vitest';
import { FrameLock } from '../../../core/time/frame-lock.ts';
import { periodMs, type Rate } from '../../../core/time/rate.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';

const whole = (num: number): Rate => ({ num, den: 1 });
const ntsc = (num: number): Rate => ({ num: num * 1000, den: 1001 });

/** A machine whose show time is steered by a lock, and a reference that ticks beside it. */
class House {
  readonly lock: FrameLock;
  readonly wallMs: number;
  showMs = 0;
  rawMs = 50_000;
  tickMs: number;
  firstTickMs: number;
  fastest = 0;
  #random: () => number;

  constructor(wall: Rate, tickMs: number, random: () => number) {
    this.lock = new FrameLock(wall);
    this.wallMs = periodMs(wall);
    this.tickMs = tickMs;
    this.#random = random;
    this.firstTickMs = random() * tickMs;
  }

  /** Until a condition holds or time is up; a report each half second, 100 ms old and up to `noiseMs` off. */
  run(seconds: number, { hears = true, noiseMs = 0.5 } = {}, until = () => false): number {
    const fromMs = this.rawMs;
    for (let step = 0; step < seconds * 10 && !until(); step++) {
      this.showMs += 100 * (1 + this.lock.rateOffset);
      this.rawMs += 100;
      this.lock.advance(this.rawMs);
      if (hears && step % 5 === 0) this.report(noiseMs);
      this.fastest = Math.max(this.fastest, Math.abs(this.lock.rateOffset));
    }
    return (this.rawMs - fromMs) / 1000;
  }

  report(noiseMs: number): void {
    const ticks = Math.floor((this.rawMs - 100 - this.firstTickMs) / this.tickMs);
    const off = (this.#random() - 0.5) * 2 * noiseMs;
    const rawMs = this.firstTickMs + ticks * this.tickMs + off;
    const periodErrorMs = this.tickMs * 20e-6;
    const periodMs = this.tickMs + (this.#random() - 0.5) * 2 * periodErrorMs;
    const tick = { rawMs, periodMs, errorMs: noiseMs / 3, periodErrorMs };
    this.lock.observe(tick, this.rawMs, this.showMs);
  }

  /** How far the ticks are from the middle between two frame edges, in parts of the finer row. */
  get awry(): number {
    const gridMs = this.wallMs / Math.max(1, Math.round(this.wallMs / this.tickMs));
    const sinceTickMs = (this.rawMs - this.firstTickMs) % this.tickMs;
    const atTick = this.showMs - sinceTickMs * (1 + this.lock.rateOffset);
    const place = atTick / gridMs - Math.floor(atTick / gridMs);
    return Math.abs(place - 0.5);
  }
}

const random = seededRandom(printedSeed('frame lock'));

const pairs: [string, Rate, number][] = [
  ['24 on a 24 Hz display', whole(24), 1000 / 24],
  ['24 on 48 Hz', whole(24), 1000 / 48],
  ['23.976 on 119.88 Hz', ntsc(24), 1001 / 120],
  ['59.94 on 59.94 Hz', ntsc(60), 1001 / 60],
  ['119.88 on 119.88 Hz', ntsc(120), 1001 / 120],
  ['48 by timecode 24', whole(48), 1000 / 24],
  ['59.94 by timecode 29.97', ntsc(60), 1001 / 30],
];

describe('the frame clock with a reference', () => {
  it.each(pairs)(
    'locks within five seconds from any phase and stays: %s',
    (_name, wall, tickMs) => {
      for (const ppm of [-100, -7, 100]) {
        const house = new House(wall, tickMs * (1 + ppm * 1e-6), random);
        const seconds = house.run(10, {}, () => house.lock.state === 'locked');
        expect(seconds).toBeLessThanOrEqual(5);
        expect(house.fastest).toBeLessThanOrEqual(5000e-6);
        house.fastest = 0;
        for (let i = 0; i < 60; i++) {
          house.run(5);
          expect(house.lock.state).toBe('locked');
          expect(house.awry).toBeLessThan(0.3);
        }
        expect(house.awry).toBeLessThan(0.1);
        expect(house.fastest).toBeLessThanOrEqual(500e-6);
        expect(house.lock.rateOffset * 1e6).toBeCloseTo(-ppm, -2);
      }
    },
  );

  it('keeps its last rate when the reference falls silent, says so, and takes it up again without haste', () => {
    const house = new House(whole(60), (1000 / 60) * (1 - 80e-6), random);
    house.run(30);
    house.run(120, { hears: false });
    expect(house.lock.state).toBe('holdover');
    expect(house.lock.rateOffset * 1e6).toBeCloseTo(80, -2);
    expect(house.lock.reason).toMatch(/silent.*keeps its last rate, \d+ ppm/);
    house.fastest = 0;
    house.run(5);
    expect(house.lock.state).toBe('locked');
    expect(house.fastest).toBeLessThanOrEqual(500e-6);
  });

  it('does not believe one report that is far off, but a jump of the reference', () => {
    const house = new House(whole(50), 20, random);
    house.run(20);
    house.firstTickMs += 7;
    house.report(0.1);
    expect(house.lock.state).toBe('locked');
    expect(Math.abs(house.lock.rateOffset)).toBeLessThanOrEqual(500e-6);
    house.firstTickMs -= 7;
    house.run(5);
    expect(house.lock.state).toBe('locked');
    house.firstTickMs += 7;
    house.run(1.6);
    expect(house.lock.state).toBe('acquiring');
    expect(house.lock.reason).toMatch(/On the way to the reference: \d\.\d ms to go/);
    house.run(5);
    expect(house.lock.state).toBe('locked');
    expect(house.awry).toBeLessThan(0.15);
  });

  it('refuses a reference in another mode and names both rates', () => {
    const house = new House(whole(60), 1001 / 60, random);
    house.run(5);
    expect(house.lock.state).toBe('free');
    expect(house.lock.rateOffset).toBe(0);
    expect(house.lock.reason).toBe(
      'The reference runs at 59.94 Hz, the wall at 60: the frame clock cannot follow it.',
    );
    const uneven = new House(whole(24), 1000 / 60, random);
    uneven.run(5);
    expect(uneven.lock.reason).toContain('runs at 60 Hz, the wall at 24');
  });

  it('holds when its reference changes to another mode on the air', () => {
    const house = new House(whole(60), 1000 / 60, random);
    house.run(20);
    house.tickMs = 20;
    house.run(5);
    expect(house.lock.state).toBe('holdover');
    expect(house.lock.reason).toMatch(/runs at 50 Hz, the wall at 60.*keeps its last rate/);
  });

  it('runs free without one', () => {
    const lock = new FrameLock(whole(60));
    expect(lock.advance(1000)).toBe(0);
    expect(lock.state).toBe('free');
    expect(lock.reason).toBe('There is no reference.');
  });

  it('takes no harm from reports that are no numbers', () => {
    const house = new House(whole(60), 1000 / 60, random);
    house.run(20);
    const nan = Number.NaN;
    const tick = { rawMs: nan, periodMs: nan, errorMs: nan, periodErrorMs: nan };
    house.lock.observe(tick, house.rawMs, house.showMs);
    house.lock.observe({ ...tick, periodMs: 16, periodErrorMs: 0 }, house.rawMs, nan);
    house.run(5);
    expect(house.lock.state).toBe('locked');
  });

  it('is learnt anew when it is forgotten', () => {
    const house = new House(whole(60), 1000 / 60, random);
    house.run(20);
    house.lock.forget();
    expect(house.lock.state).toBe('free');
    house.run(6);
    expect(house.lock.state).toBe('locked');
  });
});
