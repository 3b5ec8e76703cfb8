import { describe, expect, it } from 'vitest';
import { spaceMouseButtons, spaceMouseReports } from '../../devices/hid/simulator.ts';
import { fixtureJson } from './collect.ts';
import { decoderOf, press, release } from './hid-decode.ts';

interface Generated {
  device: string;
  hex: string;
  expect: Record<string, number> & { bits?: number[] };
}

interface Observed {
  device: string;
  hex: string;
  note?: string;
  expect:
    | 'ignore'
    | {
        translate?: { x: number; y: number; z: number };
        rotate?: { pitch: number; roll: number; yaw: number };
        bits?: number[];
      };
}

const generated = (fixtureJson('hid/generated_reports.json') as Generated[]).filter((vector) =>
  vector.device.startsWith('Space'),
);
const observed = fixtureJson('hid/spacemouse/observed_reports.json') as Observed[];

/** The ids that a vector names, or those of a device that sends such reports. */
function idsOf(device: string): [number, number] {
  const [, vendor, product] = /([0-9a-f]{4}):([0-9a-f]{4})/.exec(device) ?? [];
  return [Number.parseInt(vendor ?? '256f', 16), Number.parseInt(product ?? 'c62e', 16)];
}

const fullScale = (raw: number): number => Math.min(1, Math.max(-1, raw / 350));

describe('a report of a SpaceMouse', () => {
  it.each(generated)('from $device decodes $hex to its documented values', (vector) => {
    const { reading, decode } = decoderOf(...idsOf(vector.device));
    const events = decode(vector.hex);
    const { rawX, rawY, rawZ, rawRx, rawRy, rawRz, bits } = vector.expect;
    if (bits) {
      expect(events).toEqual(bits.map((bit) => press(`button/${bit + 1}`)));
      return;
    }
    expect(reading.hasTranslation).toBe(true);
    expect([...reading.velocity.subarray(0, 3)]).toEqual([
      fullScale(rawX!),
      0 - fullScale(rawZ!),
      fullScale(rawY!),
    ]);
    expect(reading.hasRotation).toBe(rawRx !== undefined);
    if (rawRx === undefined) return;
    expect([...reading.velocity.subarray(3)]).toEqual([
      fullScale(rawRx),
      0 - fullScale(rawRz!),
      fullScale(rawRy!),
    ]);
  });

  it.each(observed)('observed on $device decodes $hex as it was meant', (vector) => {
    const { reading, decode } = decoderOf(...idsOf(vector.device));
    const events = decode(vector.hex);
    if (vector.expect === 'ignore') {
      expect(events).toBe('other-type');
      expect([reading.hasTranslation, reading.hasRotation, reading.keyCount]).toEqual([
        false,
        false,
        0,
      ]);
      return;
    }
    const { translate, rotate, bits } = vector.expect;
    if (bits) expect(events).toEqual(bits.map((bit) => press(`button/${bit + 1}`)));
    if (translate) {
      const { x, y, z } = translate;
      const expected = [fullScale(x), 0 - fullScale(z), fullScale(y)];
      expect([...reading.velocity.subarray(0, 3)]).toEqual(expected);
    }
    if (rotate) {
      const { pitch, yaw, roll } = rotate;
      const expected = [fullScale(pitch), 0 - fullScale(yaw), fullScale(roll)];
      expect([...reading.velocity.subarray(3)]).toEqual(expected);
    }
  });

  it('sets the half it carries when moves and turns come in two reports', () => {
    const { reading, decode } = decoderOf(0x046d, 0xc626);
    const deflection = [0.5, -0.25, 1, -1, 0.75, 0.1];
    const [move, turn] = spaceMouseReports(deflection, 'split');
    decode(move!);
    expect([reading.hasTranslation, reading.hasRotation]).toEqual([true, false]);
    const moved = [...reading.velocity.subarray(0, 3)];
    decode(turn!);
    expect([reading.hasTranslation, reading.hasRotation]).toEqual([false, true]);
    const turned = [...reading.velocity.subarray(3)];
    for (const [i, value] of [...moved, ...turned].entries()) {
      expect(Math.abs(value - deflection[i]!)).toBeLessThan(0.5 / 350 + 1e-12);
    }
  });

  it('turns twists into house axes as it turns pushes: both frames are right-handed', () => {
    const { reading, decode } = decoderOf(0x256f, 0xc635);
    // One axis of the device at a time: what a push does to the components, a twist does, too.
    for (const axis of [0, 1, 2]) {
      const raw = [0, 0, 0];
      raw[axis] = 350;
      const words = [...raw, ...raw].flatMap((value) => [value & 255, value >> 8]);
      decode(Uint8Array.from([1, ...words]));
      expect([...reading.velocity.subarray(3)]).toEqual([...reading.velocity.subarray(0, 3)]);
    }
  });

  it('tells all 48 bits of its buttons, pressed and let go', () => {
    const { decode } = decoderOf(0x256f, 0xc633);
    for (let button = 1; button <= 48; button += 1) {
      expect(decode(spaceMouseButtons([button], 6))).toEqual([press(`button/${button}`)]);
      expect(decode(spaceMouseButtons([], 6))).toEqual([release(`button/${button}`)]);
    }
  });

  it('holds what is beyond full scale at full deflection', () => {
    const { reading, decode } = decoderOf(0x256f, 0xc635);
    decode('01ff7f0080ff7f');
    expect([...reading.velocity.subarray(0, 3)]).toEqual([1, -1, -1]);
  });

  it.each([
    ['', 'type'],
    ['01', 'length'],
    ['010000000000', 'length'],
    ['0200', 'length'],
    ['03', 'length'],
    ['1764', 'other-type'],
    ['ff0000', 'type'],
  ])('"%s" is refused as %s', (hex, fault) => {
    expect(decoderOf(0x256f, 0xc635).decode(hex)).toBe(fault);
  });
});
