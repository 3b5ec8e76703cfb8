import { byteAt, type HidReading, type ReportFault } from '../reading.ts';
import { clearPadKeys, movePad, padKey, takeHat } from './pad.ts';

/** Where the sticks, triggers and keys of a report begin. */
interface Form {
  length: number;
  sticks: number;
  triggers: number;
  keys: number;
}

const usb: Form = { length: 64, sticks: 1, triggers: 5, keys: 8 };
const bluetooth: Form = { length: 78, sticks: 2, triggers: 6, keys: 9 };
/** What Bluetooth sends until a host asks for the long form. */
const short: Form = { length: 10, sticks: 1, triggers: 8, keys: 5 };

/**
 * Parses a report of a DualSense, its id first. USB 0x01: sticks at 1 to 4 (0x80 = centre, + down),
 * triggers at 5 and 6, keys at 8, 9 and 10. Bluetooth 0x31: the same, one byte later. Bluetooth 0x01
 * of 10 bytes: sticks at 1 to 4, keys at 5, 6 and 7, triggers at 8 and 9 (nondebug/dualsense).
 */
export function parseDualSense(report: Uint8Array, reading: HidReading): ReportFault | undefined {
  if (report[0] !== 0x01 && report[0] !== 0x31) return 'type';
  const form = formOf(report);
  if (!form) return 'length';
  for (let i = 0; i < 4; i += 1) reading.levels[i] = stick(report, form.sticks + i);
  for (let i = 0; i < 2; i += 1) reading.levels[4 + i] = byteAt(report, form.triggers + i) / 255;
  movePad(reading);
  clearPadKeys(reading);
  takeHat(reading, byteAt(report, form.keys) & 0x0f);
  pressMasks(reading, byteAt(report, form.keys), shapeKeys);
  pressMasks(reading, byteAt(report, form.keys + 1), shoulderKeys);
  pressMasks(reading, byteAt(report, form.keys + 2), middleKeys);
  return undefined;
}

function formOf(report: Uint8Array): Form | undefined {
  if (report[0] === 0x31) return report.length >= bluetooth.length ? bluetooth : undefined;
  if (report.length >= usb.length) return usb;
  return report.length === short.length ? short : undefined;
}

/** 0x80 is the centre, so the way up is one count longer than the way down. */
const stick = (report: Uint8Array, at: number): number => (byteAt(report, at) - 0x80) / 0x7f;

type Masks = readonly (readonly [mask: number, key: number])[];

const shapeKeys: Masks = [
  [0x10, padKey.west],
  [0x20, padKey.south],
  [0x40, padKey.east],
  [0x80, padKey.north],
];

const shoulderKeys: Masks = [
  [0x01, padKey.l1],
  [0x02, padKey.r1],
  [0x04, padKey.l2],
  [0x08, padKey.r2],
  [0x10, padKey.select],
  [0x20, padKey.start],
  [0x40, padKey.l3],
  [0x80, padKey.r3],
];

const middleKeys: Masks = [
  [0x01, padKey.home],
  [0x02, padKey.touchpad],
  [0x04, padKey.extra],
];

function pressMasks(reading: HidReading, bits: number, masks: Masks): void {
  for (const [mask, key] of masks) if ((bits & mask) !== 0) reading.keys[key] = 1;
}
