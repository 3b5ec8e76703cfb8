import type { Pose } from '../../core/math.ts';
import { chunkHeaderLength } from './chunk.ts';
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

/** What one frame's packets have in common; packets of at most `packetBytes`, 1472 when left out. */
export interface PsnFrame {
  /** Microseconds since the sender started. */
  timestampUs: number;
  /** 0 to 255. */
  frameId: number;
  packetBytes?: number;
}

/** A tracker in house axes, as it goes into a DATA packet. */
export interface PsnTracker {
  /** 0 to 65535. */
  id: number;
  pose: Pose;
  /** 0 to 1. */
  status: number;
  timestampUs: number;
}

export interface PsnTrackerName {
  id: number;
  name: string;
}

/** What fits into an Ethernet frame behind the headers of IP and UDP; the protocol allows 1500. */
const unfragmented = 1472;
const versionLow = 3;

/**
 * The DATA packets of one frame (PosiStageNet 2.03): the inverse of `decodeTracker` to the nearest
 * float32. A tracker is never split, so one that is larger than a packet gets a packet of its own.
 */
export function encodeData(frame: PsnFrame, trackers: readonly PsnTracker[]): Uint8Array[] {
  return packets(dataPacket, dataTrackerList, frame, [], trackers.map(trackerChunk));
}

/** The INFO packets of one frame: the system's name in each, the trackers' spread over them. */
export function encodeInfo(
  frame: PsnFrame,
  systemName: string,
  trackers: readonly PsnTrackerName[],
): Uint8Array[] {
  const system = chunk(infoSystemName, [text(systemName)]);
  const named = trackers.map(({ id, name }) => chunk(id, [chunk(trackerName, [text(name)])], true));
  return packets(infoPacket, infoTrackerList, frame, [system], named);
}

function trackerChunk({ id, pose, status, timestampUs }: PsnTracker): Uint8Array {
  const [x, y, z] = [pose.position[0], pose.position[1], pose.position[2]];
  const fields = [
    chunk(trackerPosition, [floats([x, y, -z])]),
    chunk(trackerOrientation, [floats(orientationOnWire(pose))]),
    chunk(trackerStatus, [floats([status])]),
    chunk(trackerTimestamp, [unsigned64(timestampUs)]),
  ];
  return chunk(id, fields, true);
}

/** Axis times angle, 0 to π radians, in the left-handed axes of the wire. */
function orientationOnWire({ orientation: q }: Pose): number[] {
  const sine = Math.hypot(q[0], q[1], q[2]);
  // q and −q are the same turn: the shorter one is sent.
  const angle = 2 * Math.atan2(sine, Math.abs(q[3]));
  const scale = (sine > 0 ? angle / sine : 2) * (q[3] < 0 ? -1 : 1);
  return [-q[0] * scale, -q[1] * scale, q[2] * scale];
}

function packets(
  rootId: number,
  listId: number,
  { timestampUs, frameId, packetBytes = unfragmented }: PsnFrame,
  extra: readonly Uint8Array[],
  trackers: readonly Uint8Array[],
): Uint8Array[] {
  const fixed = 3 * chunkHeaderLength + headerLength + lengthOf(extra);
  const groups = grouped(trackers, packetBytes - fixed);
  const header = chunk(packetHeader, [
    unsigned64(timestampUs),
    Uint8Array.of(versionHigh, versionLow, frameId, groups.length),
  ]);
  return groups.map((group) => chunk(rootId, [header, ...extra, chunk(listId, group, true)], true));
}

function grouped(chunks: readonly Uint8Array[], most: number): Uint8Array[][] {
  const groups: Uint8Array[][] = [];
  for (const next of chunks) {
    const group = groups.at(-1);
    if (group && lengthOf(group) + next.length <= most) group.push(next);
    else groups.push([next]);
  }
  return groups;
}

function chunk(id: number, parts: readonly Uint8Array[], hasChunks = false): Uint8Array {
  const length = lengthOf(parts);
  const bytes = new Uint8Array(chunkHeaderLength + length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, id, true);
  view.setUint16(2, length | (hasChunks ? 0x8000 : 0), true);
  let at = chunkHeaderLength;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const lengthOf = (parts: readonly Uint8Array[]): number =>
  parts.reduce((sum, part) => sum + part.length, 0);

function floats(values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  for (const [i, value] of values.entries()) view.setFloat32(4 * i, value, true);
  return new Uint8Array(view.buffer);
}

function unsigned64(value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(Math.round(value)), true);
  return new Uint8Array(view.buffer);
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
