import type { Lamp } from '../../../core/control/control-event.ts';
import { type HidWrite, outputReport } from '../hid-write.ts';

/** The light of a SpaceMouse's cap is the control `led`: output report 04 with 01 or 00. */
export function spaceMouseLed(control: string, lamp: Lamp): HidWrite[] {
  if (control !== 'led') return [];
  return [outputReport(Uint8Array.of(0x04, lamp.tally === 'off' ? 0 : 1))];
}
