import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { type PoseFault, settlePose } from '../sample-orientation.ts';
import {
  areWhole,
  byteAt,
  chunkEnd,
  chunkHeaderLength,
  chunkId,
  float32,
  unsigned64,
} from './chunk.ts';
import {
  dataPacket,
  dataTrackerList,
  headerLength,
  infoPacket,
  infoSystemName,
  infoTrackerList,
  packetHeader,
  trackerName,
  trackerOrientation,
  trackerPosition,
  trackerStatus,
  trackerTimestamp,
  versionHigh,
} from './ids.ts';

/** Why a packet is refused; `chunk`: the lengths of its chunks do not fit into each other. */
export type PacketFault = 'length' | 'type' | 'chunk' | 'header' | 'version';

/** Why one tracker of a packet is refused; `position`: it carries none. */
export type TrackerFault = 'chunk' | 'position' | PoseFault;

/** What a packet says before its trackers, in a flat object that is filled again for every packet. */
export interface PsnPacket {
  kind: 'data' | 'info';
  /** Microseconds since the sender started. */
  timestampUs: number;
  /** Counts frames of this kind, 0 to 255, wrapping; all packets of one frame have the same. */
  frameId: number;
  /** How many packets make up the frame, 0 to 255. */
  packetCount: number;
  /** Where the tracker chunks stand, bytes; empty when there is no list. */
  listStart: number;
  listEnd: number;
  /** Where the system's name stands in an INFO packet, bytes. */
  nameStart: number;
  nameEnd: number;
}

export const createPsnPacket = (): PsnPacket => ({
  kind: 'data',
  timestampUs: 0,
  frameId: 0,
  packetCount: 0,
  listStart: 0,
  listEnd: 0,
  nameStart: 0,
  nameEnd: 0,
});

/** How a sender departs from the protocol, and what of its trackers is better not used. */
export interface SenderHabits {
  orientationHand: 'left' | 'right';
  ignore: readonly ('orientation' | 'status' | 'timestamps')[];
}

/** Bytes that each field of a tracker needs, by its id; those that are not read need none. */
const fieldLengths = [12, 0, 12, 4, 0, 0, 8] as const;
/** Tracker ids as text, each made once; 65536 at most. */
const subjects = new Map<number, string>();
const utf8 = new TextDecoder('utf-8');
const longestName = 64;

/**
 * Reads the header and checks the structure of a PosiStageNet 2 packet (2.03, little-endian): root
 * chunk 0x6755 DATA or 0x6756 INFO; in it chunk 0, u64 timestamp in µs, u8 version 2, u8 minor
 * version, u8 frame id, u8 packets of the frame (12 bytes, and what follows is padding), and the list
 * of trackers (DATA 1, INFO 2). Other chunks are skipped. Bytes behind the root chunk are left.
 */
export function readPacket(bytes: Uint8Array, out: PsnPacket): PacketFault | undefined {
  if (bytes.length < chunkHeaderLength) return 'length';
  const root = chunkId(bytes, 0);
  if (root !== dataPacket && root !== infoPacket) return 'type';
  const end = chunkEnd(bytes, 0);
  if (end > bytes.length) return 'length';
  if (!areWhole(bytes, chunkHeaderLength, end, 0)) return 'chunk';
  out.kind = root === dataPacket ? 'data' : 'info';
  out.listStart = out.listEnd = out.nameStart = out.nameEnd = 0;
  const headerAt = locateChunks(bytes, end, out);
  const fault = readHeader(bytes, headerAt, out);
  if (fault) return fault;
  return areWhole(bytes, out.listStart, out.listEnd, 1) ? undefined : 'chunk';
}

/** Notes where list and name stand and returns where the header does, 0 when there is none. */
function locateChunks(bytes: Uint8Array, end: number, out: PsnPacket): number {
  const listId = out.kind === 'data' ? dataTrackerList : infoTrackerList;
  let headerAt = 0;
  for (let at = chunkHeaderLength; at < end; at = chunkEnd(bytes, at)) {
    const id = chunkId(bytes, at);
    if (id === packetHeader) headerAt = at;
    else if (id === listId) {
      out.listStart = at + chunkHeaderLength;
      out.listEnd = chunkEnd(bytes, at);
    } else if (out.kind === 'info' && id === infoSystemName) {
      out.nameStart = at + chunkHeaderLength;
      out.nameEnd = chunkEnd(bytes, at);
    }
  }
  return headerAt;
}

function readHeader(bytes: Uint8Array, at: number, out: PsnPacket): PacketFault | undefined {
  const start = at + chunkHeaderLength;
  if (at === 0 || chunkEnd(bytes, at) - start < headerLength) return 'header';
  if (byteAt(bytes, start + 8) !== versionHigh) return 'version';
  out.timestampUs = unsigned64(bytes, start);
  out.frameId = byteAt(bytes, start + 10);
  out.packetCount = byteAt(bytes, start + 11);
  return undefined;
}

/**
 * Decodes the tracker whose chunk begins at `at` of a DATA packet that `readPacket` has passed; the
 * subject is its id, 0 to 65535, as text. Kind, sequence and arrival are the caller's.
 *
 * The wire is left-handed, X to the right, Y up, Z into the depth, in metres: the position is
 * (x, y, −z). The orientation is an axis scaled by its angle in radians, not Euler angles: its axis is
 * (−x, −y, z), or (x, y, −z) from a sender that turns by the right hand; without one it is the
 * identity. `valid` is whether the status is above 0. `sourceTimeMs` is the tracker's own timestamp,
 * or else `packetUs`; 0 means that the sender has no clock. Allocates nothing for a known id.
 */
export function decodeTracker(
  bytes: Uint8Array,
  at: number,
  packetUs: number,
  habits: SenderHabits,
  sample: TrackingSample,
): TrackerFault | undefined {
  sample.clear();
  sample.subject = subjectOf(chunkId(bytes, at));
  if (packetUs > 0) sample.sourceTimeMs = packetUs / 1000;
  const end = chunkEnd(bytes, at);
  let field = at + chunkHeaderLength;
  for (; field < end; field = chunkEnd(bytes, field)) {
    if (!readField(bytes, field, habits, sample)) return 'chunk';
  }
  if (habits.ignore.includes('timestamps')) sample.sourceTimeMs = Number.NaN;
  return sample.hasPose ? settlePose(sample) : 'position';
}

/** False when the field is shorter than what it is; a longer one is read as far as it is known. */
function readField(
  bytes: Uint8Array,
  at: number,
  habits: SenderHabits,
  sample: TrackingSample,
): boolean {
  const id = chunkId(bytes, at);
  const start = at + chunkHeaderLength;
  if (chunkEnd(bytes, at) - start < (fieldLengths[id] ?? 0)) return false;
  if (id === trackerPosition) {
    sample.hasPose = true;
    sample.x = float32(bytes, start);
    sample.y = float32(bytes, start + 4);
    sample.z = 0 - float32(bytes, start + 8);
  } else if (id === trackerOrientation) {
    if (!habits.ignore.includes('orientation')) {
      readOrientation(bytes, start, habits.orientationHand, sample);
    }
  } else if (id === trackerStatus) {
    sample.valid = habits.ignore.includes('status') || float32(bytes, start) > 0;
  } else if (id === trackerTimestamp) {
    const timestampUs = unsigned64(bytes, start);
    if (timestampUs > 0) sample.sourceTimeMs = timestampUs / 1000;
  }
  return true;
}

function readOrientation(
  bytes: Uint8Array,
  start: number,
  hand: SenderHabits['orientationHand'],
  sample: TrackingSample,
): void {
  const x = float32(bytes, start);
  const y = float32(bytes, start + 4);
  const z = float32(bytes, start + 8);
  const angle = Math.sqrt(x * x + y * y + z * z);
  // sin(angle / 2) / angle, which becomes a half where the angle vanishes.
  const scale = angle > 1e-9 ? Math.sin(angle / 2) / angle : 0.5;
  const sense = hand === 'left' ? scale : -scale;
  sample.qx = -x * sense;
  sample.qy = -y * sense;
  sample.qz = z * sense;
  sample.qw = Math.cos(angle / 2);
}

function subjectOf(id: number): string {
  const known = subjects.get(id);
  if (known !== undefined) return known;
  const subject = String(id);
  subjects.set(id, subject);
  return subject;
}

/** The name of the tracker whose chunk begins at `at` of an INFO packet; empty when it has none. */
export function readTrackerName(bytes: Uint8Array, at: number): string {
  const end = chunkEnd(bytes, at);
  for (let child = at + chunkHeaderLength; child < end; child = chunkEnd(bytes, child)) {
    if (chunkId(bytes, child) !== trackerName) continue;
    return readName(bytes, child + chunkHeaderLength, chunkEnd(bytes, child));
  }
  return '';
}

/** The UTF-8 text in [start, end), at most 64 characters, with a space for what cannot be printed. */
export function readName(bytes: Uint8Array, start: number, end: number): string {
  const longest = Math.min(end, start + 4 * longestName);
  const text = utf8
    .decode(bytes.subarray(start, longest))
    .replaceAll(/\p{C}+/gu, ' ')
    .trim();
  return [...text].slice(0, longestName).join('');
}
