import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPose, quat, vec3 } from '../../../core/math.ts';
import { createVelocity } from '../../../core/tracking/motion.ts';
import {
  createViewSpeed,
  Overscan,
  type OverscanNeed,
  type OverscanSetting,
  uncoveredMs,
  viewSpeed,
} from '../../../core/tracking/overscan.ts';
import { printedSeed } from '../../support/random.ts';

const live: OverscanSetting = { mode: 'live', least: 1.1, most: 1.6 };
const still: OverscanNeed = {
  tanHalfWidth: 0.3556,
  tanHalfHeight: 0.2,
  speed: createViewSpeed(),
  latencyMs: 80,
  predictedMs: 0,
  isTakeRolling: false,
  elapsedMs: 1000 / 60,
};
const panning = (degPerS: number, more: Partial<OverscanNeed> = {}): OverscanNeed => ({
  ...still,
  speed: { ...createViewSpeed(), pan: (degPerS * Math.PI) / 180_000 },
  ...more,
});
const runs = { seed: printedSeed('overscan'), numRuns: 150 };

const need = fc.record({
  tanHalfWidth: fc.double({ min: 0.02, max: 2, noNaN: true }),
  tanHalfHeight: fc.double({ min: 0.02, max: 2, noNaN: true }),
  speed: fc.record({
    tilt: fc.double({ min: 0, max: 0.05, noNaN: true }),
    pan: fc.double({ min: 0, max: 0.05, noNaN: true }),
    roll: fc.double({ min: 0, max: 0.05, noNaN: true }),
    shift: fc.double({ min: 0, max: 0.05, noNaN: true }),
  }),
  latencyMs: fc.double({ min: 0, max: 500, noNaN: true }),
  predictedMs: fc.double({ min: 0, max: 100, noNaN: true }),
  isTakeRolling: fc.boolean(),
  elapsedMs: fc.double({ min: 0, max: 1000, noNaN: true }),
});
const range = fc
  .tuple(fc.double({ min: 1, max: 3, noNaN: true }), fc.double({ min: 1, max: 3, noNaN: true }))
  .map(([a, b]) => ({ mode: 'live' as const, least: Math.min(a, b), most: Math.max(a, b) }));

describe('live overscan', () => {
  it('is the least at rest, and at any speed where it is fixed', () => {
    expect(new Overscan().update(live, still)).toBe(1.1);
    expect(new Overscan().update({ ...live, mode: 'fixed' }, panning(300))).toBe(1.1);
  });

  it('covers what a pan does within the latency', () => {
    // 50°/s for 80 ms is 4° at each side of a half-angle of atan 0.3556.
    const wide = Math.tan(Math.atan(0.3556) + (4 * Math.PI) / 180) / 0.3556;
    const overscan = new Overscan();
    expect(overscan.update(live, panning(50))).toBeCloseTo(wide, 12);
    expect(overscan.coversDegPerS).toBeCloseTo(50, 9);
    expect(overscan.isAtLimit).toBe(false);
  });

  it('covers the shift of the view by a moving pupil', () => {
    const speed = { ...createViewSpeed(), shift: 0.001 / 3 };
    // 1 m/s for 80 ms, 3 m away: 0.0267 of the wall's distance, most of all against the height.
    expect(new Overscan().update(live, { ...still, speed })).toBeCloseTo(1 + 0.08 / 3 / 0.2, 12);
  });

  it('says when the movement needs more than it may give', () => {
    const overscan = new Overscan();
    expect(overscan.update(live, panning(400))).toBe(1.6);
    expect(overscan.isAtLimit).toBe(true);
  });

  it('counts predicted latency by its residual and the rest in full', () => {
    expect(uncoveredMs(80, 0)).toBe(80);
    expect(uncoveredMs(80, 60)).toBe(50);
    expect(uncoveredMs(80, 500)).toBe(40);
    expect(uncoveredMs(0, 20)).toBe(0);
  });

  it('goes back by a time constant of two seconds, whatever the frame rate', () => {
    const [fast, slow] = [new Overscan(), new Overscan()];
    for (const overscan of [fast, slow]) overscan.update(live, panning(400));
    for (let i = 0; i < 240; i++) fast.update(live, { ...still, elapsedMs: 2000 / 240 });
    slow.update(live, { ...still, elapsedMs: 2000 });
    expect(slow.factor).toBeCloseTo(1.1 + 0.5 / Math.E, 9);
    expect(fast.factor).toBeCloseTo(slow.factor, 9);
  });

  it('stays within its range and is never less than what is needed of it', () => {
    fc.assert(
      fc.property(range, fc.array(need, { minLength: 1, maxLength: 20 }), (setting, needs) => {
        const overscan = new Overscan();
        for (const one of needs) {
          const factor = overscan.update(setting, one);
          expect(factor).toBeGreaterThanOrEqual(setting.least);
          expect(factor).toBeLessThanOrEqual(setting.most);
          const fresh = new Overscan();
          expect(factor).toBeGreaterThanOrEqual(fresh.update(setting, one));
          expect(fresh.isAtLimit).toBe(overscan.isAtLimit);
        }
      }),
      runs,
    );
  });

  it('never shrinks while a take rolls', () => {
    fc.assert(
      fc.property(range, fc.array(need, { minLength: 2, maxLength: 20 }), (setting, needs) => {
        const overscan = new Overscan();
        let before = 0;
        for (const one of needs) {
          const factor = overscan.update(setting, { ...one, isTakeRolling: true });
          expect(factor).toBeGreaterThanOrEqual(before);
          before = factor;
        }
      }),
      runs,
    );
  });

  it('grows with the speed and with the latency', () => {
    fc.assert(
      fc.property(range, need, (setting, one) => {
        const factor = new Overscan().update(setting, one);
        const faster = { ...one, speed: { ...one.speed, pan: one.speed.pan * 1.5 } };
        expect(new Overscan().update(setting, faster)).toBeGreaterThanOrEqual(factor);
        const later = { ...one, latencyMs: one.latencyMs + 10 };
        expect(new Overscan().update(setting, later)).toBeGreaterThanOrEqual(factor);
      }),
      runs,
    );
  });
});

describe('the speed of the view', () => {
  it('is told in the camera’s own axes and against the distance of the wall', () => {
    const pose = createPose();
    quat.setAxisAngle(pose.orientation, [1, 0, 0], -Math.PI / 2);
    const velocity = createVelocity();
    // A camera that looks straight down and turns about the stage's vertical rolls.
    vec3.set(velocity.angular, 0, 0.002, 0);
    vec3.set(velocity.linear, 0.003, 0, 0.004);
    const speed = viewSpeed(createViewSpeed(), pose, velocity, 2.5);
    expect(speed.roll).toBeCloseTo(0.002, 12);
    expect(speed.pan).toBeCloseTo(0, 12);
    expect(speed.tilt).toBeCloseTo(0, 12);
    expect(speed.shift).toBeCloseTo(0.002, 12);
  });
});
