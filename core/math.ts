import { glMatrix, mat3, mat4, quat, vec3 } from 'gl-matrix';

/** `new Array(3)` has holes, and V8 puts every number read from it with a default on the heap. */
function PackedArray(length: number): number[] {
  const values: number[] = [];
  while (values.length < length) values.push(0);
  return values;
}
// Doubles: a wall pixel at 50 m needs more than the 24 bits of a float.
glMatrix.setMatrixArrayType(PackedArray as unknown as Float32ArrayConstructor);

export { mat3, mat4, quat, vec3 };

/** Three numbers as they stand in a show file: metres in stage axes unless the name says otherwise. */
export type Triple = [number, number, number];

export const radFromDeg = (deg: number): number => (deg * Math.PI) / 180;
export const degFromRad = (rad: number): number => (rad * 180) / Math.PI;

/** A rigid placement: position in metres, orientation as quaternion x, y, z, w of unit length. */
export interface Pose {
  position: vec3;
  orientation: quat;
}

export const createPose = (): Pose => ({ position: vec3.create(), orientation: quat.create() });

export function copyPose(out: Pose, from: Readonly<Pose>): Pose {
  vec3.copy(out.position, from.position);
  quat.copy(out.orientation, from.orientation);
  return out;
}

/** Angle between two orientations, rad, 0..π. */
export const angleBetween = (a: Readonly<quat>, b: Readonly<quat>): number =>
  2 * Math.acos(Math.min(1, Math.abs(quat.dot(a, b))));

/**
 * Orientation of `rotationDeg: [x, y, z]`: Ry(y)·Rx(x)·Rz(z) on column vectors, the order that
 * three.js calls YXZ. [0, 35, 0] turns to the left, [90, 0, 0] turns a wall face down.
 */
export function quatFromRotationDeg(out: quat, rotationDeg: Readonly<Triple>): quat {
  const x = radFromDeg(rotationDeg[0]) / 2;
  const y = radFromDeg(rotationDeg[1]) / 2;
  const z = radFromDeg(rotationDeg[2]) / 2;
  const [sx, cx, sy, cy, sz, cz] = [
    Math.sin(x),
    Math.cos(x),
    Math.sin(y),
    Math.cos(y),
    Math.sin(z),
    Math.cos(z),
  ];
  return quat.set(
    out,
    cy * sx * cz + sy * cx * sz,
    sy * cx * cz - cy * sx * sz,
    cy * cx * sz - sy * sx * cz,
    cy * cx * cz + sy * sx * sz,
  );
}

/** The inverse of `quatFromRotationDeg`: degrees [x, y, z], x within ±90°. */
export function rotationDegFromQuat(q: Readonly<quat>): Triple {
  const [x, y, z, w] = [q[0], q[1], q[2], q[3]];
  const sinX = Math.min(1, Math.max(-1, 2 * (w * x - y * z)));
  const upright = Math.abs(sinX) < 0.999999;
  const yaw = upright
    ? Math.atan2(2 * (x * z + w * y), 1 - 2 * (x * x + y * y))
    : Math.atan2(-2 * (x * z - w * y), 1 - 2 * (y * y + z * z));
  const roll = upright ? Math.atan2(2 * (x * y + w * z), 1 - 2 * (x * x + z * z)) : 0;
  return [degFromRad(Math.asin(sinX)), degFromRad(yaw), degFromRad(roll)];
}

/** Stage point of `point` given in the space that `pose` places: position + R·point. */
export function transformPoint(out: vec3, pose: Readonly<Pose>, point: Readonly<vec3>): vec3 {
  vec3.transformQuat(out, point, pose.orientation);
  return vec3.add(out, out, pose.position);
}

/** `out = outer · inner`: the inner pose, given in the outer pose's space. `out` may be either. */
export function composePose(out: Pose, outer: Readonly<Pose>, inner: Readonly<Pose>): Pose {
  const p = transformPoint(composed, outer, inner.position);
  quat.multiply(out.orientation, outer.orientation, inner.orientation);
  vec3.copy(out.position, p);
  return out;
}
const composed = vec3.create();
