import type { ControlEvent } from '../../core/control/control-event.ts';
import { ControlState } from '../../devices/hid/control-state.ts';
import { hidProduct } from '../../devices/hid/products.ts';
import { HidReading, type ReportFault } from '../../devices/hid/reading.ts';
import { bytesOf } from './collect.ts';

export interface Decoder {
  reading: HidReading;
  /** The events of one report, or why it is refused. */
  decode: (report: string | Uint8Array) => ControlEvent[] | ReportFault;
}

/** Decodes the reports of one product in their order, with all its axes as controls. */
export function decoderOf(vendor: number, product: number): Decoder {
  const known = hidProduct(vendor, product);
  if (!known) throw new Error(`unknown product ${vendor}:${product}`);
  const reading = new HidReading();
  const controls = new ControlState(known.layout);
  const decode: Decoder['decode'] = (report) => {
    reading.clear();
    const bytes = typeof report === 'string' ? bytesOf(report) : report;
    const fault = known.parse(bytes, reading);
    if (fault) return fault;
    const events: ControlEvent[] = [];
    controls.apply(reading, true, (event) => events.push(event));
    return events;
  };
  return { reading, decode };
}

export const press = (control: string): ControlEvent => ({ control, kind: 'press', value: 1 });
export const release = (control: string): ControlEvent => ({ control, kind: 'release', value: 0 });
export const level = (control: string, value: number): ControlEvent => ({
  control,
  kind: 'level',
  value,
});
export const step = (control: string, value: number): ControlEvent => ({
  control,
  kind: 'step',
  value,
});
