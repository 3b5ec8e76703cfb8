import { describe, expect, it } from 'vitest';
import type { HidReading } from '../../devices/hid/reading.ts';
import {
  advance,
  createDrive,
  type Drive,
  goHome,
  halt,
  steer,
} from '../../devices/hid/velocity-pose.ts';
import { expectNear, type Given, placeOf, poseOf, reading, settingsOf } from './hid-driven.ts';

describe('what is lost', () => {
  /** Reports at `reports`, then steps of 60 Hz to the end. */
  function driven(given: Given, reports: [number, HidReading][], endMs: number): Drive {
    const settings = settingsOf({ moves: 'stage', ...given });
    const made = createDrive(settings);
    halt(made, 0);
    const rest = [...reports];
    for (let tMs = 0; tMs <= endMs; tMs += 1000 / 60) {
      while (rest[0] && rest[0][0] <= tMs) {
        const [atMs, given] = rest.shift()!;
        steer(made, settings, given, atMs);
      }
      advance(made, settings, tMs);
    }
    return made;
  }

  it('a release: 250 ms after the last report the camera stands', () => {
    const made = driven({}, [[0, reading([1, 0, 0, 0, 0.5, 0])]], 3000);
    expectNear(poseOf(made), [2 * 0.25, 1.5, 0, 0, (Math.PI / 4) * 0.25, 0], 1e-9);
  });

  it('the release of one half, while the other half goes on', () => {
    const turns: [number, HidReading][] = Array.from({ length: 100 }, (_, i) => [
      i * 10,
      reading([0, 0, 0, 0, 0.5, 0], 'turns'),
    ]);
    const made = driven({}, [[0, reading([1, 0, 0, 0, 0, 0], 'moves')], ...turns], 990);
    expect(made.x).toBeCloseTo(2 * 0.25, 9);
    expect(made.yaw).toBeGreaterThan((Math.PI / 4) * 0.9);
  });

  it('the silence that counts is a setting', () => {
    const made = driven({ silenceMs: 1000 }, [[0, reading([1, 0, 0, 0, 0, 0])]], 3000);
    expect(made.x).toBeCloseTo(2, 9);
  });

  it('time: a step of more than 100 ms counts as 100 ms', () => {
    const settings = settingsOf({ moves: 'stage', silenceMs: 10_000 });
    const made = createDrive(settings);
    halt(made, 0);
    steer(made, settings, reading([1, 0, 0, 0, 0, 0]), 0);
    advance(made, settings, 5000);
    expect(made.x).toBeCloseTo(2 * 0.1, 9);
    advance(made, settings, 5050);
    expect(made.x).toBeCloseTo(2 * 0.15, 9);
  });

  it('a clock that does not go on moves nothing', () => {
    const settings = settingsOf();
    const made = createDrive(settings);
    halt(made, 1000);
    steer(made, settings, reading([1, 0, 0, 0, 0, 0]), 1000);
    for (const tMs of [1000, 900, Number.NaN]) advance(made, settings, tMs);
    expect(placeOf(made)).toEqual([0, 1.5, 0]);
  });

  it('a halt: what lies between it and the next report is not travelled', () => {
    const settings = settingsOf({ moves: 'stage' });
    const made = createDrive(settings);
    halt(made, 0);
    steer(made, settings, reading([1, 0, 0, 0, 0, 0]), 0);
    halt(made, 10);
    advance(made, settings, 60);
    steer(made, settings, reading([0, 0, 1, 0, 0, 0]), 100);
    advance(made, settings, 150);
    expectNear(placeOf(made), [0, 1.5, 2 * 0.05], 1e-9);
  });

  it('the way home: it is back at its start, in its limits', () => {
    const settings = settingsOf({ start: { position: [1, 1.7, 3], rotationDeg: [10, -20, 0] } });
    const made = createDrive(settings);
    halt(made, 0);
    steer(made, settings, reading([1, 1, 1, 1, 1, 1]), 0);
    advance(made, settings, 90);
    goHome(made, settings);
    const rad = Math.PI / 180;
    expectNear(poseOf(made), [1, 1.7, 3, 10 * rad, -20 * rad, 0], 1e-12);
  });
});
