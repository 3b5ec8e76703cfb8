import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPose, quat, vec3 } from '../../../core/math.ts';
import {
  createVelocity,
  displace,
  moveOn,
  quatFromRotationVector,
  rotationVector,
} from '../../../core/tracking/motion.ts';
import { followCourse } from '../../../core/tracking/motion-course.ts';
import { printedSeed } from '../../support/random.ts';

const angle = fc.double({ min: -1.8, max: 1.8, noNaN: true });
const runs = { seed: printedSeed('motion'), numRuns: 500 };

describe('the rotation vector', () => {
  it('of a quaternion leads back to it, for turns of less than half a circle', () => {
    fc.assert(
      fc.property(fc.tuple(angle, angle, angle), ([x, y, z]) => {
        fc.pre(Math.hypot(x, y, z) < Math.PI - 1e-6);
        const turned = quatFromRotationVector(quat.create(), [x, y, z]);
        const again = rotationVector(vec3.create(), turned);
        for (const [axis, value] of [x, y, z].entries()) expect(again[axis]).toBeCloseTo(value, 9);
      }),
      runs,
    );
  });

  it('is the same for a quaternion and its negative, and shorter than half a circle', () => {
    const q = quatFromRotationVector(quat.create(), [0.2, -0.4, 0.1]);
    const negative = quat.scale(quat.create(), q, -1);
    expect(rotationVector(vec3.create(), negative)).toEqual(rotationVector(vec3.create(), q));
  });
});

describe('moving a pose', () => {
  it('by nothing leaves every bit of it', () => {
    const pose = createPose();
    quat.set(pose.orientation, 0.1, 0.2, 0.3, Math.sqrt(0.86));
    const before = structuredClone(pose);
    expect(displace(pose, [0, 0, 0], [0, 0, 0])).toEqual(before);
    expect(moveOn(pose, createVelocity(), 40)).toEqual(before);
  });

  it('turns about the stage’s axes, not the camera’s', () => {
    const pose = createPose();
    quat.setAxisAngle(pose.orientation, [1, 0, 0], Math.PI / 2);
    displace(pose, [1, 2, 3], [0, Math.PI / 2, 0]);
    const looking = vec3.transformQuat(vec3.create(), [1, 0, 0], pose.orientation);
    expect(looking[2]).toBeCloseTo(-1, 12);
    expect(pose.position).toEqual([1, 2, 3]);
  });
});

describe('a course', () => {
  const follow = (course: readonly number[], ms: number) => {
    const [moved, velocity] = [vec3.create(), vec3.create()];
    followCourse(moved, velocity, Float64Array.from(course), ms);
    return { moved, velocity };
  };

  it('follows its acceleration', () => {
    const { moved, velocity } = follow([1, 0, 0, 0.5, 0, 0, 0.01, 0, 0], 10);
    expect(moved[0]).toBeCloseTo(1 + 5 + 1, 12);
    expect(velocity[0]).toBeCloseTo(0.7, 12);
  });

  it('comes to rest where it has braked, and does not run back', () => {
    const braking = [0, 0, 0, 1, 0, 0, -0.02, 0, 0];
    for (const ms of [25, 26, 80]) {
      const { moved, velocity } = follow(braking, ms);
      expect(moved[0]).toBeCloseTo(12.5, 12);
      expect(velocity[0]).toBeCloseTo(0, 12);
    }
  });

  it('goes on bending across its way, as an orbit does', () => {
    const { moved, velocity } = follow([0, 0, 0, 1, 0, 0, 0, 0.01, 0], 10);
    expect([...moved]).toEqual([10, 1, 0]);
    expect([...velocity]).toEqual([1, 0.2, 0]);
  });
});
