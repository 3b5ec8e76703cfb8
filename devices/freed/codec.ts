import { type Pose, radFromDeg, rotationDegFromQuat } from '../../core/math.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { setOrientationYxz } from '../sample-orientation.ts';

/** Bytes of one D1 packet. */
export const freedLength = 29;

/** Why a packet is refused. `other-type` is FreeD, but no pose (D0 and D2 to DB). */
export type FreedFault = 'length' | 'checksum' | 'type' | 'other-type';

const poseType = 0xd1;
const firstType = 0xd0;
const lastType = 0xdb;
const degreesPerCount = 1 / 32768;
const metresPerCount = 1 / 64_000;
const radiansPerCount = radFromDeg(degreesPerCount);

/** Subjects are camera ids as text; made once, so that no packet makes a string. */
const subjects: readonly string[] = Array.from({ length: 256 }, (_, id) => String(id));

/**
 * Decodes the FreeD D1 packet at `offset` into the sample (Vinten Radamec manual, appendix B: 0xD1,
 * camera id, pan, tilt, roll as signed 24-bit 1/32768°, X, Y, Z as signed 24-bit 1/64 mm, zoom and
 * focus as unsigned 24-bit counts, 16 user bits, checksum; big-endian).
 *
 * The wire is right-handed with Z up and Y forward, pan + to the right, tilt + up, roll + clockwise
 * from behind: the position is (X, Z, −Y), the orientation Ry(−pan)·Rx(tilt)·Rz(−roll). Zoom, focus
 * and user bits come as raw counts, user bits as the iris encoder; `LensFields` knows their meaning.
 * The packet carries no time and no counter. Allocates nothing.
 */
export function decodeFreed(
  bytes: Uint8Array,
  offset: number,
  sample: TrackingSample,
): FreedFault | undefined {
  const typeFault = freedTypeFault(bytes, offset);
  if (typeFault) return typeFault;
  if (bytes.length - offset < freedLength) return 'length';
  if (checksumOf(bytes, offset) !== bytes[offset + 28]) return 'checksum';
  sample.clear();
  sample.subject = subjects[byteAt(bytes, offset + 1)] ?? '';
  sample.hasPose = true;
  sample.x = signed24(bytes, offset + 11) * metresPerCount;
  sample.y = signed24(bytes, offset + 17) * metresPerCount;
  sample.z = 0 - signed24(bytes, offset + 14) * metresPerCount;
  setOrientationYxz(
    sample,
    signed24(bytes, offset + 5) * radiansPerCount,
    -signed24(bytes, offset + 2) * radiansPerCount,
    -signed24(bytes, offset + 8) * radiansPerCount,
  );
  sample.zoomEncoder = unsigned24(bytes, offset + 20);
  sample.focusEncoder = unsigned24(bytes, offset + 23);
  sample.irisEncoder = byteAt(bytes, offset + 26) * 256 + byteAt(bytes, offset + 27);
  return undefined;
}

/** Raw counts of the lens rings, as a head sends them: zoom and focus 24 bits, iris 16 bits. */
export interface FreedLens {
  zoom: number;
  focus: number;
  iris: number;
}

/**
 * Encodes a D1 packet into `out` (29 bytes): the inverse of `decodeFreed`, to the nearest count.
 * Positions beyond ±131 m are held at the limit of the wire.
 */
export function encodeFreed(out: Uint8Array, cameraId: number, pose: Pose, lens: FreedLens): void {
  const [tilt, yaw, z] = rotationDegFromQuat(pose.orientation);
  out[0] = poseType;
  out[1] = cameraId;
  put24(out, 2, -yaw / degreesPerCount);
  put24(out, 5, tilt / degreesPerCount);
  put24(out, 8, -z / degreesPerCount);
  put24(out, 11, pose.position[0] / metresPerCount);
  put24(out, 14, -pose.position[2] / metresPerCount);
  put24(out, 17, pose.position[1] / metresPerCount);
  putUnsigned24(out, 20, lens.zoom);
  putUnsigned24(out, 23, lens.focus);
  out[26] = lens.iris >> 8;
  out[27] = lens.iris;
  out[28] = checksumOf(out, 0);
}

/** `undefined` when a D1 packet starts at `offset`, or what starts there instead. */
export function freedTypeFault(bytes: Uint8Array, offset: number): FreedFault | undefined {
  const type = byteAt(bytes, offset);
  if (type === poseType) return undefined;
  return type >= firstType && type <= lastType ? 'other-type' : 'type';
}

/** (0x40 − the sum of bytes 0 to 27) modulo 256. */
function checksumOf(bytes: Uint8Array, offset: number): number {
  let rest = 0x40;
  for (let i = offset; i < offset + freedLength - 1; i += 1) rest -= byteAt(bytes, i);
  return rest & 0xff;
}

const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;

const unsigned24 = (bytes: Uint8Array, at: number): number =>
  byteAt(bytes, at) * 65536 + byteAt(bytes, at + 1) * 256 + byteAt(bytes, at + 2);

// The shift pair extends the sign: −1 is FFFFFF, and subtracting FFFFFF would be one count off.
const signed24 = (bytes: Uint8Array, at: number): number => (unsigned24(bytes, at) << 8) >> 8;

function put24(out: Uint8Array, at: number, counts: number): void {
  putUnsigned24(out, at, Math.min(0x7fffff, Math.max(-0x800000, Math.round(counts))));
}

function putUnsigned24(out: Uint8Array, at: number, counts: number): void {
  out[at] = counts >> 16;
  out[at + 1] = counts >> 8;
  out[at + 2] = counts;
}
