import { crc32 } from './crc32.ts';

/** What a record of a take log says; its kind on disk is its place here plus one. */
export const recordKinds = [
  'header',
  'raw',
  'frame',
  'change',
  'clock',
  'timecode',
  'lost',
  'end',
] as const;
export type RecordKind = (typeof recordKinds)[number];

export const recordHeadBytes = 16;
/** A whole show stands in a header; nothing else is nearly as long. */
export const mostPayloadBytes = 32 * 1024 * 1024;
const marker = 0x4b54;
const version = 1;

/** The same memory as bytes and as numbers; both begin at the same place. */
export interface Memory {
  bytes: Uint8Array;
  view: DataView;
}

export const memoryOf = (bytes: Uint8Array): Memory => ({
  bytes,
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
});

/** Where a record stands and what kind it is. */
export interface RecordHead {
  kind: RecordKind;
  /** Counts the take's records; a header or end has the number of the record that would come next. */
  number: number;
  at: number;
  payloadAt: number;
  payloadBytes: number;
  /** Where the next one begins. */
  nextAt: number;
}

export const createRecordHead = (): RecordHead => ({
  kind: 'lost',
  number: 0,
  at: 0,
  payloadAt: 0,
  payloadBytes: 0,
  nextAt: 0,
});

/**
 * Puts the head before a payload that stands at `at + 16`: "TK" @0, kind u8 @2, version u8 @3, payload
 * bytes u32 @4, number u32 @8, CRC-32 of these twelve bytes and the payload @12; little-endian.
 * Returns the length of the whole record. Allocates nothing.
 */
export function sealRecord(
  { bytes, view }: Memory,
  at: number,
  kind: RecordKind,
  number: number,
  payloadBytes: number,
): number {
  view.setUint16(at, marker, true);
  view.setUint8(at + 2, recordKinds.indexOf(kind) + 1);
  view.setUint8(at + 3, version);
  view.setUint32(at + 4, payloadBytes, true);
  view.setUint32(at + 8, number, true);
  view.setInt32(at + 12, checksum(bytes, at, payloadBytes), true);
  return recordHeadBytes + payloadBytes;
}

function checksum(bytes: Uint8Array, at: number, payloadBytes: number): number {
  const payloadAt = at + recordHeadBytes;
  return crc32(bytes, payloadAt, payloadAt + payloadBytes, crc32(bytes, at, at + 12));
}

/** Reads the head at `at` into `out`; `false` when there is no whole record with the right checksum. */
export function readRecord({ bytes, view }: Memory, at: number, out: RecordHead): boolean {
  if (at + recordHeadBytes > bytes.length) return false;
  if (view.getUint16(at, true) !== marker || view.getUint8(at + 3) !== version) return false;
  const kind = recordKinds[view.getUint8(at + 2) - 1];
  const payloadBytes = view.getUint32(at + 4, true);
  if (!kind || payloadBytes > mostPayloadBytes) return false;
  const nextAt = at + recordHeadBytes + payloadBytes;
  if (nextAt > bytes.length) return false;
  if (view.getInt32(at + 12, true) !== checksum(bytes, at, payloadBytes)) return false;
  out.kind = kind;
  out.number = view.getUint32(at + 8, true);
  out.at = at;
  out.payloadAt = at + recordHeadBytes;
  out.payloadBytes = payloadBytes;
  out.nextAt = nextAt;
  return true;
}

/** The next whole record at or after `from`, over damage if there is any; `false` when none comes. */
export function findRecord(memory: Memory, from: number, out: RecordHead): boolean {
  if (readRecord(memory, from, out)) return true;
  const first = marker & 255;
  for (
    let at = memory.bytes.indexOf(first, from + 1);
    at >= 0;
    at = memory.bytes.indexOf(first, at + 1)
  ) {
    if (readRecord(memory, at, out)) return true;
  }
  return false;
}
