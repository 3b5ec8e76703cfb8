import { describe, expect, it } from 'vitest';
import { type Pose, quat, vec3 } from '../../../../core/math.ts';
import { aimErrorMm } from '../../../../tools/bench/chromium/drawn-error.ts';
import type { DrawnFrame } from '../../../../tools/bench/chromium/page-task.ts';

const shown = (pose: number[], shownMs = 0): DrawnFrame => ({
  k: 0,
  hash: 0,
  stamp: 0,
  refreshMs: 0,
  shownMs,
  lateMs: null,
  pose,
});

/** Goes to the right at 1 m/s and looks ahead. */
const travelling = (out: Pose, tMs: number): Pose => {
  vec3.set(out.position, tMs / 1000, 1.6, 0);
  quat.identity(out.orientation);
  return out;
};

describe('error of the drawn aim', () => {
  it('is nothing where the drawn pose is the true one of the moment it is shown', () => {
    expect(aimErrorMm([shown([0.25, 1.6, 0, 0, 0, 0, 1], 250)], travelling)).toBeCloseTo(0, 9);
  });

  it('is the distance travelled since a pose that came late', () => {
    expect(aimErrorMm([shown([0.2, 1.6, 0, 0, 0, 0, 1], 250)], travelling)).toBeCloseTo(50, 9);
  });

  it('counts a turn by how far it moves the aim on a wall 3 m away', () => {
    const half = (0.5 * Math.PI) / 180;
    const turned = [0, 1.6, 0, 0, Math.sin(half), 0, Math.cos(half)];
    // The chord of one degree at 3 m: 2 · 3 · sin(0.5°).
    expect(aimErrorMm([shown(turned)], travelling)).toBeCloseTo(6000 * Math.sin(half), 6);
  });

  it('is the root of the mean square of all frames', () => {
    const frames = [shown([0.003, 1.6, 0, 0, 0, 0, 1]), shown([0, 1.604, 0, 0, 0, 0, 1])];
    expect(aimErrorMm(frames, travelling)).toBeCloseTo(Math.sqrt((9 + 16) / 2), 9);
  });
});
