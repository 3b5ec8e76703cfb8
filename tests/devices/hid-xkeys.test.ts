import { describe, expect, it } from 'vitest';
import type { ControlEvent, Lamp } from '../../core/control/control-event.ts';
import { xkeysLights, xkeysOpening } from '../../devices/hid/lights/xkeys-lights.ts';
import { xkeysSpecs } from '../../devices/hid/parsers/xkeys-products.ts';
import { hidProduct } from '../../devices/hid/products.ts';
import { fixtureJson } from './collect.ts';
import { decoderOf, level, press, release, step } from './hid-decode.ts';

interface Recording {
  device: { name: string; productId: number };
  actions: { sentData: string[]; method: string; arguments: unknown[] }[];
  events: { data: string[]; description: string }[];
}

const vendor = 0x05f3;
const files = ['1029_XK-24', '1062_XK-12_Jog-Shuttle', '1080_XK-3_Foot_Pedal'];
const counts: Record<string, number> = {
  '1029_XK-24': 50,
  '1062_XK-12_Jog-Shuttle': 52,
  '1080_XK-3_Foot_Pedal': 7,
};
const recordingOf = (file: string) => fixtureJson(`hid/xkeys/${file}.json`) as Recording;

/** What the recording says in words, as an event. */
function described(description: string): ControlEvent {
  const [, button, how] = /^Button (\d+) (pressed|released)/.exec(description) ?? [];
  if (button !== undefined) {
    return how === 'pressed' ? press(`button/${button}`) : release(`button/${button}`);
  }
  const [, steps] = /^Shuttle \( index 0\) value: (-?\d+)\./.exec(description) ?? [];
  if (steps === undefined) throw new Error(`not understood: ${description}`);
  return level('shuttle', Number(steps) / 7);
}

describe.each(files)('the recording %s', (file) => {
  const { device, events, actions } = recordingOf(file);

  it('decodes to the events that it describes, and no other', () => {
    const { decode } = decoderOf(vendor, device.productId);
    expect(events).toHaveLength(counts[file]!);
    for (const { data, description } of events) {
      expect(data.map((hex) => decode(hex))).toEqual([[described(description)]]);
    }
  });

  it('has the bytes that light a key and put all lights out', async () => {
    const sent = (method: string, ...given: unknown[]): string[] =>
      actions.find((a) => a.method === method && String(a.arguments) === String(given))!.sentData;
    const product = hidProduct(vendor, device.productId)!;
    const lit = async (tally: Lamp['tally']): Promise<string[]> => {
      const writes = await product.lights('button/1', lamp(tally), async (rgba) => rgba);
      return (writes ?? []).map(({ bytes }) => Buffer.from(bytes).toString('hex'));
    };
    // Blue is "next" on panels that have blue and red.
    expect(await lit('next')).toEqual(sent('setBacklight', 1, '00f'));
    expect(await lit('off')).toEqual(sent('setBacklight', 1, '000'));
    const opening = xkeysOpening.map(({ bytes }) => Buffer.from(bytes).toString('hex'));
    expect(opening.slice(0, 2)).toEqual(sent('setAllBacklights', false));
  });
});

const specOf = (product: number) => xkeysSpecs.find((spec) => spec.products.includes(product))!;
const lamp = (tally: Lamp['tally']): Lamp => ({ tally, level: null, label: '' });
const bytesOfLights = (product: number, control: string, tally: Lamp['tally']): number[][] =>
  xkeysLights(specOf(product), control, lamp(tally)).map(({ bytes }) => [...bytes.subarray(1, 6)]);

describe('X-keys controls beyond the recordings', () => {
  /** A report of `length` zeros with some bytes set. */
  const report = (bytes: Record<number, number>, length = 36): Uint8Array => {
    const made = new Uint8Array(length);
    for (const [at, value] of Object.entries(bytes)) made[Number(at)] = value;
    return made;
  };

  it('count a jog click once, though its byte stays until it is 0 again', () => {
    const { decode } = decoderOf(vendor, 1062);
    expect(decode(report({ 6: 1 }))).toEqual([step('jog', 1)]);
    expect(decode(report({ 6: 1, 2: 1 }))).toEqual([press('button/1')]);
    expect(decode(report({ 2: 1 }))).toEqual([]);
    expect(decode(report({ 2: 1, 6: 0xff }))).toEqual([step('jog', -1)]);
  });

  it('take where a T-bar stands first as no move, and then follow it from 0 to 1', () => {
    const { decode } = decoderOf(vendor, 1275);
    expect(decode(report({ 28: 100 }))).toEqual([]);
    expect(decode(report({ 28: 255 }))).toEqual([level('tbar', 1)]);
    expect(decode(report({ 28: 0 }))).toEqual([level('tbar', 0)]);
    expect(decode(report({ 28: 51 }))).toEqual([level('tbar', 0.2)]);
  });

  it('leave out the bits that are no buttons', () => {
    const { decode } = decoderOf(vendor, 1114);
    // Column 4, rows 6 and 7: the hole in which the wheel sits.
    expect(decode(report({ 5: 0x60 }))).toEqual([]);
    expect(decode(report({ 5: 0x61 }))).toEqual([press('button/25')]);
  });

  it('give a joystick as two axes and the twist as steps', () => {
    const { decode } = decoderOf(vendor, 1065);
    expect(decode(report({ 6: 127, 7: 0x81, 8: 250 }))).toEqual([
      level('axis/x', 1),
      level('axis/y', -1),
    ]);
    expect(decode(report({ 6: 0, 7: 0, 8: 3 }))).toEqual([
      level('axis/x', 0),
      level('axis/y', 0),
      step('twist', 9),
    ]);
  });

  it('drop special reports and short ones', () => {
    const { decode } = decoderOf(vendor, 1029);
    expect(decode(report({ 1: 214 }))).toBe('other-type');
    expect(decode(new Uint8Array(5))).toBe('length');
  });
});

describe('X-keys lights', () => {
  it('are red on air and both colours for a switch that is on', () => {
    expect(bytesOfLights(1029, 'button/8', 'air')).toEqual([
      [0xb5, 9, 0, 1, 0],
      [0xb5, 41, 1, 1, 0],
    ]);
    expect(bytesOfLights(1029, 'button/8', 'on')).toEqual([
      [0xb5, 9, 1, 1, 0],
      [0xb5, 41, 1, 1, 0],
    ]);
  });

  it('flash for what is next where there is one colour', () => {
    expect(bytesOfLights(1355, 'button/40', 'next')).toEqual([[0xb5, 39, 2, 1, 0]]);
    expect(bytesOfLights(1355, 'button/40', 'air')).toEqual([[0xb5, 39, 1, 1, 0]]);
  });

  it('follow the places of a stick, where two numbers are left out after each six', () => {
    // Button 4 of an XK-16 is the fourth of the first column: place 13, LED 12 + 4.
    expect(bytesOfLights(1049, 'button/4', 'on')).toEqual([[0xb5, 16, 1, 1, 0]]);
    expect(bytesOfLights(1049, 'button/1', 'on')).toEqual([[0xb5, 0, 1, 1, 0]]);
    // Places 6, 7 and 12 of the XK-16: the last before a gap, the first after it, the last again.
    expect(bytesOfLights(1049, 'button/6', 'on')).toEqual([[0xb5, 5, 1, 1, 0]]);
    expect(bytesOfLights(1049, 'button/10', 'on')).toEqual([[0xb5, 8, 1, 1, 0]]);
    expect(bytesOfLights(1049, 'button/15', 'on')).toEqual([[0xb5, 13, 1, 1, 0]]);
    // Button 2 of an XK-8 is the fifth place.
    expect(bytesOfLights(1130, 'button/2', 'on')).toEqual([[0xb5, 4, 1, 1, 0]]);
  });

  it('send green before red where there are three colours', () => {
    expect(bytesOfLights(1404, 'button/7', 'next')).toEqual([[0xb5, 8, 255, 0, 0]]);
    expect(bytesOfLights(1404, 'button/7', 'air')).toEqual([[0xb5, 8, 0, 255, 0]]);
  });

  it('are none for the switch, for buttons beyond the panel and for other controls', () => {
    for (const control of ['button/0', 'button/25', 'jog', 'button/x', 'key/1']) {
      expect(bytesOfLights(1029, control, 'air')).toEqual([]);
    }
  });
});
