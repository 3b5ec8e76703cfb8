import { describe, expect, it } from 'vitest';
import { poseTimeMs } from '../../../core/time/pose-time.ts';
import { frameTimeMs } from '../../../core/time/rate.ts';

const wall = { num: 48, den: 1 };
const camera = { num: 24, den: 1 };

describe('the time that a wall frame shows', () => {
  it('is its own, moved by the measured way to the photons', () => {
    const rates = { poseSteps: 'wall' as const, camera, cameraPhase: 0 };
    expect(poseTimeMs(1000, 42, rates)).toBe(1042);
  });

  it('is one and the same for all wall frames of a camera frame when poses step with the camera', () => {
    const rates = { poseSteps: 'camera' as const, camera, cameraPhase: 0 };
    const times = [48, 49, 50, 51].map((k) => poseTimeMs(frameTimeMs(k, wall), 0, rates));
    expect(times[1]).toBe(times[0]);
    expect(times[3]).toBe(times[2]);
    expect(times[2]).toBeCloseTo(1000 + 1000 / 24, 9);
  });

  it('steps where the camera opens its shutter', () => {
    const rates = { poseSteps: 'camera' as const, camera, cameraPhase: 0.5 };
    const times = [48, 49, 50].map((k) => poseTimeMs(frameTimeMs(k, wall), 0, rates));
    expect(times[0]).toBeCloseTo(1000 - 1000 / 48, 9);
    expect(times[1]).toBeCloseTo(1000 + 1000 / 48, 9);
    expect(times[2]).toBe(times[1]);
  });
});
