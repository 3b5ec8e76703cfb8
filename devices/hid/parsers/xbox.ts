import { byteAt, type HidReading, type ReportFault, unsigned16At } from '../reading.ts';
import { clearPadKeys, movePad, padKey, takeHat } from './pad.ts';

const triggerScale = 1023;
const shortLength = 16;

/** Which key each bit at 14 is, in the report of 17 bytes; −1 for none. */
const longBits: readonly number[] = [
  padKey.south,
  padKey.east,
  -1,
  padKey.west,
  padKey.north,
  -1,
  padKey.l1,
  padKey.r1,
  -1,
  -1,
  padKey.select,
  padKey.start,
  padKey.home,
  padKey.l3,
  padKey.r3,
];

/** The same in the report of 16 bytes that older firmware sends. */
const shortBits: readonly number[] = [
  padKey.south,
  padKey.east,
  padKey.west,
  padKey.north,
  padKey.l1,
  padKey.r1,
  padKey.select,
  padKey.start,
  padKey.l3,
  padKey.r3,
];

/**
 * Parses report 0x01 of an Xbox pad over Bluetooth: sticks as u16 little-endian at 1, 3, 5, 7
 * (+ down), triggers of 10 bits at 9 and 11, hat at 13 (1 = up, clockwise; 0 = none), buttons at 14
 * (atar-axis/xpadneo, docs/descriptors). Not tried on hardware. By cable a pad speaks no HID.
 */
export function parseXbox(report: Uint8Array, reading: HidReading): ReportFault | undefined {
  if (report[0] === 0x02 || report[0] === 0x04) return 'other-type';
  if (report[0] !== 0x01) return 'type';
  if (report.length < shortLength) return 'length';
  const isLong = report.length > shortLength;
  for (let i = 0; i < 4; i += 1) reading.levels[i] = stick(report, 1 + 2 * i);
  for (let i = 0; i < 2; i += 1) reading.levels[4 + i] = trigger(report, 9 + 2 * i);
  movePad(reading);
  clearPadKeys(reading);
  takeHat(reading, byteAt(report, 13) - 1);
  takeButtons(reading, unsigned16At(report, 14), isLong ? longBits : shortBits);
  if (isLong && (byteAt(report, 16) & 1) === 1) reading.keys[padKey.extra] = 1;
  // The triggers have no buttons of their own.
  if ((reading.levels[4] ?? 0) > 0.5) reading.keys[padKey.l2] = 1;
  if ((reading.levels[5] ?? 0) > 0.5) reading.keys[padKey.r2] = 1;
  return undefined;
}

const stick = (report: Uint8Array, at: number): number =>
  (unsigned16At(report, at) - 32768) / 32767;

const trigger = (report: Uint8Array, at: number): number =>
  (unsigned16At(report, at) & triggerScale) / triggerScale;

function takeButtons(reading: HidReading, bits: number, keys: readonly number[]): void {
  for (let bit = 0; bit < keys.length; bit += 1) {
    const key = keys[bit] ?? -1;
    if (key >= 0 && ((bits >> bit) & 1) === 1) reading.keys[key] = 1;
  }
}
