import type { TrackingSample } from '../core/tracking/tracking-sample.ts';

/** Why a pose is refused. */
export type PoseFault = 'non-finite' | 'quaternion';

const tolerance = 0.01;

/**
 * Writes the orientation Ry(y)·Rx(x)·Rz(z) (three.js order YXZ, column vectors) into the sample.
 * Angles in radians, any range. Allocates nothing, for the packet path.
 */
export function setOrientationYxz(sample: TrackingSample, x: number, y: number, z: number): void {
  const sx = Math.sin(x / 2);
  const cx = Math.cos(x / 2);
  const sy = Math.sin(y / 2);
  const cy = Math.cos(y / 2);
  const sz = Math.sin(z / 2);
  const cz = Math.cos(z / 2);
  sample.qx = cy * sx * cz + sy * cx * sz;
  sample.qy = sy * cx * cz - cy * sx * sz;
  sample.qz = cy * cx * sz - sy * sx * cz;
  sample.qw = cy * cx * cz + sy * sx * sz;
}

/**
 * Checks the sample's pose at the edge: every number finite, |q| within 1 ± 0.01. A quaternion
 * inside that tolerance is renormalised in place. Returns why the pose is refused, or `undefined`.
 */
export function settlePose(sample: TrackingSample): PoseFault | undefined {
  const { x, y, z, qx, qy, qz, qw } = sample;
  const length = Math.sqrt(qx * qx + qy * qy + qz * qz + qw * qw);
  // One sum is non-finite as soon as one of its terms is.
  if (!Number.isFinite(length) || !Number.isFinite(x - x + (y - y) + (z - z))) return 'non-finite';
  if (Math.abs(length - 1) > tolerance) return 'quaternion';
  sample.qx = qx / length;
  sample.qy = qy / length;
  sample.qz = qz / length;
  sample.qw = qw / length;
  return undefined;
}
