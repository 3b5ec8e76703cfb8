import { createPose, type Pose } from '../math.ts';
import { type CameraStatus, cameraStatuses } from '../tracking/camera-status.ts';
import { createLensState, type LensState } from '../tracking/lens.ts';
import { createVelocity, type Velocity } from '../tracking/motion.ts';
import {
  createFrameObject,
  decodeObject,
  encodeObject,
  type FrameObject,
  maxObjects,
  objectBytes,
} from './frame-object.ts';
import { messageType, wireVersion } from './message-type.ts';

export const maxCameras = 16;

/** Nothing older than this is drawn as new: a packet this far behind its frame is held, ms. */
export const staleMs = 100;

/** One camera evaluated for one frame: stageFromPupil and the lens. */
export interface FrameCamera {
  idHash: number;
  status: CameraStatus;
  /** The operator holds the pose. */
  held: boolean;
  pose: Pose;
  /** What the pose was predicted with: an output that misses a packet moves its last pose on by it. */
  velocity: Velocity;
  lens: LensState;
  /** How old the newest sample was at the target time, ms. */
  ageMs: number;
  overscan: number;
}

/** What a packet says before its cameras and objects. */
export interface FrameHeader {
  epoch: number;
  sequence: number;
  /** The state that frame k is drawn with. */
  stateRevision: number;
  k: number;
  /** Show time at which frame k happens. */
  targetMs: number;
  /** When it was sent: in show time, and on the server's own clock. */
  sentMs: number;
  sentServerMs: number;
  /** How much faster show time runs than the server's clock. */
  rateOffset: number;
  cameraCount: number;
  objectCount: number;
}

/** Everything that frame k needs to look the same on every output. */
export interface FramePacket extends FrameHeader {
  /** Always `maxCameras` long; the first `cameraCount` are valid. */
  cameras: readonly FrameCamera[];
  /** Always `maxObjects` long; the first `objectCount` are valid. */
  objects: readonly FrameObject[];
}

/** Everything on the stage that was evaluated for a frame. */
export type FrameSubjects = Pick<
  FramePacket,
  'cameras' | 'cameraCount' | 'objects' | 'objectCount'
>;

const createFrameCamera = (): FrameCamera => ({
  idHash: 0,
  status: 'lost',
  held: false,
  pose: createPose(),
  velocity: createVelocity(),
  lens: createLensState(),
  ageMs: 0,
  overscan: 1,
});

export const createFrameHeader = (): FrameHeader => ({
  epoch: 0,
  sequence: 0,
  stateRevision: 0,
  k: -1,
  targetMs: 0,
  sentMs: 0,
  sentServerMs: 0,
  rateOffset: 0,
  cameraCount: 0,
  objectCount: 0,
});

export const createFramePacket = (): FramePacket => ({
  ...createFrameHeader(),
  cameras: Array.from({ length: maxCameras }, createFrameCamera),
  objects: Array.from({ length: maxObjects }, createFrameObject),
});

export const frameHeaderBytes = 56;
const cameraBytes = 136;

export const framePacketBytes = (cameraCount: number, objectCount: number): number =>
  frameHeaderBytes + cameraCount * cameraBytes + objectCount * objectBytes;

export const maxFramePacketBytes = framePacketBytes(maxCameras, maxObjects);

/**
 * Writes a packet: header type u8, version u8, cameras u8, objects u8, epoch u32 @4, sequence u32 @8,
 * state revision u32 @12, k f64 @16, target ms f64 @24, sent ms f64 @32, the same on the server's
 * clock f64 @40, rate offset f64 @48; then 136 bytes a camera
 * and 64 an object.
 * Returns the number of bytes. Allocates nothing.
 */
export function encodeFramePacket(view: DataView, packet: FramePacket): number {
  view.setUint8(0, messageType.frame);
  view.setUint8(1, wireVersion);
  view.setUint8(2, packet.cameraCount);
  view.setUint8(3, packet.objectCount);
  view.setUint32(4, packet.epoch, true);
  view.setUint32(8, packet.sequence, true);
  view.setUint32(12, packet.stateRevision, true);
  view.setFloat64(16, packet.k, true);
  view.setFloat64(24, packet.targetMs, true);
  view.setFloat64(32, packet.sentMs, true);
  view.setFloat64(40, packet.sentServerMs, true);
  view.setFloat64(48, packet.rateOffset, true);
  for (let i = 0; i < packet.cameraCount; i++) {
    const camera = packet.cameras[i];
    if (camera) encodeCamera(view, frameHeaderBytes + i * cameraBytes, camera);
  }
  for (let i = 0; i < packet.objectCount; i++) {
    const object = packet.objects[i];
    if (object) encodeObject(view, framePacketBytes(packet.cameraCount, i), object);
  }
  return framePacketBytes(packet.cameraCount, packet.objectCount);
}

/**
 * Camera: id hash u32 @0, status u8 @4, held u8 @5, position 3 × f64 @8, quaternion 4 × f64 @32, lens,
 * age and overscan f32 from @64, velocity 6 × f32 @100 (m/ms, rad/ms), projection offset 2 × f32 @124,
 * distortion overscan f32 @132.
 */
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
  const { linear, angular } = camera.velocity;
  for (let i = 0; i < 3; i++) view.setFloat32(at + 100 + i * 4, linear[i] ?? 0, true);
  for (let i = 0; i < 3; i++) view.setFloat32(at + 112 + i * 4, angular[i] ?? 0, true);
  view.setFloat32(at + 124, lens.projectionOffsetXMm, true);
  view.setFloat32(at + 128, lens.projectionOffsetYMm, true);
  view.setFloat32(at + 132, lens.distortionOverscan, true);
}

/** Reads the first bytes of what is known to be a frame packet. Allocates nothing. */
export function decodeFrameHeader(view: DataView, out: FrameHeader): void {
  out.cameraCount = view.getUint8(2);
  out.objectCount = view.getUint8(3);
  out.epoch = view.getUint32(4, true);
  out.sequence = view.getUint32(8, true);
  out.stateRevision = view.getUint32(12, true);
  out.k = view.getFloat64(16, true);
  out.targetMs = view.getFloat64(24, true);
  out.sentMs = view.getFloat64(32, true);
  out.sentServerMs = view.getFloat64(40, true);
  out.rateOffset = view.getFloat64(48, true);
}

/** Reads a packet into `out`; `false` when it is no whole frame packet of this version. Allocates nothing. */
export function decodeFramePacket(view: DataView, out: FramePacket): boolean {
  if (view.byteLength < frameHeaderBytes) return false;
  if (view.getUint8(0) !== messageType.frame || view.getUint8(1) !== wireVersion) return false;
  const [cameras, objects] = [view.getUint8(2), view.getUint8(3)];
  if (cameras > maxCameras || objects > maxObjects) return false;
  if (view.byteLength < framePacketBytes(cameras, objects)) return false;
  decodeFrameHeader(view, out);
  for (let i = 0; i < cameras; i++) {
    const camera = out.cameras[i];
    if (camera) decodeCamera(view, frameHeaderBytes + i * cameraBytes, camera);
  }
  for (let i = 0; i < objects; i++) {
    const object = out.objects[i];
    if (object) decodeObject(view, framePacketBytes(cameras, i), object);
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
  lens.projectionOffsetXMm = view.getFloat32(at + 124, true);
  lens.projectionOffsetYMm = view.getFloat32(at + 128, true);
  lens.distortionOverscan = view.getFloat32(at + 132, true);
  camera.ageMs = view.getFloat32(at + 92, true);
  camera.overscan = view.getFloat32(at + 96, true);
  const { linear, angular } = camera.velocity;
  for (let i = 0; i < 3; i++) linear[i] = view.getFloat32(at + 100 + i * 4, true);
  for (let i = 0; i < 3; i++) angular[i] = view.getFloat32(at + 112 + i * 4, true);
}
