import { describe, expect, it } from 'vitest';
import {
  angleBetween,
  copyPose,
  createPose,
  degFromRad,
  type Pose,
  quatFromRotationDeg,
  vec3,
} from '../../../core/math.ts';
import { EasedReturn } from '../../../core/tracking/eased-return.ts';

const frameMs = 1000 / 60;
const pose = (x: number, pan: number): Pose => ({
  position: [x, 1.6, 2],
  orientation: quatFromRotationDeg([0, 0, 0, 1], [0, pan, 0]),
});

/** What is drawn while the tracker stands at `found`, frame by frame, beginning with `shown`. */
function drawn(shown: Pose, found: Pose, frames: number): Pose[] {
  const easing = new EasedReturn();
  easing.begin(shown, found, 0, frameMs);
  return Array.from({ length: frames }, (_, i) =>
    easing.apply(copyPose(createPose(), found), i * frameMs),
  );
}

const steps = (poses: readonly Pose[]) =>
  poses.slice(1).map((each, i) => ({
    mm: 1000 * vec3.distance(each.position, poses[i]?.position ?? each.position),
    deg: degFromRad(angleBetween(each.orientation, poses[i]?.orientation ?? each.orientation)),
  }));

describe('the return of a camera', () => {
  it.each([
    [0.02, 0],
    [0.5, 0],
    [0, 10],
    [0.3, -7],
  ])('of %d m and %d° begins where it was held, ends where it is, and never steps', (x, pan) => {
    const poses = drawn(pose(0, 0), pose(x, pan), 70);
    expect(vec3.distance(poses[0]?.position ?? [9, 9, 9], [0, 1.6, 2])).toBeLessThan(1e-9);
    expect(vec3.distance(poses.at(-1)?.position ?? [9, 9, 9], [x, 1.6, 2])).toBeLessThan(1e-9);
    for (const { mm, deg } of steps(poses)) {
      expect(mm).toBeLessThanOrEqual(20);
      expect(deg).toBeLessThanOrEqual(0.5);
    }
  });

  it('takes a second at most, however far the camera was moved', () => {
    const poses = drawn(pose(0, 0), pose(8, 120), 62);
    expect(vec3.distance(poses.at(-1)?.position ?? [0, 0, 0], [8, 1.6, 2])).toBeLessThan(1e-9);
  });

  it('goes on from its own middle when it begins again', () => {
    const easing = new EasedReturn();
    easing.begin(pose(0, 0), pose(0.4, 0), 0, frameMs);
    const middle = easing.apply(pose(0.4, 0), 200);
    const before = middle.position[0];
    easing.begin(middle, pose(0.4, 0), 200, frameMs);
    expect(easing.apply(pose(0.4, 0), 200).position[0]).toBeCloseTo(before, 9);
  });
});
