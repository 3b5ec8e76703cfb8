import { type ControlLayout, layoutOf, numbered } from '../control-layout.ts';
import {
  byteAt,
  type HidReading,
  type ReportFault,
  signedByteAt,
  unsigned16At,
} from '../reading.ts';
import type { StreamDeckSpec } from './streamdeck-models.ts';

/** Keys, then the encoders' own; a touch strip has one field above each encoder. */
export function streamDeckLayout(spec: StreamDeckSpec): ControlLayout {
  const encoders = numbered('encoder', spec.encoders ?? 0);
  const fields = spec.touchWidth === undefined ? [] : numbered('touch', encoders.length);
  return layoutOf({
    keys: [...numbered('key', spec.keys), ...encoders],
    taps: [...fields, ...fields.map((name) => `${name}/long`)],
    wheels: [...encoders, 'swipe'].map((name) => ({ name, counts: 'clicks' })),
  });
}

/**
 * Parses a report of a Stream Deck, its id 0x01 first. Generation 1: one byte for each key from 1.
 * Generation 2: kind at 1; 0 = one byte for each key from 4; 2 = touch (at 4: 1 short, 2 long,
 * 3 swipe; x as u16 little-endian at 6, where a swipe ends at 10); 3 = encoders (at 4: 0 pressed,
 * 1 turned; one byte for each from 5, turns signed); 4 = NFC (Julusian/node-elgato-stream-deck).
 */
export function parseStreamDeck(
  spec: StreamDeckSpec,
  report: Uint8Array,
  reading: HidReading,
): ReportFault | undefined {
  if (report[0] !== 0x01) return 'type';
  if (spec.generation === 1) return takeKeys(spec, report, 1, reading);
  switch (report[1]) {
    case 0:
      return takeKeys(spec, report, 4, reading);
    case 2:
      return takeTouch(spec, report, reading);
    case 3:
      return takeEncoders(spec, report, reading);
    case 4:
      return 'other-type';
    default:
      return 'type';
  }
}

function takeKeys(
  { keys, mirroredColumns }: StreamDeckSpec,
  report: Uint8Array,
  at: number,
  reading: HidReading,
): ReportFault | undefined {
  if (report.length < at + keys) return 'length';
  reading.takeBytes(report, at, keys);
  if (mirroredColumns === undefined) return undefined;
  for (let row = 0; row < keys; row += mirroredColumns) {
    reading.keys.subarray(row, row + mirroredColumns).reverse();
  }
  return undefined;
}

function takeEncoders(
  { keys, encoders = 0 }: StreamDeckSpec,
  report: Uint8Array,
  reading: HidReading,
): ReportFault | undefined {
  if (encoders === 0) return 'other-type';
  if (report.length < 5 + encoders) return 'length';
  if (report[4] === 0) {
    reading.firstKey = keys;
    reading.takeBytes(report, 5, encoders);
    return undefined;
  }
  if (report[4] !== 1) return 'type';
  for (let i = 0; i < encoders; i += 1) reading.wheels[i] = signedByteAt(report, 5 + i);
  return undefined;
}

function takeTouch(
  { encoders = 0, touchWidth }: StreamDeckSpec,
  report: Uint8Array,
  reading: HidReading,
): ReportFault | undefined {
  if (touchWidth === undefined) return 'other-type';
  if (report.length < 14) return 'length';
  const kind = byteAt(report, 4);
  const x = unsigned16At(report, 6);
  if (kind === 3) {
    reading.wheels[encoders] = Math.sign(unsigned16At(report, 10) - x);
    return undefined;
  }
  if (kind !== 1 && kind !== 2) return 'type';
  const field = Math.min(encoders - 1, Math.floor((x * encoders) / touchWidth));
  reading.tap = kind === 1 ? field : encoders + field;
  return undefined;
}
