import {
  createPose,
  type Pose,
  quat,
  quatFromRotationDeg,
  rotationDegFromQuat,
  type Triple,
  vec3,
} from '../math.ts';

/**
 * Tracker space → stage space as the show file has it: p ↦ R·(scale·p) + position, metres, degrees
 * (DESIGN section 2). The scale touches tracker positions only.
 */
export interface Registration {
  position: Triple;
  rotationDeg: Triple;
  scale: number;
}

/** The tracked body → the camera's imaging plane, as the show file has it: metres, degrees. */
export interface Mount {
  position: Triple;
  rotationDeg: Triple;
}

export function poseFromPlaced(placed: Readonly<Mount>): Pose {
  const pose = createPose();
  vec3.copy(pose.position, placed.position);
  quatFromRotationDeg(pose.orientation, placed.rotationDeg);
  return pose;
}

export function placedFromPose({ position, orientation }: Readonly<Pose>): Mount {
  const unit = quat.normalize(quat.create(), orientation);
  return {
    position: [position[0], position[1], position[2]],
    rotationDeg: rotationDegFromQuat(unit),
  };
}

export const registrationFromPose = (pose: Readonly<Pose>, scale: number): Registration => ({
  ...placedFromPose(pose),
  scale,
});

/** Stage point of a tracker position, both in metres. */
export function registeredPoint(
  registration: Readonly<Registration>,
  tracker: Readonly<Triple>,
): vec3 {
  const turn = quatFromRotationDeg(quat.create(), registration.rotationDeg);
  const point = vec3.scale(vec3.create(), tracker, registration.scale);
  vec3.transformQuat(point, point, turn);
  return vec3.add(point, point, registration.position);
}

/** A length as an operator says it: 12 mm, 1.3 m. */
export function lengthInWords(meters: number): string {
  if (!Number.isFinite(meters)) return 'an unknown length';
  return meters < 1 ? `${Math.round(meters * 1000)} mm` : `${meters.toFixed(2)} m`;
}
