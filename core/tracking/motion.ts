import { type Pose, quat, vec3 } from '../math.ts';

/** Velocity of a pose: m/ms in stage axes, and the rotation vector per ms (axis · rad/ms). */
export interface Velocity {
  linear: vec3;
  angular: vec3;
}

export const createVelocity = (): Velocity => ({ linear: vec3.create(), angular: vec3.create() });

/** Rotation vector (axis · angle, rad, angle ≤ π) of a unit quaternion: the log map of SO(3). */
export function rotationVector(out: vec3, q: Readonly<quat>): vec3 {
  const sign = q[3] < 0 ? -1 : 1;
  const s = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2]);
  const factor = s < 1e-12 ? 2 * sign : (sign * 2 * Math.atan2(s, sign * q[3])) / s;
  return vec3.set(out, q[0] * factor, q[1] * factor, q[2] * factor);
}

const back = quat.create();

/** Rotation vector (rad, stage axes) that turns `from` into `to`. */
export function turnBetween(out: vec3, from: Readonly<Pose>, to: Readonly<Pose>): vec3 {
  quat.conjugate(back, from.orientation);
  quat.multiply(back, to.orientation, back);
  return rotationVector(out, back);
}

/** Unit quaternion of a rotation vector: the inverse of `rotationVector`. */
export function quatFromRotationVector(out: quat, v: Readonly<vec3>): quat {
  const angle = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  const factor = angle < 1e-12 ? 0.5 : Math.sin(angle / 2) / angle;
  return quat.set(out, v[0] * factor, v[1] * factor, v[2] * factor, Math.cos(angle / 2));
}

const moved = vec3.create();
const turned = vec3.create();
const turn = quat.create();

/** Moves a pose by metres in stage axes and turns it by a rotation vector; by nothing: exactly not. */
export function displace(pose: Pose, moved: Readonly<vec3>, turnedBy: Readonly<vec3>): Pose {
  vec3.add(pose.position, pose.position, moved);
  return turnPose(pose, turnedBy);
}

/** Turns a pose where it stands, by a rotation vector in stage axes; by nothing: exactly not. */
export function turnPose(pose: Pose, turnedBy: Readonly<vec3>): Pose {
  if (vec3.squaredLength(turnedBy) === 0) return pose;
  quatFromRotationVector(turn, turnedBy);
  quat.multiply(pose.orientation, turn, pose.orientation);
  quat.normalize(pose.orientation, pose.orientation);
  return pose;
}

/** Moves `pose` on by `ms` at `velocity`. Exactly unchanged where the velocity is zero. */
export function moveOn(pose: Pose, velocity: Velocity, ms: number): Pose {
  vec3.scale(moved, velocity.linear, ms);
  vec3.scale(turned, velocity.angular, ms);
  return displace(pose, moved, turned);
}
