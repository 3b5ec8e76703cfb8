import { mat4, quat, vec3 } from '../../../core/math.ts';
import type { Vector } from '../../support/silhouette.ts';

/** What an operator does to the camera: degrees, metres; pan right, tilt up, roll clockwise, truck right are positive. */
export interface Move {
  pan?: number;
  tilt?: number;
  roll?: number;
  truck?: number;
}

export type Quaternion = readonly [number, number, number, number];

/** A place and a direction in stage space. */
export interface Placed {
  position: Vector;
  quaternion: Quaternion;
}

/** Where the camera stands before each move: 3 m in front of the wall, squarely. */
export const home: Vector = [0, 1.5, 0];

const axes = { x: 0, y: 1, z: 2 } as const;

export function turn(axis: keyof typeof axes, deg: number): Quaternion {
  const half = (deg * Math.PI) / 360;
  const q: [number, number, number, number] = [0, 0, 0, Math.cos(half)];
  q[axes[axis]] = Math.sin(half);
  return q;
}

const times = (a: Quaternion, b: Quaternion): Quaternion => {
  const [x = 0, y = 0, z = 0, w = 1] = quat.multiply(quat.create(), [...a], [...b]);
  return [x, y, z, w];
};

/** The pose after a move, from DESIGN section 6: Ry(−pan right)·Rx(tilt)·Rz(−roll). */
export const placed = ({ pan = 0, tilt = 0, roll = 0, truck = 0 }: Move): Placed => ({
  position: [home[0] + truck, home[1], home[2]],
  quaternion: times(times(turn('y', -pan), turn('x', tilt)), turn('z', -roll)),
});

const matrixOf = ({ position, quaternion }: Placed): mat4 =>
  mat4.fromRotationTranslation(mat4.create(), [...quaternion], [...position]);

const inverseOf = (matrix: mat4): mat4 => mat4.invert(mat4.create(), matrix) ?? mat4.create();

/** What a tracker says of a pupil: the chain of DESIGN section 2 (scale 1) solved for its sample. */
export function trackedFrom(
  pupil: Placed,
  { registration, mount, pupilMm }: { registration: Placed; mount: Placed; pupilMm: number },
): Placed {
  const pupilFromCamera = matrixOf({ position: [0, 0, pupilMm / 1000], quaternion: [0, 0, 0, 1] });
  const sample = inverseOf(matrixOf(registration));
  mat4.multiply(sample, sample, matrixOf(pupil));
  mat4.multiply(sample, sample, pupilFromCamera);
  mat4.multiply(sample, sample, inverseOf(matrixOf(mount)));
  const [x = 0, y = 0, z = 0] = mat4.getTranslation(vec3.create(), sample);
  const [qx = 0, qy = 0, qz = 0, qw = 1] = mat4.getRotation(quat.create(), sample);
  return { position: [x, y, z], quaternion: [qx, qy, qz, qw] };
}

/** The axis of a turn, as long as its angle in radians. */
export function axisAngle([x, y, z, w]: Quaternion): Vector {
  const sine = Math.hypot(x, y, z);
  const scale = sine < 1e-12 ? 2 : (2 * Math.atan2(sine, w)) / sine;
  return [x * scale, y * scale, z * scale];
}

/** A direction of the camera in the stage. */
export function direction({ quaternion }: Placed, inCamera: Vector): Vector {
  const [x = 0, y = 0, z = 0] = vec3.transformQuat(vec3.create(), [...inCamera], [...quaternion]);
  return [x, y, z];
}
