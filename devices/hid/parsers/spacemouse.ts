import { centred, layoutOf, numbered } from '../control-layout.ts';
import {
  clampUnit,
  type HidReading,
  type ReportFault,
  signed16At,
  velocityAxes,
} from '../reading.ts';

/** Raw counts at full deflection. */
export const spaceMouseFullScale = 350;

const mostButtonBytes = 6;

export const spaceMouseLayout = layoutOf({
  keys: numbered('button', mostButtonBytes * 8),
  levels: velocityAxes.map((axis) => centred(`axis/${axis}`)),
});

/**
 * Parses a report of a SpaceMouse, its id first: 1 = x, y, z as i16 little-endian at 1, and in a
 * report of 13 bytes rx, ry, rz at 7; 2 = rx, ry, rz at 1; 3 = buttons, one bit each, up to 48;
 * 0x17 = battery. Devices with split reports send 1 and 2 in turn: each sets its half.
 *
 * The raw axes are x to the right, y to the user, z down, which is right-handed: the same turn of
 * axes that makes (x, −z, y) of a push makes (rx, −rz, ry) of a twist. libspnav's object matrix has
 * these signs, too.
 */
export function parseSpaceMouse(report: Uint8Array, reading: HidReading): ReportFault | undefined {
  switch (report[0]) {
    case 1:
      if (report.length < 7) return 'length';
      reading.hasTranslation = true;
      takeTriple(report, 1, reading, 0);
      if (report.length < 13) return undefined;
      reading.hasRotation = true;
      takeTriple(report, 7, reading, 3);
      return undefined;
    case 2:
      if (report.length < 7) return 'length';
      reading.hasRotation = true;
      takeTriple(report, 1, reading, 3);
      return undefined;
    case 3:
      if (report.length < 2) return 'length';
      reading.takeBits(report, 1, Math.min(report.length - 1, mostButtonBytes));
      return undefined;
    case 0x17:
      return 'other-type';
    default:
      return 'type';
  }
}

function takeTriple(report: Uint8Array, at: number, reading: HidReading, axis: number): void {
  put(reading, axis, signed16At(report, at));
  put(reading, axis + 1, 0 - signed16At(report, at + 4));
  put(reading, axis + 2, signed16At(report, at + 2));
}

function put(reading: HidReading, axis: number, raw: number): void {
  const value = clampUnit(raw / spaceMouseFullScale);
  reading.velocity[axis] = value;
  reading.levels[axis] = value;
}
