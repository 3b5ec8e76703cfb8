import { describe, expect, it } from 'vitest';
import { type Rates, rates as ratesSchema } from '../../../core/show/stage-schema.ts';
import { frameTimeMs, periodMs } from '../../../core/time/rate.ts';
import { HouseSync, lookMs } from '../../../server/time/house-sync.ts';
import { ShowClock } from '../../../server/time/show-clock.ts';

/** A server whose clock is turned by hand, and the house that it follows. */
function house(rates: Partial<Rates>) {
  const state = { nowMs: 1000 };
  const clock = new ShowClock(
    { monotonicMs: () => state.nowMs, hrtimeNs: () => 0n, wallClockMs: () => 0, bootId: '' },
    undefined,
    0,
  );
  const settings = ratesSchema.parse(rates);
  return { state, clock, sync: new HouseSync(clock, settings) };
}

/** A display of the wall's rate that runs `ppm` fast, reporting itself like its page. */
function display(sync: HouseSync, clock: ShowClock, ppm: number, nowMs: number): void {
  const refreshMs = 1000 / 60 / (1 + ppm * 1e-6);
  const tickServerMs = Math.floor(nowMs / refreshMs) * refreshMs;
  sync.outputReported('main', {
    refreshMs,
    refreshErrorMs: 1e-4,
    jitterMs: 0.1,
    tickShowMs: clock.showTimeMs(tickServerMs),
    tickErrorMs: 0.02,
    phase: 0,
    repeated: 0,
    skipped: 0,
  });
}

describe('show time in a house with a reference', () => {
  it('runs free while no reference is named', () => {
    const { state, clock, sync } = house({});
    display(sync, clock, 80, state.nowMs);
    state.nowMs += lookMs;
    sync.look();
    expect(clock.rateOffset).toBe(0);
    expect(sync.status()).toMatchObject({ state: 'free', reference: '' });
  });

  it.each([-100, 100])('follows a display that runs %i ppm off, frame for refresh', (ppm) => {
    const { state, clock, sync } = house({ reference: { kind: 'output', output: 'main' } });
    let last = clock.nowMs();
    for (let i = 0; i < 60; i++) {
      display(sync, clock, ppm, state.nowMs);
      state.nowMs += lookMs;
      sync.look();
      expect(clock.nowMs()).toBeGreaterThan(last);
      last = clock.nowMs();
    }
    expect(sync.status().state).toBe('locked');
    expect(clock.rateOffset * 1e6).toBeCloseTo(ppm, -1);
    // A refresh lies in the middle of its frame.
    const refreshMs = 1000 / 60 / (1 + ppm * 1e-6);
    const tick = clock.showTimeMs(Math.floor(state.nowMs / refreshMs) * refreshMs);
    const place = (tick / periodMs({ num: 60, den: 1 })) % 1;
    expect(Math.abs(place - 0.5)).toBeLessThan(0.1);
  });

  it('follows the frames of a device that carries timecode, and keeps the rate when they end', () => {
    const rates = {
      wall: { num: 48, den: 1 },
      reference: { kind: 'timecode' as const, device: 'tracker' },
    };
    const { state, clock, sync } = house(rates);
    const frameMs = 1000 / 24 / (1 + 50e-6);
    let frame = 0;
    const endMs = state.nowMs + 30_000;
    let lookAt = state.nowMs + lookMs;
    while (state.nowMs < endMs) {
      state.nowMs += frameMs;
      frame++;
      // Several packets carry the same frame.
      for (let i = 0; i < 4; i++) sync.timecodeAt('tracker', frame, clock.nowMs());
      if (state.nowMs < lookAt) continue;
      lookAt += lookMs;
      sync.look();
    }
    expect(sync.status().state).toBe('locked');
    expect(clock.rateOffset * 1e6).toBeCloseTo(50, -1);
    for (let i = 0; i < 40; i++) {
      state.nowMs += lookMs;
      sync.look();
    }
    expect(sync.status()).toMatchObject({ state: 'holdover', reference: 'tracker' });
    expect(clock.rateOffset * 1e6).toBeCloseTo(50, -1);
  });

  it('begins anew when the rates change, without a jump', () => {
    const { state, clock, sync } = house({ reference: { kind: 'output', output: 'main' } });
    for (let i = 0; i < 40; i++) {
      display(sync, clock, 60, state.nowMs);
      state.nowMs += lookMs;
      sync.look();
    }
    const before = clock.nowMs();
    sync.configure(ratesSchema.parse({ wall: { num: 50, den: 1 } }));
    expect(clock.nowMs()).toBeCloseTo(before, 6);
    expect(clock.rateOffset).toBe(0);
    expect(frameTimeMs(50, { num: 50, den: 1 })).toBe(1000);
  });
});
