/** Why a report is refused: too short, no report of this device, or one without controls (battery, NFC). */
export type ReportFault = 'length' | 'type' | 'other-type';

const mostKeys = 256;
const mostLevels = 16;
const mostWheels = 8;

/**
 * What one report says about a device's controls, by index into the device's `ControlLayout`.
 *
 * It is flat and mutable so that one instance serves every report: a parser fills a cleared one and
 * sets only what the report carried. A velocity has the six axes of `velocityAxes`, each −1..1.
 */
export class HidReading {
  /** The report carried `keyCount` keys from `firstKey` on. */
  firstKey = 0;
  keyCount = 0;
  /** 1 = held down. */
  readonly keys = new Uint8Array(mostKeys);
  /** A key that was pressed and let go within the report; −1 for none. */
  tap = -1;
  /** 0..1, or −1..1 for what springs back to its centre; NaN = not carried. */
  readonly levels = new Float64Array(mostLevels);
  /** Raw, as `Wheel.counts` says; NaN = not carried. */
  readonly wheels = new Float64Array(mostWheels);
  hasTranslation = false;
  hasRotation = false;
  readonly velocity = new Float64Array(6);

  clear(): void {
    this.firstKey = this.keyCount = 0;
    this.tap = -1;
    this.levels.fill(Number.NaN);
    this.wheels.fill(Number.NaN);
    this.hasTranslation = this.hasRotation = false;
    this.velocity.fill(0);
  }

  /** Takes keys from bits, lowest first, of `byteCount` bytes at `offset`. */
  takeBits(report: Uint8Array, offset: number, byteCount: number, bitsOfByte = 8): void {
    for (let byte = 0; byte < byteCount; byte += 1) {
      for (let bit = 0; bit < bitsOfByte; bit += 1) {
        const key = this.firstKey + this.keyCount;
        this.keys[key] = (byteAt(report, offset + byte) >> bit) & 1;
        this.keyCount += 1;
      }
    }
  }

  /** Takes keys from bytes, not 0 = held down. */
  takeBytes(report: Uint8Array, offset: number, count: number): void {
    for (let i = 0; i < count; i += 1) {
      this.keys[this.firstKey + this.keyCount] = byteAt(report, offset + i) === 0 ? 0 : 1;
      this.keyCount += 1;
    }
  }
}

/**
 * The axes of a velocity, in house axes and the mover's own frame: metres to the right, up and back,
 * then turns that are positive when the camera looks up, turns to the left, and rolls anticlockwise
 * seen from behind (right-handed about +X, +Y, +Z).
 */
export const velocityAxes = ['tx', 'ty', 'tz', 'pitch', 'yaw', 'roll'] as const;
export type VelocityAxis = (typeof velocityAxes)[number];

export const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;

export const signedByteAt = (bytes: Uint8Array, at: number): number =>
  (byteAt(bytes, at) << 24) >> 24;

export const unsigned16At = (bytes: Uint8Array, at: number): number =>
  byteAt(bytes, at) + byteAt(bytes, at + 1) * 256;

export const signed16At = (bytes: Uint8Array, at: number): number =>
  (unsigned16At(bytes, at) << 16) >> 16;

/** Held within −1..1. */
export const clampUnit = (value: number): number => Math.min(1, Math.max(-1, value));
