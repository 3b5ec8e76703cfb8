import { describe, expect, it } from 'vitest';
import { ClockEstimate } from '../../../core/time/clock-estimate.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';

const exchange = (sentMs: number, offsetMs: number, out: number, back: number) => ({
  clientSentMs: sentMs,
  serverReceivedMs: sentMs + out + offsetMs,
  serverSentMs: sentMs + out + offsetMs,
  clientReceivedMs: sentMs + out + back,
});

/** A page on a clock that runs `skew` slow, on a network with queues of up to `queueMs`; pings as a page does. */
function joined(skew: number, queueMs: number, seconds: number, random: () => number) {
  const clock = new ClockEstimate();
  const serverAt = (localMs: number) => 5_000_000 + localMs * (1 + skew);
  let localMs = 1_700_000_000_000;
  const startMs = localMs;
  let errorsMs: number[] = [];
  for (let i = 0; localMs < startMs + seconds * 1000; i++) {
    const queue = () => (random() < 0.4 ? random() * queueMs : random() * 0.1);
    const [out, back] = [0.2 + queue(), 0.2 + queue()];
    const offset = serverAt(localMs + out) - (localMs + out);
    clock.add(exchange(localMs, offset, out, back));
    localMs += out + back + (i < 20 ? 25 : 300);
    errorsMs.push(clock.offsetMs(localMs) - (serverAt(localMs) - localMs));
    if (localMs - startMs < 10_000) errorsMs = [];
  }
  return { clock, errorsMs, localMs, serverAt };
}

describe("the estimate of the server's clock", () => {
  it('knows nothing before the first exchange', () => {
    const clock = new ClockEstimate();
    expect(clock.isKnown).toBe(false);
    expect(clock.offsetMs(5)).toBeNaN();
    expect(clock.errorBoundMs(5)).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([0, 20e-6, 200e-6, -200e-6])(
    'stays within 0.1 ms of the truth through queues of 40 ms when the clocks run %f apart',
    (skew) => {
      const random = seededRandom(printedSeed('clock'));
      const { clock, errorsMs } = joined(skew, 40, 120, random);
      expect(Math.max(...errorsMs.map(Math.abs))).toBeLessThan(0.1);
      expect(clock.skew).toBeCloseTo(skew, 5);
    },
  );

  it('states a bound that holds, also while nothing is heard', () => {
    const random = seededRandom(printedSeed('bound'));
    const { clock, localMs, serverAt } = joined(80e-6, 20, 60, random);
    for (const silentMs of [0, 1000, 10_000, 60_000]) {
      const at = localMs + silentMs;
      const error = Math.abs(clock.offsetMs(at) - (serverAt(at) - at));
      expect(error).toBeLessThanOrEqual(clock.errorBoundMs(at));
    }
  });

  it('changes by at most 500 ppm beside its skew once it has joined', () => {
    const clock = new ClockEstimate();
    for (let i = 0; i < 150; i++) clock.add(exchange(i * 100, 1000, 2, 2));
    const before = clock.offsetMs(15_000);
    clock.add(exchange(15_000, 1001, 0.1, 0.1));
    const [at, later] = [clock.offsetMs(15_000.2), clock.offsetMs(15_100.2)];
    expect(Math.abs(at - before)).toBeLessThan(0.001);
    expect((later - at) / 100).toBeGreaterThan(0);
    expect((later - at) / 100).toBeLessThanOrEqual(500e-6 + Math.abs(clock.skew) + 1e-9);
  });

  it('is not moved by an exchange that hung for two seconds', () => {
    const clock = new ClockEstimate();
    for (let i = 0; i < 40; i++) clock.add(exchange(i * 300, 1000, 0.2, 0.2));
    clock.add(exchange(12_000, 1000, 2000, 0.3));
    expect(clock.offsetMs(14_001)).toBeCloseTo(1000, 2);
  });

  it('believes at once a server on another clock', () => {
    const clock = new ClockEstimate();
    for (let i = 0; i < 40; i++) clock.add(exchange(i * 300, 50_000, 0.2, 0.2));
    clock.add(exchange(12_000, 40, 3, 3));
    expect(Math.abs(clock.offsetMs(12_007) - 40)).toBeLessThanOrEqual(clock.errorBoundMs(12_007));
    for (let i = 0; i < 5; i++) clock.add(exchange(12_100 + i * 25, 40, 0.2, 0.2));
    expect(clock.offsetMs(12_300)).toBeCloseTo(40, 3);
  });
});
