import { type Pose, quat, quatFromRotationDeg, type Triple, vec3 } from '../math.ts';
import { poseFromPlaced, type Registration, registrationFromPose } from './registration.ts';

/** A small correction of a registration, as the operator gives it. */
export interface Nudge {
  /** Whose axes `move` and `turnDeg` are along: the stage's, or the camera's (right, up, back). */
  axes: 'stage' | 'camera';
  /** Metres. */
  move?: Readonly<Triple>;
  /** Degrees [x, y, z] = tilt, pan, roll, about the camera's entrance pupil, Ry·Rx·Rz. */
  turnDeg?: Readonly<Triple>;
  /** Multiplies the registration's scale; what is tracked stays where it is. */
  scaleBy?: number;
}

/** Where the camera stands now, in stage space, before the nudge. */
export interface NudgeAt {
  pupil: Readonly<Pose>;
  /** The tracked body's registered position; absent: taken to be the pupil's. Only a scale asks for it. */
  body?: Readonly<vec3>;
}

/**
 * The registration after a nudge. A move shifts the pupil by exactly that much; a turn leaves the
 * pupil where it is and turns the camera about it; a scale leaves the tracked body where it is and
 * counts further movement by the new scale. Poses elsewhere follow as registration · sample does.
 */
export function nudgeRegistration(
  registration: Readonly<Registration>,
  { axes, move = [0, 0, 0], turnDeg = [0, 0, 0], scaleBy = 1 }: Nudge,
  { pupil, body = pupil.position }: NudgeAt,
): Registration {
  const pose = poseFromPlaced({ ...registration });
  scaleAbout(pose.position, body, scaleBy);
  const shift = vec3.clone(move);
  const turn = quatFromRotationDeg(quat.create(), turnDeg);
  if (axes === 'camera') {
    vec3.transformQuat(shift, shift, pupil.orientation);
    const stageFromCamera = quat.normalize(quat.create(), pupil.orientation);
    quat.multiply(turn, stageFromCamera, turn);
    quat.multiply(turn, turn, quat.conjugate(quat.create(), stageFromCamera));
  }
  const arm = vec3.subtract(vec3.create(), pose.position, pupil.position);
  vec3.transformQuat(arm, arm, turn);
  vec3.add(pose.position, pupil.position, arm);
  vec3.add(pose.position, pose.position, shift);
  quat.multiply(pose.orientation, turn, pose.orientation);
  return registrationFromPose(pose, registration.scale * scaleBy);
}

/** body = position + R·(scale·tracker): a larger scale moves the position so that the body stays. */
function scaleAbout(position: vec3, body: Readonly<vec3>, scaleBy: number): void {
  const arm = vec3.subtract(vec3.create(), position, body);
  vec3.scaleAndAdd(position, body, arm, scaleBy);
}
