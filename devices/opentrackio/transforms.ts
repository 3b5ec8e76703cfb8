import { mat3, quat, radFromDeg, vec3 } from '../../core/math.ts';
import { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { setOrientationYxz } from '../sample-orientation.ts';
import { type Fields, isFields } from './payload.ts';

const mostTransforms = 64;

/**
 * Composes the `transforms` of a sample in list order, first to last (Dolly → Crane Arm → Camera),
 * into the sample's pose: each is translation · rotation · scale.
 *
 * The wire is right-handed with Z up and Y forward, metres and degrees, intrinsic Z-X-Y, pan + to
 * the left: the position is (x, z, −y), the orientation Ry(pan)·Rx(tilt)·Rz(−roll). A scale acts on
 * the translations that follow it and never on the orientation. Returns false when a number is
 * missing or not finite, or a scale not positive.
 */
export function composeTransforms(transforms: unknown, sample: TrackingSample): boolean {
  if (!Array.isArray(transforms) || transforms.length === 0) return false;
  if (transforms.length > mostTransforms) return false;
  vec3.zero(position);
  quat.identity(orientation);
  mat3.identity(linear);
  for (const transform of transforms) {
    if (!isFields(transform) || !appendTransform(transform)) return false;
  }
  quat.normalize(orientation, orientation);
  sample.x = position[0];
  sample.y = position[1];
  sample.z = position[2];
  sample.qx = orientation[0];
  sample.qy = orientation[1];
  sample.qz = orientation[2];
  sample.qw = orientation[3];
  sample.hasPose = true;
  return true;
}

const position = vec3.create();
const orientation = quat.create();
/** Rotations and scales so far, which carry the next translation into the first one's space. */
const linear = mat3.create();

const step = new TrackingSample();
const stepOffset = vec3.create();
const stepTurn = quat.create();
const stepLinear = mat3.create();

function appendTransform({ translation, rotation, scale }: Fields): boolean {
  if (!readTriple(translation, ['x', 'y', 'z'], wire)) return false;
  vec3.set(stepOffset, wire[0], wire[2], -wire[1]);
  if (!readTriple(rotation, ['pan', 'tilt', 'roll'], wire)) return false;
  setOrientationYxz(step, radFromDeg(wire[1]), radFromDeg(wire[0]), -radFromDeg(wire[2]));
  quat.set(stepTurn, step.qx, step.qy, step.qz, step.qw);
  vec3.transformMat3(stepOffset, stepOffset, linear);
  vec3.add(position, position, stepOffset);
  quat.multiply(orientation, orientation, stepTurn);
  mat3.multiply(linear, linear, mat3.fromQuat(stepLinear, stepTurn));
  return scale === undefined || appendScale(scale);
}

function appendScale(scale: unknown): boolean {
  if (!readTriple(scale, ['x', 'y', 'z'], wire) || Math.min(...wire) <= 0) return false;
  const [sx, sy, sz] = wire;
  mat3.multiply(linear, linear, mat3.set(stepLinear, sx, 0, 0, 0, sz, 0, 0, 0, sy));
  return true;
}

const wire: [number, number, number] = [0, 0, 0];

function readTriple(
  value: unknown,
  names: readonly [string, string, string],
  out: [number, number, number],
): boolean {
  if (!isFields(value)) return false;
  for (let i = 0; i < 3; i += 1) {
    const number = value[names[i] ?? ''];
    if (typeof number !== 'number' || !Number.isFinite(number)) return false;
    out[i] = number;
  }
  return true;
}
