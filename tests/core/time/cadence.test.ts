import { describe, expect, it } from 'vitest';
import { cameraCadence, displayCadence } from '../../../core/time/cadence.ts';
import { LatchLead } from '../../../core/time/latch-lead.ts';
import { SlipMeter } from '../../../core/time/slip-meter.ts';

const whole = (num: number) => ({ num, den: 1 });
const ntsc = (num: number) => ({ num: num * 1000, den: 1001 });
const refreshMs = (hz: number, ppm = 0) => 1000 / (hz * (1 + ppm * 1e-6));
const surely = 1e-6;

describe('a display against the wall', () => {
  it('is right at any whole number of refreshes, 200 ppm off and all', () => {
    for (const [hz, wall] of [
      [60, whole(60)],
      [120, whole(60)],
      [59.94006, ntsc(60)],
      [119.88012, ntsc(24)],
      [48, whole(24)],
    ] as const) {
      for (const ppm of [-200, 200]) {
        const { kind, text, beatHz } = displayCadence(refreshMs(hz, ppm), surely, wall);
        expect({ kind, text, beatHz }).toEqual({ kind: 'even', text: '', beatHz: 0 });
      }
    }
  });

  it('in the wrong mode is named with its beat and with what to do', () => {
    expect(displayCadence(refreshMs(60000 / 1001), surely, whole(60)).text).toBe(
      'The display runs at 59.94 Hz, the wall at 60: one frame slips every 16.7 s. Set the display to 60 or 120 Hz, or the wall to 59.94.',
    );
    expect(displayCadence(refreshMs(120000 / 1001), surely, whole(60)).text).toContain(
      'the wall at 60: one frame is a refresh off every 8.3 s.',
    );
    expect(displayCadence(refreshMs(60), surely, whole(24)).text).toBe(
      'The display runs at 60 Hz, the wall at 24: a frame lasts 2 and 3 refreshes in turn. Set the display to 24, 48, 72, 96 or 120 Hz, or the wall to 60.',
    );
    expect(displayCadence(refreshMs(60), surely, whole(50)).text).toContain(
      'a frame lasts 1 and 2 refreshes unevenly, 10 times a second.',
    );
    expect(displayCadence(refreshMs(50), surely, whole(60)).text).toContain(
      '10 frames a second are never shown',
    );
    expect(displayCadence(refreshMs(75.02), surely, whole(60)).text).toContain('runs at 75.02 Hz');
  });

  it('is not judged before the fit is sure enough', () => {
    const errorMs = refreshMs(60) * 250e-6;
    expect(displayCadence(refreshMs(59.94), errorMs, whole(60)).kind).toBe('unknown');
    expect(displayCadence(refreshMs(60), errorMs, whole(60)).kind).toBe('unknown');
    expect(displayCadence(Number.NaN, Number.NaN, whole(60))).toMatchObject({
      kind: 'unknown',
      text: '',
    });
    expect(displayCadence(refreshMs(50), errorMs, whole(60)).kind).toBe('tooSlow');
  });
});

describe('a camera against the wall', () => {
  it('sees the same number of wall frames in each of its own only at exact multiples', () => {
    expect(cameraCadence(whole(24), whole(48)).kind).toBe('even');
    expect(cameraCadence(ntsc(24), ntsc(120))).toMatchObject({ kind: 'even', beatHz: 0, text: '' });
    expect(cameraCadence(whole(24), whole(60))).toMatchObject({ kind: 'uneven', ratio: 2.5 });
    expect(cameraCadence(whole(24), whole(60)).text).toBe(
      'The camera runs at 24, the wall at 60: a camera frame sees 2 and 3 wall frames in turn. Set the wall to 24, 48, 72, 96 or 120.',
    );
    const slow = cameraCadence(ntsc(24), whole(24));
    expect(slow.kind).toBe('slipping');
    expect(1 / slow.beatHz).toBeCloseTo(1001 / 24, 6);
    expect(cameraCadence(whole(60), whole(24)).kind).toBe('tooSlow');
  });
});

describe('the count of slips', () => {
  const count = (refreshesPerFrame: number, ks: number[]) => {
    const meter = new SlipMeter(refreshesPerFrame);
    for (const k of ks) meter.drew(k);
    const { repeated, skipped, cutShort, slips } = meter;
    return { repeated, skipped, cutShort, slips };
  };

  it('is nothing for frames that each have their share', () => {
    expect(count(1, [7, 8, 9, 10]).slips).toBe(0);
    expect(count(2, [7, 8, 8, 9, 9, 10]).slips).toBe(0);
  });

  it('tells what was repeated, skipped and cut short', () => {
    expect(count(1, [1, 2, 2, 3])).toEqual({ repeated: 1, skipped: 0, cutShort: 0, slips: 1 });
    expect(count(1, [1, 2, 4, 5])).toEqual({ repeated: 0, skipped: 1, cutShort: 0, slips: 1 });
    expect(count(2, [1, 2, 2, 3, 4, 4, 4])).toEqual({
      repeated: 1,
      skipped: 0,
      cutShort: 1,
      slips: 2,
    });
  });

  it('does not blame the clock for refreshes that the page left out', () => {
    const meter = new SlipMeter(1);
    meter.drew(1);
    meter.drew(2);
    meter.drew(5, 3);
    meter.drew(6);
    expect(meter.slips).toBe(0);
    expect(meter.missed).toBe(2);
  });
});

describe('the lead of a latch', () => {
  const wall = whole(50);

  it('stays none where the refreshes lie well inside the frames', () => {
    const lead = new LatchLead();
    for (const place of [5, 10, 15]) lead.refreshAt(4000 + place, 20.0001, wall);
    expect(lead.leadMs).toBe(0);
  });

  it('moves the latch of an output whose refreshes fall on the frame edge, without changing the frame', () => {
    for (const place of [0.5, 19.5]) {
      const lead = new LatchLead();
      lead.refreshAt(4000 + place, 20.0001, wall);
      expect(4000 + place + lead.leadMs).toBeCloseTo(4010, 9);
    }
  });

  it('lets an output that drifts slip once per beat and not more', () => {
    const lead = new LatchLead();
    let slips = 0;
    let before = Number.NaN;
    for (let i = 0; i < 10_000; i++) {
      const showMs = i * 20 + i * 0.02 + 0.5 * Math.sin(i);
      if (i % 25 === 0) lead.refreshAt(showMs, 20.02, wall);
      const k = Math.floor((showMs + lead.leadMs) / 20);
      if (k - before !== 1 && i > 0) slips++;
      before = k;
    }
    // 200 ms of drift are ten frames; where the last falls depends on where the first began.
    expect(slips).toBeGreaterThanOrEqual(9);
    expect(slips).toBeLessThanOrEqual(10);
  });

  it('is none where frames and refreshes share no grid', () => {
    const lead = new LatchLead();
    lead.refreshAt(4000.1, 1000 / 60, wall);
    expect(lead.leadMs).toBe(0);
    expect(lead.waitMs).toBe(0);
  });

  it('says how long after its time a frame is latched, on a display of the same and of twice the rate', () => {
    for (const refreshMs of [20.004, 10.002]) {
      const lead = new LatchLead();
      let [k, before, early, late, sure] = [0, 0, 0, 0, 0];
      for (let i = 0; i < 20_000; i++) {
        const showMs = 5 + i * refreshMs;
        if (i % 25 === 0) lead.refreshAt(showMs, refreshMs, wall);
        k = Math.floor((showMs + lead.leadMs) / 20);
        if (k === before) continue;
        before = k;
        const beyondMs = showMs - k * 20 - lead.waitMs;
        early = Math.min(early, beyondMs);
        // Where the lead has just changed, a frame may come later.
        if (i % 25 === 0) continue;
        if (beyondMs < 0.2) sure++;
        else late = Math.max(late, beyondMs);
      }
      expect(early).toBeGreaterThan(-0.01);
      // An output that is about to slip latches one refresh later than one may count on.
      expect(late).toBeLessThan(Math.min(refreshMs, 20) + 0.2);
      // It is about to for a quarter of its beat.
      expect(sure).toBeGreaterThan((0.7 * (20_000 * refreshMs)) / 20);
    }
  });
});
