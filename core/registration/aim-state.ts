import { createPose, type Pose, quat, vec3 } from '../math.ts';
import { quatFromRotationVector } from '../tracking/motion.ts';

/**
 * What aims are solved for, in this order. `turn…` and `move…` place tracker space in the stage (turned
 * about the middle of the places, in stage axes); `scale` is the registration's; `tilt`, `pan`, `roll`
 * turn the camera on its mount and `right`, `up`, `depth` move its pupil there, all in camera axes, tilt
 * up, pan to the left, roll anticlockwise seen from behind, depth towards the subject; `focal` is the
 * focal length. Metres, radians; scale and focal as natural logarithms of factors.
 */
export const aimUnknowns = [
  'turnX',
  'turnY',
  'turnZ',
  'moveX',
  'moveY',
  'moveZ',
  'scale',
  'tilt',
  'pan',
  'roll',
  'right',
  'up',
  'depth',
  'focal',
] as const;
export type AimUnknown = (typeof aimUnknowns)[number];

/** A camera's chain as aims see it: the mount's position and the pupil's offset are one. */
export interface AimState {
  registration: Pose;
  scale: number;
  bodyFromPupil: Pose;
  /** Multiplies the lens's focal length. */
  focalFactor: number;
}

export const createAimState = (): AimState => ({
  registration: createPose(),
  scale: 1,
  bodyFromPupil: createPose(),
  focalFactor: 1,
});

/** Offsets of the unknowns that are solved for, in the order of `aimUnknowns`, and zero for the others. */
export function spreadOffsets(unknowns: readonly AimUnknown[], x: Float64Array): Float64Array {
  const out = new Float64Array(aimUnknowns.length);
  for (const [i, unknown] of unknowns.entries()) out[aimUnknowns.indexOf(unknown)] = x[i] ?? 0;
  return out;
}

const vector = vec3.create();
const turn = quat.create();

/**
 * `from` moved by `offsets`, one per name in `aimUnknowns`, into `out`; turns and scale keep `pivot` in
 * its place. Allocates nothing.
 */
export function offsetAimState(
  out: AimState,
  from: AimState,
  offsets: Float64Array,
  pivot: vec3,
): AimState {
  const growth = Math.exp(offsets[6] ?? 0);
  setVector(offsets, 0);
  quatFromRotationVector(turn, vector);
  const { position, orientation } = out.registration;
  quat.multiply(orientation, turn, from.registration.orientation);
  vec3.subtract(vector, from.registration.position, pivot);
  vec3.scale(vector, vector, growth);
  vec3.transformQuat(vector, vector, turn);
  vec3.add(position, pivot, vector);
  vec3.add(position, position, setVector(offsets, 3));
  out.scale = from.scale * growth;
  setVector(offsets, 7);
  quatFromRotationVector(turn, vector);
  quat.multiply(out.bodyFromPupil.orientation, from.bodyFromPupil.orientation, turn);
  setVector(offsets, 10);
  vector[2] = -vector[2];
  vec3.transformQuat(vector, vector, from.bodyFromPupil.orientation);
  vec3.add(out.bodyFromPupil.position, from.bodyFromPupil.position, vector);
  out.focalFactor = from.focalFactor * Math.exp(offsets[13] ?? 0);
  return out;
}

const setVector = (offsets: Float64Array, at: number): vec3 =>
  vec3.set(vector, offsets[at] ?? 0, offsets[at + 1] ?? 0, offsets[at + 2] ?? 0);
