import { createPose, type Pose } from '../math.ts';
import { messageType, wireVersion } from './message-type.ts';

/** One accepted sample, composed to the pupil in stage space, before filter and prediction. */
export interface SamplePacket {
  idHash: number;
  /** Counts the camera's samples since the server started. */
  sequence: number;
  /** NaN when the source carries no time. */
  sourceTimeMs: number;
  receivedMs: number;
  pose: Pose;
  focalLengthMm: number;
}

export const samplePacketBytes = 96;

export const createSamplePacket = (): SamplePacket => ({
  idHash: 0,
  sequence: 0,
  sourceTimeMs: Number.NaN,
  receivedMs: 0,
  pose: createPose(),
  focalLengthMm: 0,
});

/**
 * type u8, version u8, 2 spare, id hash u32 @4, sequence u32 @8, focal length f32 @12, source time
 * f64 @16, receive time f64 @24, position 3 × f64 @32, quaternion 4 × f64 @56, 8 spare.
 */
export function encodeSamplePacket(view: DataView, packet: SamplePacket): number {
  view.setUint8(0, messageType.sample);
  view.setUint8(1, wireVersion);
  view.setUint32(4, packet.idHash, true);
  view.setUint32(8, packet.sequence, true);
  view.setFloat32(12, packet.focalLengthMm, true);
  view.setFloat64(16, packet.sourceTimeMs, true);
  view.setFloat64(24, packet.receivedMs, true);
  for (let i = 0; i < 3; i++) view.setFloat64(32 + i * 8, packet.pose.position[i] ?? 0, true);
  for (let i = 0; i < 4; i++) view.setFloat64(56 + i * 8, packet.pose.orientation[i] ?? 0, true);
  return samplePacketBytes;
}

export function decodeSamplePacket(view: DataView, out: SamplePacket): boolean {
  if (view.byteLength < samplePacketBytes) return false;
  if (view.getUint8(0) !== messageType.sample || view.getUint8(1) !== wireVersion) return false;
  out.idHash = view.getUint32(4, true);
  out.sequence = view.getUint32(8, true);
  out.focalLengthMm = view.getFloat32(12, true);
  out.sourceTimeMs = view.getFloat64(16, true);
  out.receivedMs = view.getFloat64(24, true);
  for (let i = 0; i < 3; i++) out.pose.position[i] = view.getFloat64(32 + i * 8, true);
  for (let i = 0; i < 4; i++) out.pose.orientation[i] = view.getFloat64(56 + i * 8, true);
  return true;
}
