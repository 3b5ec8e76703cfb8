import { describe, expect, it } from 'vitest';
import { createPose, type Pose, quat, type Triple, vec3 } from '../../../core/math.ts';
import { type Nudge, nudgeRegistration } from '../../../core/registration/nudge.ts';
import type { Registration } from '../../../core/registration/registration.ts';
import { camera as cameraSchema } from '../../../core/show/camera-schema.ts';
import { poseChain, stageFromPupil } from '../../../core/tracking/pose-chain.ts';
import { printedSeed } from '../../support/random.ts';
import { anyPose, seeds, tripleFrom, turnBetweenDeg } from './noise.ts';

const pupilMm = 90;
const start: Registration = { position: [1, 0.2, -2], rotationDeg: [2, 140, -1], scale: 1.01 };

/** stageFromPupil as the server composes it. */
function pupilBy(registration: Registration, sample: Pose): Pose {
  const camera = cameraSchema.parse({
    id: 'A',
    source: { device: 'd', subject: '1', poseIs: 'tracker' },
    registration,
    mount: { position: [0.1, -0.12, 0.05], rotationDeg: [1, 5, 0.5] },
  });
  return stageFromPupil(createPose(), poseChain(camera, 'tracker'), sample, pupilMm);
}

const nudged = (nudge: Nudge, sample: Pose): [Pose, Pose] => {
  const before = pupilBy(start, sample);
  return [before, pupilBy(nudgeRegistration(start, nudge, { pupil: before }), sample)];
};

const moved = (before: Pose, after: Pose): Triple => {
  return tripleFrom(vec3.subtract(vec3.create(), after.position, before.position));
};

describe('a nudge of the registration', () => {
  it('in stage axes moves the pupil by exactly that much and turns nothing', () => {
    for (const { random } of seeds(printedSeed('move'), 50)) {
      const [before, after] = nudged(
        { axes: 'stage', move: [0.01, -0.02, 0.1] },
        anyPose(random, 3),
      );
      const [x, y, z] = moved(before, after);
      expect(x).toBeCloseTo(0.01, 9);
      expect(y).toBeCloseTo(-0.02, 9);
      expect(z).toBeCloseTo(0.1, 9);
      expect(turnBetweenDeg(before.orientation, after.orientation)).toBeLessThan(1e-6);
    }
  });

  it('in camera axes moves along what the camera calls right, up and back', () => {
    for (const { random } of seeds(printedSeed('camera move'), 50)) {
      const [before, after] = nudged({ axes: 'camera', move: [0.01, 0, 0] }, anyPose(random, 3));
      const right = vec3.transformQuat(vec3.create(), [0.01, 0, 0], before.orientation);
      expect(vec3.distance(right, moved(before, after))).toBeLessThan(1e-9);
    }
  });

  it('turns the camera about its own pupil, which stays: pan to the left in stage axes', () => {
    for (const { random } of seeds(printedSeed('turn'), 50)) {
      const [before, after] = nudged({ axes: 'stage', turnDeg: [0, 1, 0] }, anyPose(random, 3));
      expect(vec3.distance(before.position, after.position)).toBeLessThan(1e-9);
      const ahead = vec3.transformQuat(vec3.create(), [0, 0, -1], before.orientation);
      const left = vec3.rotateY(vec3.create(), ahead, [0, 0, 0], Math.PI / 180);
      const now = vec3.transformQuat(vec3.create(), [0, 0, -1], after.orientation);
      expect(vec3.distance(left, now)).toBeLessThan(1e-9);
    }
  });

  it('rolls about the optical axis in camera axes: that axis stays', () => {
    for (const { random } of seeds(printedSeed('roll'), 50)) {
      const [before, after] = nudged({ axes: 'camera', turnDeg: [0, 0, 2] }, anyPose(random, 3));
      const axis = (pose: Pose) => vec3.transformQuat(vec3.create(), [0, 0, -1], pose.orientation);
      expect(vec3.distance(axis(before), axis(after))).toBeLessThan(1e-9);
      expect(vec3.distance(before.position, after.position)).toBeLessThan(1e-9);
      expect(turnBetweenDeg(before.orientation, after.orientation)).toBeCloseTo(2, 6);
    }
  });

  it('scales about the tracked body: the camera stays, and further movement counts by the new scale', () => {
    for (const { random } of seeds(printedSeed('scale'), 50)) {
      const sample = anyPose(random, 3);
      const bare = cameraSchema.parse({
        id: 'A',
        source: { device: 'd', subject: '1' },
        registration: start,
      });
      const body = stageFromPupil(createPose(), poseChain(bare, 'pupil'), sample, 0).position;
      const pupil = pupilBy(start, sample);
      const next = nudgeRegistration(start, { axes: 'stage', scaleBy: 1.05 }, { pupil, body });
      expect(next.scale).toBeCloseTo(1.01 * 1.05, 12);
      expect(vec3.distance(pupilBy(next, sample).position, pupil.position)).toBeLessThan(1e-9);
      const further = {
        position: vec3.add(vec3.create(), sample.position, [1, 0, 0]),
        orientation: quat.clone(sample.orientation),
      };
      const way = vec3.distance(pupilBy(next, further).position, pupil.position);
      expect(way).toBeCloseTo(1.01 * 1.05, 9);
    }
  });

  it('of nothing changes nothing', () => {
    const pupil = pupilBy(start, createPose());
    const next = nudgeRegistration(start, { axes: 'camera' }, { pupil });
    for (const i of [0, 1, 2] as const) {
      expect(next.position[i]).toBeCloseTo(start.position[i], 12);
      expect(next.rotationDeg[i]).toBeCloseTo(start.rotationDeg[i], 9);
    }
    expect(next.scale).toBe(start.scale);
  });
});
