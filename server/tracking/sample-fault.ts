import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';

/** Reasons for which a sample never becomes a pose, as they are counted and shown. */
export type SampleFault =
  | 'non-finite'
  | 'quaternion'
  | 'bounds'
  | 'duplicate'
  | 'late'
  | 'jump'
  | 'untrusted';

/** Largest deviation of a quaternion's length from 1 (reliability goal R3). */
const mostLengthError = 0.01;

/** What forbids using the sample's pose, before it is composed; `undefined` when nothing does. */
export function sampleFault(sample: TrackingSample): SampleFault | undefined {
  const { x, y, z, qx, qy, qz, qw } = sample;
  if (!sample.valid) return 'untrusted';
  if (!Number.isFinite(x + y + z)) return 'non-finite';
  if (!Number.isFinite(qx + qy + qz + qw)) return 'non-finite';
  const length = Math.sqrt(qx * qx + qy * qy + qz * qz + qw * qw);
  return Math.abs(length - 1) <= mostLengthError ? undefined : 'quaternion';
}
