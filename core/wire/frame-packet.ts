import { createPose, type Pose } from '../math.ts';
import { type CameraStatus, cameraStatuses } from '../tracking/camera-status.ts';
import { createLensState, type LensState } from '../tracking/lens.ts';
import { messageType, wireVersion } from './message-type.ts';

export const maxCameras = 16;

/** One camera evaluated for one frame: stageFromPupil and the lens. */
export interface FrameCamera {
  idHash: number;
  status: CameraStatus;
  /** The operator holds the pose. */
  held: boolean;
  pose: Pose;
  lens: LensState;
  /** How old the newest sample was at the target time, ms. */
  ageMs: number;
  overscan: number;
}

/** Everything that frame k needs to look the same on every output. */
export interface FramePacket {
  epoch: number;
  sequence: number;
  /** The state that frame k is drawn with. */
  stateRevision: number;
  k: number;
  /** Show time at which frame k happens, and for which the poses were evaluated. */
  targetMs: number;
  sentMs: number;
  cameraCount: number;
  /** Always `maxCameras` long; the first `cameraCount` are valid. */
  cameras: readonly FrameCamera[];
}

const createFrameCamera = (): FrameCamera => ({
  idHash: 0,
  status: 'lost',
  held: false,
  pose: createPose(),
  lens: createLensState(),
  ageMs: 0,
  overscan: 1,
});

export const createFramePacket = (): FramePacket => ({
  epoch: 0,
  sequence: 0,
  stateRevision: 0,
  k: -1,
  targetMs: 0,
  sentMs: 0,
  cameraCount: 0,
  cameras: Array.from({ length: maxCameras }, createFrameCamera),
});

const headerBytes = 40;
const cameraBytes = 104;
export const maxFramePacketBytes = headerBytes + maxCameras * cameraBytes;

export const framePacketBytes = (cameraCount: number): number =>
  headerBytes + cameraCount * cameraBytes;

/**
 * Writes a packet: header type u8, version u8, cameras u8, 0 u8, epoch u32 @4, sequence u32 @8,
 * state revision u32 @12, k f64 @16, target ms f64 @24, sent ms f64 @32; then 104 bytes a camera.
 * Returns the number of bytes. Allocates nothing.
 */
export function encodeFramePacket(view: DataView, packet: FramePacket): number {
  view.setUint8(0, messageType.frame);
  view.setUint8(1, wireVersion);
  view.setUint8(2, packet.cameraCount);
  view.setUint8(3, 0);
  view.setUint32(4, packet.epoch, true);
  view.setUint32(8, packet.sequence, true);
  view.setUint32(12, packet.stateRevision, true);
  view.setFloat64(16, packet.k, true);
  view.setFloat64(24, packet.targetMs, true);
  view.setFloat64(32, packet.sentMs, true);
  for (let i = 0; i < packet.cameraCount; i++) {
    const camera = packet.cameras[i];
    if (camera) encodeCamera(view, headerBytes + i * cameraBytes, camera);
  }
  return framePacketBytes(packet.cameraCount);
}

/** Camera: id hash u32 @0, status u8 @4, held u8 @5, position 3 × f64 @8, quaternion 4 × f64 @32, lens and age f32 from @64. */
function encodeCamera(view: DataView, at: number, camera: FrameCamera): void {
  const { position, orientation } = camera.pose;
  view.setUint32(at, camera.idHash, true);
  view.setUint8(at + 4, cameraStatuses.indexOf(camera.status));
  view.setUint8(at + 5, camera.held ? 1 : 0);
  view.setUint16(at + 6, 0, true);
  for (let i = 0; i < 3; i++) view.setFloat64(at + 8 + i * 8, position[i] ?? 0, true);
  for (let i = 0; i < 4; i++) view.setFloat64(at + 32 + i * 8, orientation[i] ?? 0, true);
  const { lens } = camera;
  view.setFloat32(at + 64, lens.focalLengthMm, true);
  view.setFloat32(at + 68, lens.sensorWidthMm, true);
  view.setFloat32(at + 72, lens.sensorHeightMm, true);
  view.setFloat32(at + 76, lens.squeeze, true);
  view.setFloat32(at + 80, lens.entrancePupilMm, true);
  view.setFloat32(at + 84, lens.focusDistanceM, true);
  view.setFloat32(at + 88, lens.fStop, true);
  view.setFloat32(at + 92, camera.ageMs, true);
  view.setFloat32(at + 96, camera.overscan, true);
  view.setFloat32(at + 100, 0, true);
}

/** Reads a packet into `out`; `false` when it is no whole frame packet of this version. Allocates nothing. */
export function decodeFramePacket(view: DataView, out: FramePacket): boolean {
  if (view.byteLength < headerBytes) return false;
  if (view.getUint8(0) !== messageType.frame || view.getUint8(1) !== wireVersion) return false;
  const count = view.getUint8(2);
  if (count > maxCameras || view.byteLength < framePacketBytes(count)) return false;
  out.cameraCount = count;
  out.epoch = view.getUint32(4, true);
  out.sequence = view.getUint32(8, true);
  out.stateRevision = view.getUint32(12, true);
  out.k = view.getFloat64(16, true);
  out.targetMs = view.getFloat64(24, true);
  out.sentMs = view.getFloat64(32, true);
  for (let i = 0; i < count; i++) {
    const camera = out.cameras[i];
    if (camera) decodeCamera(view, headerBytes + i * cameraBytes, camera);
  }
  return true;
}

function decodeCamera(view: DataView, at: number, camera: FrameCamera): void {
  const { position, orientation } = camera.pose;
  camera.idHash = view.getUint32(at, true);
  camera.status = cameraStatuses[view.getUint8(at + 4)] ?? 'lost';
  camera.held = view.getUint8(at + 5) === 1;
  for (let i = 0; i < 3; i++) position[i] = view.getFloat64(at + 8 + i * 8, true);
  for (let i = 0; i < 4; i++) orientation[i] = view.getFloat64(at + 32 + i * 8, true);
  const { lens } = camera;
  lens.focalLengthMm = view.getFloat32(at + 64, true);
  lens.sensorWidthMm = view.getFloat32(at + 68, true);
  lens.sensorHeightMm = view.getFloat32(at + 72, true);
  lens.squeeze = view.getFloat32(at + 76, true);
  lens.entrancePupilMm = view.getFloat32(at + 80, true);
  lens.focusDistanceM = view.getFloat32(at + 84, true);
  lens.fStop = view.getFloat32(at + 88, true);
  camera.ageMs = view.getFloat32(at + 92, true);
  camera.overscan = view.getFloat32(at + 96, true);
}
