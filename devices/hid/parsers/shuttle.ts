import { type ControlLayout, centred, layoutOf, numbered } from '../control-layout.ts';
import {
  byteAt,
  type HidReading,
  type ReportFault,
  signedByteAt,
  unsigned16At,
} from '../reading.ts';

/** Steps of the outer ring to each side. */
const ringSteps = 7;

/** Where a shuttle's buttons lie in its 16 bits. */
export interface ShuttleSpec {
  firstBit: number;
  buttons: number;
}

/** ShuttlePRO v2 has 15 buttons, ShuttlePRO 13, ShuttleXpress five in the middle bits (0x01F0). */
export const shuttleSpecs: ReadonlyMap<number, ShuttleSpec> = new Map([
  [0x0010, { firstBit: 0, buttons: 13 }],
  [0x0020, { firstBit: 4, buttons: 5 }],
  [0x0030, { firstBit: 0, buttons: 15 }],
]);

export const shuttleLayout = ({ buttons }: ShuttleSpec): ControlLayout =>
  layoutOf({
    keys: numbered('button', buttons),
    levels: [centred('shuttle')],
    wheels: [{ name: 'jog', counts: 'counter' }],
  });

/**
 * Parses a report of a Contour shuttle, 5 bytes without id: ring −7..7 at 0 as signed byte, count of
 * the wheel at 1 (wraps), buttons as u16 little-endian at 3 (hopejr/ShuttleControlUSB).
 */
export function parseShuttle(
  spec: ShuttleSpec,
  report: Uint8Array,
  reading: HidReading,
): ReportFault | undefined {
  if (report.length !== 5) return 'length';
  const ring = signedByteAt(report, 0);
  if (Math.abs(ring) > ringSteps) return 'type';
  reading.levels[0] = ring / ringSteps;
  reading.wheels[0] = byteAt(report, 1);
  const bits = unsigned16At(report, 3) >> spec.firstBit;
  reading.keyCount = spec.buttons;
  for (let i = 0; i < spec.buttons; i += 1) reading.keys[i] = (bits >> i) & 1;
  return undefined;
}
