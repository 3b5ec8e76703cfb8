/** The same moment on every clock, once a second. */
export interface ClockRecord {
  showTimeMs: number;
  /** The server's monotonic clock under show time, and how much faster show time runs. */
  serverMs: number;
  rateOffset: number;
  wallClockMs: number;
}

/** A device's timecode began to stand at this frame, when a packet came. */
export interface TimecodeRecord {
  /** `idHash` of the device's id. */
  deviceHash: number;
  /** Frames since midnight, counted as the source counts. */
  frame: number;
  receivedMs: number;
}

/** Records that could not be kept, because the disk did not follow. */
export interface LostRecord {
  count: number;
  fromMs: number;
  toMs: number;
}

export const createClockRecord = (): ClockRecord => ({
  showTimeMs: 0,
  serverMs: 0,
  rateOffset: 0,
  wallClockMs: 0,
});
export const createTimecodeRecord = (): TimecodeRecord => ({
  deviceHash: 0,
  frame: 0,
  receivedMs: 0,
});
export const createLostRecord = (): LostRecord => ({ count: 0, fromMs: 0, toMs: 0 });

const clockBytes = 32;
const timecodeBytes = 24;
const lostBytes = 24;
export const mostTimeBytes = clockBytes;

/** Four doubles in the order of the interface. Returns the number of bytes, as all of these. */
export function encodeClock(view: DataView, at: number, record: Readonly<ClockRecord>): number {
  view.setFloat64(at, record.showTimeMs, true);
  view.setFloat64(at + 8, record.serverMs, true);
  view.setFloat64(at + 16, record.rateOffset, true);
  view.setFloat64(at + 24, record.wallClockMs, true);
  return clockBytes;
}

export function decodeClock(view: DataView, at: number, bytes: number, out: ClockRecord): boolean {
  if (bytes !== clockBytes) return false;
  out.showTimeMs = view.getFloat64(at, true);
  out.serverMs = view.getFloat64(at + 8, true);
  out.rateOffset = view.getFloat64(at + 16, true);
  out.wallClockMs = view.getFloat64(at + 24, true);
  return true;
}

/** Device hash u32 @0, frame f64 @8, receive time f64 @16. */
export function encodeTimecode(view: DataView, at: number, record: TimecodeRecord): number {
  view.setUint32(at, record.deviceHash, true);
  view.setUint32(at + 4, 0, true);
  view.setFloat64(at + 8, record.frame, true);
  view.setFloat64(at + 16, record.receivedMs, true);
  return timecodeBytes;
}

export function decodeTimecode(
  view: DataView,
  at: number,
  bytes: number,
  out: TimecodeRecord,
): boolean {
  if (bytes !== timecodeBytes) return false;
  out.deviceHash = view.getUint32(at, true);
  out.frame = view.getFloat64(at + 8, true);
  out.receivedMs = view.getFloat64(at + 16, true);
  return true;
}

/** Three doubles in the order of the interface. */
export function encodeLost(view: DataView, at: number, record: Readonly<LostRecord>): number {
  view.setFloat64(at, record.count, true);
  view.setFloat64(at + 8, record.fromMs, true);
  view.setFloat64(at + 16, record.toMs, true);
  return lostBytes;
}

export function decodeLost(view: DataView, at: number, bytes: number, out: LostRecord): boolean {
  if (bytes !== lostBytes) return false;
  out.count = view.getFloat64(at, true);
  out.fromMs = view.getFloat64(at + 8, true);
  out.toMs = view.getFloat64(at + 16, true);
  return true;
}
