import { createPose, type Pose } from '../../core/math.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';

/** The newest accepted sample in tracker space, house axes: what the transform chain begins with. */
export interface RawSample {
  pose: Pose;
  zoomEncoder: number;
  focusEncoder: number;
  irisEncoder: number;
}

export const createRawSample = (): RawSample => ({
  pose: createPose(),
  zoomEncoder: Number.NaN,
  focusEncoder: Number.NaN,
  irisEncoder: Number.NaN,
});

/** Keeps the counts of the rings that a sample has, which may be one without a pose. Allocates nothing. */
export function hearRings(
  raw: RawSample,
  { zoomEncoder, focusEncoder, irisEncoder }: TrackingSample,
): void {
  if (!Number.isNaN(zoomEncoder)) raw.zoomEncoder = zoomEncoder;
  if (!Number.isNaN(focusEncoder)) raw.focusEncoder = focusEncoder;
  if (!Number.isNaN(irisEncoder)) raw.irisEncoder = irisEncoder;
}
