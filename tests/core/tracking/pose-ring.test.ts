import { describe, expect, it } from 'vitest';
import { createPose, type Pose, quatFromRotationDeg } from '../../../core/math.ts';
import { PoseRing } from '../../../core/tracking/pose-ring.ts';

const at = (x: number, panDeg = 0): Pose => ({
  position: [x, 1.6, 2],
  orientation: quatFromRotationDeg([0, 0, 0, 1], [0, panDeg, 0]),
});

describe('the ring of poses', () => {
  it('gives the newest first and forgets the oldest', () => {
    const ring = new PoseRing(4);
    for (let i = 0; i < 6; i++) ring.push(i * 10, at(i / 100));
    expect([0, 1, 2, 3].map((i) => ring.timeMs(i))).toEqual([50, 40, 30, 20]);
    expect(ring.timeMs(4)).toBeNaN();
    expect(ring.read(createPose(), 3).position[0]).toBe(0.02);
    expect([ring.count, ring.connected]).toEqual([4, 4]);
  });

  it('counts a movement anew after a jump, a spin and a pause', () => {
    const ring = new PoseRing();
    const push = (tMs: number, pose: Pose) => {
      ring.push(tMs, pose);
      return ring.connected;
    };
    expect(push(0, at(0))).toBe(1);
    expect(push(10, at(0.1))).toBe(2);
    expect(push(20, at(1))).toBe(1);
    expect(push(30, at(1, 1))).toBe(2);
    expect(push(40, at(1, 40))).toBe(1);
    expect(push(600, at(1, 40))).toBe(1);
    expect(push(610, at(1, 40))).toBe(2);
  });

  it('takes samples that arrive together as one movement', () => {
    const ring = new PoseRing();
    for (let i = 0; i < 5; i++) ring.push(100, at(i * 0.02));
    expect(ring.connected).toBe(5);
  });

  it('is empty after it was cleared', () => {
    const ring = new PoseRing();
    ring.push(0, at(0));
    ring.clear();
    expect([ring.count, ring.connected]).toEqual([0, 0]);
    expect(ring.timeMs(0)).toBeNaN();
  });
});
