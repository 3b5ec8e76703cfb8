import { type ControlLayout, centred, layoutOf, numbered } from '../control-layout.ts';
import { byteAt, clampUnit, type HidReading, type ReportFault, signedByteAt } from '../reading.ts';
import type { XkeysSpec } from './xkeys-products.ts';

/** Steps of the shuttle ring, and counts of the joystick, to each side. */
const shuttleSteps = 7;
const joystickScale = 127;

/** Indices into the layout's levels and wheels; a product without one leaves it unset. */
const levelAt = { shuttle: 0, tbar: 1, joystickX: 2, joystickY: 3 };
const wheelAt = { jog: 0, twist: 1 };

export const xkeysLayout = ({ columns, rows }: XkeysSpec): ControlLayout =>
  layoutOf({
    keys: numbered('button', columns * rows + 1, 0),
    levels: [
      centred('shuttle'),
      { name: 'tbar', isCentred: false },
      centred('axis/x'),
      centred('axis/y'),
    ],
    wheels: [
      { name: 'jog', counts: 'held' },
      { name: 'twist', counts: 'counter' },
    ],
  });

/** Bytes that a report of the product needs. */
const neededLength = ({ columns, jog = 0, shuttle = 0, tbar = 0, joystick = -2 }: XkeysSpec) =>
  1 + Math.max(1 + columns, jog, shuttle, tbar, joystick + 2);

/**
 * Parses a report of an X-keys panel, which has no report id: unit id at 0, flags at 1 (bit 0 the
 * program switch, bit 1 an answer to a request for data; above 3 another kind of report), columns of
 * buttons from 2 on, then jog, shuttle (−7..7), T-bar (0..255), joystick (x, y, twist) where the
 * product has them (SuperFlyTV/xkeys). Button n is the nth from 1, down the columns; 0 the switch.
 */
export function parseXkeys(
  spec: XkeysSpec,
  report: Uint8Array,
  reading: HidReading,
): ReportFault | undefined {
  if (report.length < neededLength(spec)) return 'length';
  const flags = byteAt(report, 1);
  if (flags > 3) return 'other-type';
  takeButtons(spec, report, reading);
  if (spec.jog !== undefined) reading.wheels[wheelAt.jog] = signedByteAt(report, spec.jog);
  if (spec.shuttle !== undefined) {
    reading.levels[levelAt.shuttle] = clampUnit(signedByteAt(report, spec.shuttle) / shuttleSteps);
  }
  if (spec.tbar !== undefined) reading.levels[levelAt.tbar] = byteAt(report, spec.tbar) / 255;
  if (spec.joystick !== undefined) takeJoystick(report, spec.joystick, reading);
  return undefined;
}

function takeButtons(spec: XkeysSpec, report: Uint8Array, reading: HidReading): void {
  reading.keys[0] = spec.hasSwitch === true ? byteAt(report, 1) & 1 : 0;
  reading.keyCount = 1;
  reading.takeBits(report, 2, spec.columns, spec.rows);
  for (const hole of spec.holes ?? []) reading.keys[hole] = 0;
}

/** x + to the right, y + down, both as signed bytes; the twist is an absolute byte that wraps. */
function takeJoystick(report: Uint8Array, at: number, reading: HidReading): void {
  reading.levels[levelAt.joystickX] = clampUnit(signedByteAt(report, at) / joystickScale);
  reading.levels[levelAt.joystickY] = clampUnit(signedByteAt(report, at + 1) / joystickScale);
  reading.wheels[wheelAt.twist] = byteAt(report, at + 2);
}
