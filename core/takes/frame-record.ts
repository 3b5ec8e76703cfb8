import { cameraStatuses } from '../tracking/camera-status.ts';
import type { Velocity } from '../tracking/motion.ts';
import { type FrameObject, maxObjects } from '../wire/frame-object.ts';
import {
  createFramePacket,
  type FrameCamera,
  type FramePacket,
  maxCameras,
} from '../wire/frame-packet.ts';
import { getLens, getPose, lensBytes, poseBytes, putLens, putPose } from './pose-bytes.ts';

/** Which environment a frame showed and where its content stood. Hashes are `idHash` of the ids. */
export interface FrameContent {
  programHash: number;
  contentMs: number;
  /** The new environment while a fade runs, else the same as program. */
  secondHash: number;
  secondContentMs: number;
  /** Share of the second, 0..1. */
  mix: number;
}

/** One wall frame as it was sent to the outputs. Mutable: one serves all. */
export interface FrameRecord {
  packet: FramePacket;
  /** Show time for which its poses were evaluated, when its light is seen, ms. */
  poseMs: number;
  content: FrameContent;
}

export const createFrameContent = (): FrameContent => ({
  programHash: 0,
  contentMs: 0,
  secondHash: 0,
  secondContentMs: 0,
  mix: 0,
});

export const createFrameRecord = (): FrameRecord => ({
  packet: createFramePacket(),
  poseMs: 0,
  content: createFrameContent(),
});

const headBytes = 80;
const poseAt = 8;
const lensAt = poseAt + poseBytes;
const numbersAt = lensAt + lensBytes;
const cameraBytes = numbersAt + 8 * 8;
const objectAgeAt = poseAt + poseBytes;
const objectBytes = objectAgeAt + 7 * 8;

const frameBytes = (cameras: number, objects: number): number =>
  headBytes + cameras * cameraBytes + objects * objectBytes;

export const mostFrameBytes = frameBytes(maxCameras, maxObjects);

/**
 * k f64 @0, target ms @8, pose ms @16, sent ms @24, content ms @32, second content ms @40, mix @48,
 * epoch u32 @56, state revision u32 @60, program hash u32 @64, second hash u32 @68, cameras u8 @72, objects u8 @73;
 * then 208 bytes a camera: id hash u32 @0, status u8 @4, held u8 @5, pose @8, lens @64, age ms,
 * overscan and velocity (m/ms, rad/ms) as eight doubles @144; then 120 bytes an object: the same without
 * held and lens, age and velocity as seven doubles @64. Returns the number of bytes. Allocates nothing.
 */
export function encodeFrame(view: DataView, at: number, record: Readonly<FrameRecord>): number {
  const { packet, content } = record;
  view.setFloat64(at, packet.k, true);
  view.setFloat64(at + 8, packet.targetMs, true);
  view.setFloat64(at + 16, record.poseMs, true);
  view.setFloat64(at + 24, packet.sentMs, true);
  view.setFloat64(at + 32, content.contentMs, true);
  view.setFloat64(at + 40, content.secondContentMs, true);
  view.setFloat64(at + 48, content.mix, true);
  view.setUint32(at + 56, packet.epoch, true);
  view.setUint32(at + 60, packet.stateRevision, true);
  view.setUint32(at + 64, content.programHash, true);
  view.setUint32(at + 68, content.secondHash, true);
  view.setUint8(at + 72, packet.cameraCount);
  view.setUint8(at + 73, packet.objectCount);
  view.setUint16(at + 74, 0, true);
  view.setUint32(at + 76, 0, true);
  for (let i = 0; i < packet.cameraCount; i++) {
    const camera = packet.cameras[i];
    if (camera) putCamera(view, at + frameBytes(i, 0), camera);
  }
  for (let i = 0; i < packet.objectCount; i++) {
    const object = packet.objects[i];
    if (object) putObject(view, at + frameBytes(packet.cameraCount, i), object);
  }
  return frameBytes(packet.cameraCount, packet.objectCount);
}

function putCamera(view: DataView, at: number, camera: FrameCamera): void {
  view.setUint32(at, camera.idHash, true);
  view.setUint8(at + 4, cameraStatuses.indexOf(camera.status));
  view.setUint8(at + 5, camera.held ? 1 : 0);
  view.setUint16(at + 6, 0, true);
  putPose(view, at + poseAt, camera.pose);
  putLens(view, at + lensAt, camera.lens);
  view.setFloat64(at + numbersAt, camera.ageMs, true);
  view.setFloat64(at + numbersAt + 8, camera.overscan, true);
  putVelocity(view, at + numbersAt + 16, camera.velocity);
}

function putObject(view: DataView, at: number, object: FrameObject): void {
  view.setUint32(at, object.idHash, true);
  view.setUint32(at + 4, cameraStatuses.indexOf(object.status), true);
  putPose(view, at + poseAt, object.pose);
  view.setFloat64(at + objectAgeAt, object.ageMs, true);
  putVelocity(view, at + objectAgeAt + 8, object.velocity);
}

function putVelocity(view: DataView, at: number, { linear, angular }: Velocity): void {
  for (let i = 0; i < 3; i++) {
    view.setFloat64(at + i * 8, linear[i] ?? 0, true);
    view.setFloat64(at + 24 + i * 8, angular[i] ?? 0, true);
  }
}

/** Reads a payload of `bytes` bytes into `out`; `false` when its length does not fit what is in it. */
export function decodeFrame(view: DataView, at: number, bytes: number, out: FrameRecord): boolean {
  if (bytes < headBytes) return false;
  const [cameraCount, objectCount] = [view.getUint8(at + 72), view.getUint8(at + 73)];
  if (cameraCount > maxCameras || objectCount > maxObjects) return false;
  if (bytes !== frameBytes(cameraCount, objectCount)) return false;
  const { packet, content } = out;
  packet.k = view.getFloat64(at, true);
  packet.targetMs = view.getFloat64(at + 8, true);
  out.poseMs = view.getFloat64(at + 16, true);
  packet.sentMs = view.getFloat64(at + 24, true);
  content.contentMs = view.getFloat64(at + 32, true);
  content.secondContentMs = view.getFloat64(at + 40, true);
  content.mix = view.getFloat64(at + 48, true);
  packet.epoch = view.getUint32(at + 56, true);
  packet.stateRevision = view.getUint32(at + 60, true);
  content.programHash = view.getUint32(at + 64, true);
  content.secondHash = view.getUint32(at + 68, true);
  packet.cameraCount = cameraCount;
  packet.objectCount = objectCount;
  for (let i = 0; i < cameraCount; i++) {
    const camera = packet.cameras[i];
    if (camera) getCamera(view, at + frameBytes(i, 0), camera);
  }
  for (let i = 0; i < objectCount; i++) {
    const object = packet.objects[i];
    if (object) getObject(view, at + frameBytes(cameraCount, i), object);
  }
  return true;
}

function getCamera(view: DataView, at: number, camera: FrameCamera): void {
  camera.idHash = view.getUint32(at, true);
  camera.status = cameraStatuses[view.getUint8(at + 4)] ?? 'lost';
  camera.held = view.getUint8(at + 5) === 1;
  getPose(view, at + poseAt, camera.pose);
  getLens(view, at + lensAt, camera.lens);
  camera.ageMs = view.getFloat64(at + numbersAt, true);
  camera.overscan = view.getFloat64(at + numbersAt + 8, true);
  getVelocity(view, at + numbersAt + 16, camera.velocity);
}

function getObject(view: DataView, at: number, object: FrameObject): void {
  object.idHash = view.getUint32(at, true);
  object.status = cameraStatuses[view.getUint8(at + 4)] ?? 'lost';
  getPose(view, at + poseAt, object.pose);
  object.ageMs = view.getFloat64(at + objectAgeAt, true);
  getVelocity(view, at + objectAgeAt + 8, object.velocity);
}

function getVelocity(view: DataView, at: number, { linear, angular }: Velocity): void {
  for (let i = 0; i < 3; i++) {
    linear[i] = view.getFloat64(at + i * 8, true);
    angular[i] = view.getFloat64(at + 24 + i * 8, true);
  }
}
