import { describe, expect, it } from 'vitest';
import { createPose, type Pose } from '../../../core/math.ts';
import { ArrivalBurst } from '../../../core/tracking/arrival-burst.ts';
import { PoseRing } from '../../../core/tracking/pose-ring.ts';
import { predictPose } from '../../../core/tracking/predict.ts';

const periodMs = 4;
const metresPerMs = 0.001;
const bounds = { min: [-50, -5, -50], max: [50, 50, 50] } as const;
const poseAt = (ms: number): Pose => ({
  position: [ms * metresPerMs, 0, 0],
  orientation: [0, 0, 0, 1],
});

/** A dolly at 1 m/s whose packets arrive at these times, one for each period. */
function arrived(arrivals: readonly number[], lost: readonly number[] = []) {
  const ring = new PoseRing();
  const burst = new ArrivalBurst();
  arrivals.forEach((atMs, i) => {
    if (lost.includes(i)) return;
    ring.push(atMs, poseAt(i * periodMs));
    burst.spread(ring, atMs, periodMs);
  });
  return ring;
}

const steady = Array.from({ length: 60 }, (_, i) => i * periodMs);
/** Everything from the 50th on is held up until the 59th. */
const heldUp = steady.map((ms, i) => (i < 50 ? ms : 59 * periodMs));

describe('poses that arrive in a burst', () => {
  it('are laid out at their rhythm, ending at their arrival', () => {
    const ring = arrived(heldUp);
    const times = Array.from({ length: 12 }, (_, i) => ring.timeMs(i));
    times.forEach((ms, i) => {
      expect(ms).toBeCloseTo((59 - i) * periodMs, 6);
    });
  });

  it('predict as if nothing had held them up', () => {
    const settings = { trackingAgeMs: 0, holdBackMs: 0, patienceMs: 75 };
    const pose = predictPose(createPose(), arrived(heldUp), 59 * periodMs + 30, settings, bounds);
    expect(pose.position[0]).toBeCloseTo((59 * periodMs + 30) * metresPerMs, 4);
  });

  it('never come before the pose ahead of them', () => {
    // Two sources on one subject, or a rate that doubled: too many for the time there was.
    const ring = arrived([
      ...steady.slice(0, 50),
      ...Array.from({ length: 9 }, () => 50 * periodMs),
    ]);
    for (let i = 0; i < 10; i++) expect(ring.timeMs(i)).toBeGreaterThan(ring.timeMs(i + 1));
  });

  it('are left alone where packets were lost and one comes alone', () => {
    const ring = arrived(steady, [55, 56, 57]);
    expect(ring.timeMs(0)).toBe(59 * periodMs);
    expect(ring.timeMs(1)).toBe(58 * periodMs);
    expect(ring.timeMs(2)).toBe(54 * periodMs);
  });

  it('get the times at which the movement passed them, where their source was late and not their way', () => {
    // The 40th was taken and sent 3.5 ms late, the 41st on time: as close together as a burst.
    const taken = steady.map((ms, i) => (i === 40 ? ms + 3.5 : ms));
    const ring = new PoseRing();
    const burst = new ArrivalBurst();
    for (const ms of taken.slice(0, 45)) {
      ring.push(ms, poseAt(ms));
      burst.spread(ring, ms, periodMs);
    }
    for (let i = 0; i < 45; i++) expect(ring.timeMs(i)).toBeCloseTo(taken[44 - i] ?? 0, 6);
  });

  it('include one that came late alone, as soon as the next one tells', () => {
    const ring = new PoseRing();
    const burst = new ArrivalBurst();
    for (let i = 0; i < 45; i++) {
      const arrivedMs = i * periodMs + (i === 42 ? 2.5 : 0);
      ring.push(arrivedMs, poseAt(i * periodMs));
      burst.spread(ring, arrivedMs, periodMs);
    }
    expect(ring.timeMs(2)).toBeCloseTo(42 * periodMs, 6);
  });

  it('are laid out at their rhythm while the camera stands', () => {
    const ring = new PoseRing();
    const burst = new ArrivalBurst();
    for (const ms of heldUp) {
      ring.push(ms, poseAt(0));
      burst.spread(ring, ms, periodMs);
    }
    for (let i = 0; i < 12; i++) expect(ring.timeMs(i)).toBeCloseTo((59 - i) * periodMs, 6);
  });
});
