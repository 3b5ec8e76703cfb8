import { mat4, vec3 } from '../math.ts';
import type { InnerFrustumSettings } from '../show/camera-schema.ts';
import { matrixFromPose } from '../tracking/pose-chain.ts';
import type { FrameCamera } from '../wire/frame-packet.ts';
import { type HalfTangents, halfTangents, viewCentre } from './inner-frustum.ts';

/** A tracked camera as the wall needs it: where its pupil is and which part of the wall it sees. */
export interface InnerCamera {
  coverage: 'frustum' | 'wholeWall';
  priority: number;
  pupil: vec3;
  cameraFromStage: mat4;
  /** The overscanned edge, as tangents. */
  edge: HalfTangents;
  /** The middle of its picture, as tangents from the optical axis. */
  centre: HalfTangents;
  /** Width of the feather, as a tangent. */
  featherWidth: number;
}

export const createInnerCamera = (): InnerCamera => ({
  coverage: 'frustum',
  priority: 0,
  pupil: vec3.create(),
  cameraFromStage: mat4.create(),
  edge: { x: 1, y: 1 },
  centre: { x: 0, y: 0 },
  featherWidth: 0,
});

/** Sets `out` from an evaluated camera and its settings. Allocates nothing. */
export function setInnerCamera(
  out: InnerCamera,
  camera: FrameCamera,
  settings: InnerFrustumSettings,
): void {
  const { lens, pose, overscan } = camera;
  out.coverage = settings.coverage;
  out.priority = settings.priority;
  vec3.copy(out.pupil, pose.position);
  matrixFromPose(out.cameraFromStage, pose);
  mat4.invert(out.cameraFromStage, out.cameraFromStage);
  halfTangents(out.edge, lens, overscan);
  viewCentre(out.centre, lens);
  out.featherWidth = settings.feather * 2 * out.edge.y;
}
