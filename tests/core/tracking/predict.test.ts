import { describe, expect, it } from 'vitest';
import {
  createPose,
  type Pose,
  quatFromRotationDeg,
  rotationDegFromQuat,
} from '../../../core/math.ts';
import { PoseRing } from '../../../core/tracking/pose-ring.ts';
import { horizonMs, type PredictionSettings, predictPose } from '../../../core/tracking/predict.ts';

const bounds = { min: [-50, -5, -50], max: [50, 50, 50] } as const;
const plain: PredictionSettings = { trackingAgeMs: 0, holdBackMs: 0, patienceMs: 75 };

const pose = (x: number, panDeg: number): Pose => ({
  position: [x, 1.6, 2],
  orientation: quatFromRotationDeg([0, 0, 0, 1], [0, panDeg, 0]),
});

/** A camera that trucks and pans at steady speed: 1 m/s and 20°/s, sampled at 60 Hz. */
function movingRing(samples = 30): PoseRing {
  const ring = new PoseRing();
  for (let i = 0; i < samples; i++) {
    const tMs = (i * 1000) / 60;
    ring.push(tMs, pose(tMs / 1000, (20 * tMs) / 1000));
  }
  return ring;
}
const at = (ring: PoseRing, targetMs: number, settings = plain): Pose =>
  predictPose(createPose(), ring, targetMs, settings, bounds);

describe('prediction', () => {
  it('of a still tracker is its sample exactly, at any target time', () => {
    const ring = new PoseRing();
    const still: Pose = {
      position: [0.1, 1.7 / 3, -0.3],
      orientation: quatFromRotationDeg([0, 0, 0, 1], [12.3, -45.6, 7.8]),
    };
    for (let i = 0; i < 100; i++) ring.push(i * 7.3, still);
    for (const ahead of [-300, -1, 0, 5, 33, 90, 500, 5000]) {
      expect(at(ring, 99 * 7.3 + ahead)).toEqual(still);
    }
  });

  it('carries steady movement on in position and rotation', () => {
    const ring = movingRing();
    const newestMs = ring.timeMs(0);
    const predicted = at(ring, newestMs + 40);
    expect(predicted.position[0]).toBeCloseTo((newestMs + 40) / 1000, 9);
    expect(rotationDegFromQuat(predicted.orientation)[1]).toBeCloseTo(
      (20 * (newestMs + 40)) / 1000,
      6,
    );
  });

  it('adds the tracking age and takes away the hold-back', () => {
    const ring = movingRing();
    const newestMs = ring.timeMs(0);
    const older = at(ring, newestMs + 20, { ...plain, trackingAgeMs: 30 });
    expect(older.position[0]).toBeCloseTo((newestMs + 50) / 1000, 9);
    const later = at(ring, newestMs + 20, { ...plain, holdBackMs: 100 });
    expect(later.position[0]).toBeCloseTo((newestMs - 80) / 1000, 9);
    expect(rotationDegFromQuat(later.orientation)[1]).toBeCloseTo((20 * (newestMs - 80)) / 1000, 6);
  });

  it('never reaches further than 100 ms ahead', () => {
    const ring = movingRing();
    const newestMs = ring.timeMs(0);
    const predicted = at(ring, newestMs + 50, { ...plain, trackingAgeMs: 900 });
    expect(predicted.position[0]).toBeCloseTo((newestMs + 100) / 1000, 9);
  });

  it('comes to rest smoothly when samples stop, and stays there', () => {
    const ring = movingRing();
    const newestMs = ring.timeMs(0);
    let [previous, speed] = [at(ring, newestMs).position[0], 1];
    for (let gap = 5; gap < 3000; gap += 5) {
      const { position } = at(ring, newestMs + gap);
      const now = (position[0] - previous) / 0.005;
      expect(now).toBeGreaterThan(-1e-9);
      expect(now).toBeLessThan(speed + 1e-6);
      [previous, speed] = [position[0], now];
    }
    expect(speed).toBe(0);
  });

  it('does not run on after a jump to another place', () => {
    const ring = movingRing();
    const jumped = pose(20, 90);
    ring.push(ring.timeMs(0) + 16, jumped);
    expect(at(ring, ring.timeMs(0) + 40)).toEqual(jumped);
  });

  it('never leaves the bounds of the stage', () => {
    const ring = new PoseRing();
    for (let i = 0; i < 20; i++) ring.push(i * 10, pose(49.1 + i * 0.045, 0));
    const { position } = at(ring, 190 + 60);
    expect(position[0]).toBe(50);
  });

  it('is the newest sample where that has no time', () => {
    const ring = movingRing();
    ring.push(Number.NaN, pose(0.3, 7));
    expect(at(ring, 500)).toEqual(pose(0.3, 7));
  });

  it('goes on through a burst of samples that arrived at one moment', () => {
    const ring = movingRing();
    const newestMs = ring.timeMs(0);
    for (let i = 0; i < 5; i++) ring.push(newestMs, pose(newestMs / 1000, 0));
    expect([...at(ring, newestMs + 20).position].every(Number.isFinite)).toBe(true);
  });
});

describe('the horizon', () => {
  it('looks back by the hold-back and arrives at the newest sample, not beyond, when samples stop', () => {
    const settings = { ...plain, holdBackMs: 300 };
    expect(horizonMs(100, settings)).toBe(-200);
    expect(horizonMs(5000, settings)).toBe(0);
  });
});
