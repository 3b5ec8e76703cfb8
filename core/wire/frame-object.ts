import { createPose, type Pose, quat } from '../math.ts';
import { type CameraStatus, cameraStatuses } from '../tracking/camera-status.ts';
import { createVelocity, type Velocity } from '../tracking/motion.ts';

/** As many tracked objects are in a packet. */
export const maxObjects = 64;

/** A tracked object evaluated for one frame: stageFromObject. */
export interface FrameObject {
  idHash: number;
  /** A lost object stays where it was seen last; scenes hide it. */
  status: CameraStatus;
  pose: Pose;
  velocity: Velocity;
  /** How old the newest sample was at the target time, ms. */
  ageMs: number;
}

export const createFrameObject = (): FrameObject => ({
  idHash: 0,
  status: 'lost',
  pose: createPose(),
  velocity: createVelocity(),
  ageMs: 0,
});

export const objectBytes = 64;

/**
 * Id hash u32 @0, status u8 @4, then f32: position @8, quaternion @20, velocity @36 (m/ms, rad/ms),
 * age in ms @60. Little-endian. Allocates nothing.
 */
export function encodeObject(view: DataView, at: number, object: FrameObject): void {
  const { position, orientation } = object.pose;
  const { linear, angular } = object.velocity;
  view.setUint32(at, object.idHash, true);
  view.setUint32(at + 4, cameraStatuses.indexOf(object.status), true);
  for (let i = 0; i < 3; i++) {
    view.setFloat32(at + 8 + i * 4, position[i] ?? 0, true);
    view.setFloat32(at + 36 + i * 4, linear[i] ?? 0, true);
    view.setFloat32(at + 48 + i * 4, angular[i] ?? 0, true);
  }
  for (let i = 0; i < 4; i++) view.setFloat32(at + 20 + i * 4, orientation[i] ?? 0, true);
  view.setFloat32(at + 60, object.ageMs, true);
}

/** The inverse; allocates nothing. */
export function decodeObject(view: DataView, at: number, object: FrameObject): void {
  const { position, orientation } = object.pose;
  const { linear, angular } = object.velocity;
  object.idHash = view.getUint32(at, true);
  object.status = cameraStatuses[view.getUint8(at + 4)] ?? 'lost';
  for (let i = 0; i < 3; i++) {
    position[i] = view.getFloat32(at + 8 + i * 4, true);
    linear[i] = view.getFloat32(at + 36 + i * 4, true);
    angular[i] = view.getFloat32(at + 48 + i * 4, true);
  }
  for (let i = 0; i < 4; i++) orientation[i] = view.getFloat32(at + 20 + i * 4, true);
  quat.normalize(orientation, orientation);
  object.ageMs = view.getFloat32(at + 60, true);
}
