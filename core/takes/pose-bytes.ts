import type { Pose } from '../math.ts';
import type { LensState } from '../tracking/lens.ts';

export const poseBytes = 7 * 8;
export const lensBytes = 10 * 8;

/** Writes position and quaternion as seven doubles; returns where the next thing goes. */
export function putPose(view: DataView, at: number, pose: Readonly<Pose>): number {
  const { position, orientation } = pose;
  view.setFloat64(at, position[0], true);
  view.setFloat64(at + 8, position[1], true);
  view.setFloat64(at + 16, position[2], true);
  view.setFloat64(at + 24, orientation[0], true);
  view.setFloat64(at + 32, orientation[1], true);
  view.setFloat64(at + 40, orientation[2], true);
  view.setFloat64(at + 48, orientation[3], true);
  return at + poseBytes;
}

export function getPose(view: DataView, at: number, { position, orientation }: Pose): number {
  position[0] = view.getFloat64(at, true);
  position[1] = view.getFloat64(at + 8, true);
  position[2] = view.getFloat64(at + 16, true);
  orientation[0] = view.getFloat64(at + 24, true);
  orientation[1] = view.getFloat64(at + 32, true);
  orientation[2] = view.getFloat64(at + 40, true);
  orientation[3] = view.getFloat64(at + 48, true);
  return at + poseBytes;
}

/** Writes a lens as ten doubles, in the order of `LensState`. */
export function putLens(view: DataView, at: number, lens: Readonly<LensState>): number {
  view.setFloat64(at, lens.focalLengthMm, true);
  view.setFloat64(at + 8, lens.sensorWidthMm, true);
  view.setFloat64(at + 16, lens.sensorHeightMm, true);
  view.setFloat64(at + 24, lens.squeeze, true);
  view.setFloat64(at + 32, lens.entrancePupilMm, true);
  view.setFloat64(at + 40, lens.focusDistanceM, true);
  view.setFloat64(at + 48, lens.fStop, true);
  view.setFloat64(at + 56, lens.projectionOffsetXMm, true);
  view.setFloat64(at + 64, lens.projectionOffsetYMm, true);
  view.setFloat64(at + 72, lens.distortionOverscan, true);
  return at + lensBytes;
}

export function getLens(view: DataView, at: number, out: LensState): number {
  out.focalLengthMm = view.getFloat64(at, true);
  out.sensorWidthMm = view.getFloat64(at + 8, true);
  out.sensorHeightMm = view.getFloat64(at + 16, true);
  out.squeeze = view.getFloat64(at + 24, true);
  out.entrancePupilMm = view.getFloat64(at + 32, true);
  out.focusDistanceM = view.getFloat64(at + 40, true);
  out.fStop = view.getFloat64(at + 48, true);
  out.projectionOffsetXMm = view.getFloat64(at + 56, true);
  out.projectionOffsetYMm = view.getFloat64(at + 64, true);
  out.distortionOverscan = view.getFloat64(at + 72, true);
  return at + lensBytes;
}
