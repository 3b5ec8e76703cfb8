import { createPose, type Pose, quat, vec3 } from '../../../core/math.ts';
import { moveOn, rotationVector, type Velocity } from '../../../core/tracking/motion.ts';
import type { PoseRing } from '../../../core/tracking/pose-ring.ts';
import { predictPose } from '../../../core/tracking/predict.ts';
import { OneEuro } from './one-euro.ts';

export const contenderNames = ['ours', 'hold', 'One-Euro', 'CV-2'] as const;
export type ContenderName = (typeof contenderNames)[number];

/** One way to a pose `horizonMs` after a ring's newest sample, and the velocity it has there. */
export interface Contender {
  name: ContenderName;
  /** Is shown every sample. */
  push(timeMs: number, pose: Readonly<Pose>): void;
  predict(out: Pose, velocity: Velocity, ring: PoseRing, horizonMs: number): Pose;
}

const settings = { trackingAgeMs: 0, holdBackMs: 0, patienceMs: 200 };
const bounds = { min: [-1e3, -1e3, -1e3], max: [1e3, 1e3, 1e3] } as const;

/** The four of T7: prediction as the server does it, none, a smoothing filter, and the last step repeated. */
export function createContenders(): readonly Contender[] {
  const filter = new OneEuro();
  return [
    {
      name: 'ours',
      push: () => {},
      predict: (out, velocity, ring, ms) =>
        predictPose(out, ring, ring.timeMs(0) + ms, settings, bounds, velocity),
    },
    {
      name: 'hold',
      push: () => {},
      predict: (out, velocity, ring) => {
        lastStep(velocity, ring);
        return ring.read(out, 0);
      },
    },
    {
      name: 'One-Euro',
      push: (timeMs, pose) => filter.push(timeMs, pose),
      predict: (out, velocity, ring) => {
        lastStep(velocity, ring);
        vec3.copy(out.position, filter.pose.position);
        quat.copy(out.orientation, filter.pose.orientation);
        return out;
      },
    },
    {
      name: 'CV-2',
      push: () => {},
      predict: (out, velocity, ring, ms) => moveOn(ring.read(out, 0), lastStep(velocity, ring), ms),
    },
  ];
}

const newest = createPose();
const before = createPose();
const turn = quat.create();

/** Velocity between the two newest samples. */
function lastStep(out: Velocity, ring: PoseRing): Velocity {
  ring.read(newest, 0);
  ring.read(before, 1);
  const ms = ring.timeMs(0) - ring.timeMs(1);
  vec3.subtract(out.linear, newest.position, before.position);
  vec3.scale(out.linear, out.linear, 1 / ms);
  quat.conjugate(turn, before.orientation);
  quat.multiply(turn, newest.orientation, turn);
  vec3.scale(out.angular, rotationVector(out.angular, turn), 1 / ms);
  return out;
}
