import { describe, expect, it } from 'vitest';
import {
  advance,
  createDrive,
  type Drive,
  halt,
  respond,
  steer,
} from '../../devices/hid/velocity-pose.ts';
import { fuzzSeed, randomFrom } from './fuzz.ts';
import { expectNear, type Given, placeOf, poseOf, reading, settingsOf } from './hid-driven.ts';

/** Holds `velocity` for `seconds`, with a report every 16 ms and a step of 60 Hz. */
function drive(given: Given, velocity: number[], seconds: number): Drive {
  const settings = settingsOf(given);
  const made = createDrive(settings);
  halt(made, 0);
  for (let tMs = 0; tMs < seconds * 1000; tMs += 16) {
    steer(made, settings, reading(velocity), tMs);
  }
  for (let k = Math.ceil(seconds * 60) - 5; k / 60 <= seconds; k += 1) {
    advance(made, settings, (k * 1000) / 60);
  }
  advance(made, settings, seconds * 1000);
  return made;
}

describe('a camera that a hand drives', () => {
  it('travels speed times time along each axis', () => {
    const made = drive({ moves: 'stage' }, [0.5, -0.25, 1, 0, 0, 0], 3);
    expectNear(placeOf(made), [2 * 0.5 * 3, 1.5 - 2 * 0.25 * 3, 2 * 1 * 3], 1e-9);
  });

  it('turns speed times time, up, to the left and about its axis', () => {
    const made = drive({ lockRoll: false }, [0, 0, 0, 0.1, 0.5, -0.25], 2);
    const degrees = [made.pitch, made.yaw, made.roll].map((rad) => (rad * 180) / Math.PI);
    expectNear(degrees, [18, 90, -45], 1e-9);
  });

  it('moves along its own heading: forward is where it looks, whatever its tilt', () => {
    const given = { start: { position: [0, 1.5, 0], rotationDeg: [40, 90, 0] } } satisfies Given;
    // Turned by 90° to the left, it looks along −X.
    expectNear(placeOf(drive(given, [0, 0, -1, 0, 0, 0], 1)), [-2, 1.5, 0], 1e-9);
    expectNear(placeOf(drive(given, [1, 0, 0, 0, 0, 0], 1)), [0, 1.5, -2], 1e-9);
    const byStage = { ...given, moves: 'stage' } satisfies Given;
    expectNear(placeOf(drive(byStage, [0, 0, -1, 0, 0, 0], 1)), [0, 1.5, -2], 1e-9);
  });

  it('runs a circle when it moves forward and turns: as many small steps find it', () => {
    const made = drive({}, [0.3, 0, -1, 0, 0.5, 0], 5);
    let [x, z, yaw] = [0, 0, 0];
    const steps = 500_000;
    const seconds = 5 / steps;
    for (let i = 0; i < steps; i += 1) {
      const middle = yaw + (Math.PI / 4) * (seconds / 2);
      x += 2 * seconds * (0.3 * Math.cos(middle) - Math.sin(middle));
      z += 2 * seconds * (-Math.cos(middle) - 0.3 * Math.sin(middle));
      yaw += (Math.PI / 4) * seconds;
    }
    expectNear(poseOf(made), [x, 1.5, z, 0, yaw, 0], 1e-7);
  });

  it('comes to the same pose however often it is looked at between reports', () => {
    const random = randomFrom(fuzzSeed);
    const inputs = Array.from({ length: 60 }, (_, i) => ({
      tMs: i * 90,
      reading: reading(Array.from({ length: 6 }, () => random() * 2 - 1)),
    }));
    const settings = settingsOf({ deadZone: 0.1, exponent: 2, lockRoll: false });
    const run = (nextStepMs: () => number): number[] => {
      const made = createDrive(settings);
      halt(made, 0);
      let stepMs = nextStepMs();
      for (const input of inputs) {
        for (; stepMs < input.tMs; stepMs += nextStepMs()) advance(made, settings, stepMs);
        steer(made, settings, input.reading, input.tMs);
      }
      advance(made, settings, inputs.length * 90);
      return poseOf(made);
    };
    const once = run(() => Number.POSITIVE_INFINITY);
    for (const next of [() => 1000 / 60, () => 1000 / 240, () => 7, () => 0.5 + random() * 80]) {
      expectNear(run(next), once, 1e-9);
    }
  });

  it('is a function of its inputs: the same sequence is the same pose, bit for bit', () => {
    const velocity = [0.4, 0.1, -0.7, 0.2, 0.3, 0.9];
    expect(poseOf(drive({}, velocity, 4))).toEqual(poseOf(drive({}, velocity, 4)));
  });
});

describe('what limits it', () => {
  it('does not answer within the dead zone, and from its edge on without a jump', () => {
    const shape = { deadZone: 0.2, exponent: 1 };
    expect([0, 0.1, -0.2].map((v) => respond(v, shape))).toEqual([0, 0, 0]);
    expect(respond(0.2001, shape)).toBeCloseTo(0.000125, 9);
    expect(respond(0.6, shape)).toBeCloseTo(0.5, 12);
    expect([1, -1, 3].map((v) => respond(v, shape))).toEqual([1, -1, 1]);
  });

  it('answers finer around the centre with a higher exponent, the same to both sides', () => {
    const shape = { deadZone: 0, exponent: 3 };
    expect(respond(0.5, shape)).toBeCloseTo(0.125, 12);
    expect(respond(-0.5, shape)).toBeCloseTo(-0.125, 12);
  });

  it('takes what is no number for no deflection', () => {
    const shape = { deadZone: 0.1, exponent: 2 };
    expect(respond(Number.NaN, shape)).toBe(0);
    expect(respond(Number.POSITIVE_INFINITY, shape)).toBe(1);
  });

  it('stays above the floor and leaves it at once', () => {
    const given = { minY: 0.5, start: { position: [0, 0.7, 0] } } satisfies Given;
    expect(drive(given, [0, -1, 0, 0, 0, 0], 2).y).toBe(0.5);
    const settings = settingsOf(given);
    const made = createDrive(settings);
    halt(made, 0);
    steer(made, settings, reading([0, -1, 0, 0, 0, 0]), 0);
    for (let tMs = 0; tMs <= 200; tMs += 50) advance(made, settings, tMs);
    steer(made, settings, reading([0, 1, 0, 0, 0, 0]), 200);
    advance(made, settings, 250);
    expect(made.y).toBeCloseTo(0.5 + 2 * 0.05, 9);
  });

  it('stays within its box, also when it starts outside', () => {
    const bounds = { min: [-1, 0, -2], max: [1, 2, 2] } satisfies Given['bounds'];
    const made = drive({ bounds, moves: 'stage' }, [1, 1, -1, 0, 0, 0], 5);
    expect(placeOf(made)).toEqual([1, 2, -2]);
    const outside = createDrive(settingsOf({ bounds, start: { position: [9, 9, 9] } }));
    expect(placeOf(outside)).toEqual([1, 2, 2]);
  });

  it('tilts to 85° and no further', () => {
    const limit = (85 * Math.PI) / 180;
    expect(drive({}, [0, 0, 0, 1, 0, 0], 3).pitch).toBeCloseTo(limit, 12);
    expect(drive({}, [0, 0, 0, -1, 0, 0], 3).pitch).toBeCloseTo(-limit, 12);
  });

  it('keeps the horizon level unless roll is free', () => {
    expect(drive({}, [0, 0, 0, 0, 0, 1], 1).roll).toBe(0);
    expect(drive({ lockRoll: false }, [0, 0, 0, 0, 0, 1], 1).roll).toBeCloseTo(Math.PI / 2, 9);
  });

  it('turns the sense of an axis round', () => {
    const made = drive({ invert: ['tx', 'yaw'], moves: 'stage' }, [0.5, 0, 0.5, 0, 0.5, 0], 1);
    expectNear(poseOf(made), [-1, 1.5, 1, 0, -Math.PI / 4, 0], 1e-9);
  });
});
