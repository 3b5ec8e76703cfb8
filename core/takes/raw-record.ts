import { distortionModels, type LensDistortion } from '../lens/distortion.ts';
import { createPose, type Pose } from '../math.ts';
import { createLensState, type LensState } from '../tracking/lens.ts';
import { TrackingSample } from '../tracking/tracking-sample.ts';
import { getLens, getPose, lensBytes, poseBytes, putLens, putPose } from './pose-bytes.ts';

/** One accepted sample of one camera, as it came and as it was understood. Mutable: one serves all. */
export interface RawRecord {
  /** `idHash` of the camera's id. */
  idHash: number;
  /** Show time at which the pose was true: arrival less what the way and the tracker took, ms. */
  takenMs: number;
  /** Of the source whose poses are drawn; `false` for one that stands by. */
  used: boolean;
  /** As it came, in tracker space; `receivedMs` is show time. Its subject is not kept. */
  sample: TrackingSample;
  /** stageFromPupil, before filter and prediction. */
  pupil: Pose;
  /** The lens that the camera was drawn with from here on. */
  lens: LensState;
}

export const createRawRecord = (): RawRecord => ({
  idHash: 0,
  takenMs: 0,
  used: true,
  sample: new TrackingSample(),
  pupil: createPose(),
  lens: createLensState(),
});

const flag = { pose: 1, valid: 2, used: 4 } as const;
const wireAt = 16;
const pupilAt = wireAt + 25 * 8;
const lensAt = pupilAt + poseBytes;
const distortionAt = lensAt + lensBytes;
const plainBytes = distortionAt;
const distortedBytes = distortionAt + 12 * 8;
export const mostRawBytes = distortedBytes;

/**
 * id hash u32 @0, flags u8 @4, distortion model u8 @5, taken ms f64 @8, the wire's 25 fields as doubles
 * @16, pupil pose as seven and lens as ten doubles; then, only with a distortion, twelve more.
 * Returns the number of bytes. Allocates nothing.
 */
export function encodeRaw(view: DataView, at: number, record: Readonly<RawRecord>): number {
  const { sample } = record;
  const { distortion } = sample;
  view.setUint32(at, record.idHash, true);
  const source = (sample.valid ? flag.valid : 0) | (record.used ? flag.used : 0);
  view.setUint8(at + 4, source | (sample.hasPose ? flag.pose : 0));
  view.setUint8(at + 5, distortionModels.indexOf(distortion.model));
  view.setUint16(at + 6, 0, true);
  view.setFloat64(at + 8, record.takenMs, true);
  putWire(view, at + wireAt, sample);
  putPose(view, at + pupilAt, record.pupil);
  putLens(view, at + lensAt, record.lens);
  if (distortion.model === 'none') return plainBytes;
  putDistortion(view, at + distortionAt, distortion);
  return distortedBytes;
}

/** Field by field: reading one by a name that varies would put every number on the heap. */
function putWire(view: DataView, at: number, sample: Readonly<TrackingSample>): void {
  view.setFloat64(at, sample.sequence, true);
  view.setFloat64(at + 8, sample.sourceTimeMs, true);
  view.setFloat64(at + 16, sample.receivedMs, true);
  view.setFloat64(at + 24, sample.timecodeFrame, true);
  view.setFloat64(at + 32, sample.translationAgeMs, true);
  view.setFloat64(at + 40, sample.rotationAgeMs, true);
  view.setFloat64(at + 48, sample.lensAgeMs, true);
  view.setFloat64(at + 56, sample.x, true);
  view.setFloat64(at + 64, sample.y, true);
  view.setFloat64(at + 72, sample.z, true);
  view.setFloat64(at + 80, sample.qx, true);
  view.setFloat64(at + 88, sample.qy, true);
  view.setFloat64(at + 96, sample.qz, true);
  view.setFloat64(at + 104, sample.qw, true);
  view.setFloat64(at + 112, sample.focalLengthMm, true);
  view.setFloat64(at + 120, sample.focusDistanceM, true);
  view.setFloat64(at + 128, sample.fStop, true);
  view.setFloat64(at + 136, sample.entrancePupilMm, true);
  view.setFloat64(at + 144, sample.sensorWidthMm, true);
  view.setFloat64(at + 152, sample.sensorHeightMm, true);
  view.setFloat64(at + 160, sample.squeeze, true);
  view.setFloat64(at + 168, sample.verticalFovRad, true);
  view.setFloat64(at + 176, sample.zoomEncoder, true);
  view.setFloat64(at + 184, sample.focusEncoder, true);
  view.setFloat64(at + 192, sample.irisEncoder, true);
}

/** Reads a payload of `bytes` bytes into `out`; `false` when it has another length. */
export function decodeRaw(view: DataView, at: number, bytes: number, out: RawRecord): boolean {
  if (bytes !== plainBytes && bytes !== distortedBytes) return false;
  const { sample } = out;
  out.idHash = view.getUint32(at, true);
  const flags = view.getUint8(at + 4);
  sample.clear();
  sample.hasPose = (flags & flag.pose) !== 0;
  sample.valid = (flags & flag.valid) !== 0;
  out.used = (flags & flag.used) !== 0;
  out.takenMs = view.getFloat64(at + 8, true);
  getWire(view, at + wireAt, sample);
  getPose(view, at + pupilAt, out.pupil);
  getLens(view, at + lensAt, out.lens);
  if (bytes === plainBytes) return true;
  sample.distortion.model = distortionModels[view.getUint8(at + 5)] ?? 'none';
  getDistortion(view, at + distortionAt, sample.distortion);
  return true;
}

function getWire(view: DataView, at: number, sample: TrackingSample): void {
  sample.sequence = view.getFloat64(at, true);
  sample.sourceTimeMs = view.getFloat64(at + 8, true);
  sample.receivedMs = view.getFloat64(at + 16, true);
  sample.timecodeFrame = view.getFloat64(at + 24, true);
  sample.translationAgeMs = view.getFloat64(at + 32, true);
  sample.rotationAgeMs = view.getFloat64(at + 40, true);
  sample.lensAgeMs = view.getFloat64(at + 48, true);
  sample.x = view.getFloat64(at + 56, true);
  sample.y = view.getFloat64(at + 64, true);
  sample.z = view.getFloat64(at + 72, true);
  sample.qx = view.getFloat64(at + 80, true);
  sample.qy = view.getFloat64(at + 88, true);
  sample.qz = view.getFloat64(at + 96, true);
  sample.qw = view.getFloat64(at + 104, true);
  sample.focalLengthMm = view.getFloat64(at + 112, true);
  sample.focusDistanceM = view.getFloat64(at + 120, true);
  sample.fStop = view.getFloat64(at + 128, true);
  sample.entrancePupilMm = view.getFloat64(at + 136, true);
  sample.sensorWidthMm = view.getFloat64(at + 144, true);
  sample.sensorHeightMm = view.getFloat64(at + 152, true);
  sample.squeeze = view.getFloat64(at + 160, true);
  sample.verticalFovRad = view.getFloat64(at + 168, true);
  sample.zoomEncoder = view.getFloat64(at + 176, true);
  sample.focusEncoder = view.getFloat64(at + 184, true);
  sample.irisEncoder = view.getFloat64(at + 192, true);
}

function putDistortion(view: DataView, at: number, distortion: LensDistortion): void {
  const { radial, tangential, projectionOffsetMm, distortionOffsetMm } = distortion;
  for (let i = 0; i < 6; i++) view.setFloat64(at + i * 8, radial[i] ?? 0, true);
  view.setFloat64(at + 48, tangential[0], true);
  view.setFloat64(at + 56, tangential[1], true);
  view.setFloat64(at + 64, projectionOffsetMm[0], true);
  view.setFloat64(at + 72, projectionOffsetMm[1], true);
  view.setFloat64(at + 80, distortionOffsetMm[0], true);
  view.setFloat64(at + 88, distortionOffsetMm[1], true);
}

function getDistortion(view: DataView, at: number, out: LensDistortion): void {
  const pair = (index: number): [number, number] => [
    view.getFloat64(at + index * 8, true),
    view.getFloat64(at + index * 8 + 8, true),
  ];
  out.radial = [...pair(0), ...pair(2), ...pair(4)];
  out.tangential = pair(6);
  out.projectionOffsetMm = pair(8);
  out.distortionOffsetMm = pair(10);
}
