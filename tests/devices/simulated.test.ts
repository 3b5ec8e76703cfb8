import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { angleBetween, createPose, quat, type Triple, vec3 } from '../../core/math.ts';
import { motionNames, motionOptions, motionPose } from '../../devices/simulated/motion.ts';
import { nextTick } from '../../devices/simulated/ticker.ts';
import { collect, until } from './collect.ts';

const stepMs = 1000 / 60;
const seed = Number(process.env.CYCLORAMA_SEED ?? 20_261_122);

describe.each(motionNames)('the motion %s', (motion) => {
  const options = motionOptions({ motion });
  const at = (tMs: number) => motionPose(createPose(), tMs, options);

  it('is a pure function of time: the same at any time, whatever was asked before', () => {
    const first = at(12_345);
    at(99_999);
    expect(at(12_345)).toEqual(first);
  });

  const mostDeg = motion === 'whipPan' ? 6 : 0.5;

  it(`is smooth: at 60 samples a second no step over 10 mm or ${mostDeg}°`, () => {
    for (let tMs = 0; tMs < 40_000; tMs += stepMs) {
      const [a, b] = [at(tMs), at(tMs + stepMs)];
      expect(vec3.distance(a.position, b.position)).toBeLessThan(0.01);
      expect(angleBetween(a.orientation, b.orientation)).toBeLessThan((mostDeg * Math.PI) / 180);
    }
  });

  it('looks at the wall, upright, from where a camera stands', () => {
    for (let tMs = 0; tMs < 40_000; tMs += 100) {
      const { position, orientation } = at(tMs);
      const look = vec3.transformQuat(vec3.create(), [0, 0, -1], orientation);
      const up = vec3.transformQuat(vec3.create(), [0, 1, 0], orientation);
      expect(look[2]).toBeLessThan(-0.85);
      expect(up[1]).toBeGreaterThan(0.95);
      expect(quat.length(orientation)).toBeCloseTo(1, 12);
      expect(position[1]).toBeGreaterThan(1);
    }
  });
});

describe('the demo move', () => {
  it('stays within ±1.2 m, 1.2 to 2 m high, 0.3 to 1.5 m before the origin, and loops', () => {
    const options = motionOptions();
    for (let tMs = 0; tMs <= 32_000; tMs += 50) {
      const { position } = motionPose(createPose(), tMs, options);
      expect(Math.abs(position[0])).toBeLessThanOrEqual(1.2);
      expect(position[1]).toBeGreaterThanOrEqual(1.2);
      expect(position[1]).toBeLessThanOrEqual(2);
      expect(position[2]).toBeGreaterThanOrEqual(0.3);
      expect(position[2]).toBeLessThanOrEqual(1.5 + 1e-9);
      const later = motionPose(createPose(), tMs + 32_000, options);
      expect(vec3.distance(position, later.position)).toBeLessThan(1e-9);
    }
  });
});

describe('any motion', () => {
  it('stays finite and of unit length for every option', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...motionNames),
        fc.tuple(
          fc.integer({ min: -20, max: 20 }),
          fc.constant(1.6),
          fc.integer({ min: -20, max: 20 }),
        ),
        fc.integer({ min: 0, max: 0xffffffff }),
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        (motion, centre, handSeed, tMs) => {
          const options = motionOptions({ motion, centre: centre as Triple, seed: handSeed });
          const { position, orientation } = motionPose(createPose(), tMs, options);
          expect([...position, ...orientation].every(Number.isFinite)).toBe(true);
          expect(quat.length(orientation)).toBeCloseTo(1, 9);
        },
      ),
      { seed, verbose: true },
    );
  });
});

describe('the ticker', () => {
  it('goes to the next tick, and after a stall to the one that is due, without a burst', () => {
    expect(nextTick(16.7, 16.6, 0)).toBe(1);
    expect(nextTick(10, 16.6, 0)).toBe(1);
    expect(nextTick(1000, 10, 3)).toBe(100);
  });
});

describe('the simulated camera', () => {
  it('sends samples with its subject, time and counter until it is closed', async () => {
    const collected = collect(
      'simulated',
      { subject: 'A', rateHz: 240, focalLengthMm: 50 },
      { nowMs: () => performance.now() },
    );
    const { device, samples } = collected;
    await device.open();
    await until(() => samples.length >= 20);
    await device.close();
    const count = samples.length;
    await new Promise((resolve) => setImmediate(resolve));
    expect(samples).toHaveLength(count);
    for (const sample of samples) {
      expect(sample).toMatchObject({ subject: 'A', hasPose: true, focalLengthMm: 50 });
      expect(sample.sourceTimeMs).toBeCloseTo((sample.sequence * 1000) / 240, 9);
      const pose = motionPose(createPose(), sample.sourceTimeMs, motionOptions());
      expect([sample.x, sample.y, sample.z]).toEqual([...pose.position]);
    }
    const sequences = samples.map((s) => s.sequence);
    expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
    expect(device.status()).toEqual({ state: 'closed' });
  });

  it('carries no lens unless it is given one', async () => {
    const { device, samples } = collect('simulated', {});
    await device.open();
    await until(() => samples.length > 0);
    await device.close();
    expect(samples[0]?.focalLengthMm).toBeNaN();
  });
});
