import { describe, expect, it } from 'vitest';
import { fixtureJson } from './collect.ts';
import { decoderOf, level, press, release, step } from './hid-decode.ts';

describe('a Contour shuttle', () => {
  const [vector] = (
    fixtureJson('hid/generated_reports.json') as {
      device: string;
      hex: string;
      expect: { shuttle: number; jog: number; buttonMask: number };
    }[]
  ).filter(({ device }) => device.startsWith('Shuttle'));

  it('decodes the documented report: ring, and the buttons of its mask', () => {
    const { decode, reading } = decoderOf(0x0b33, 0x0020);
    const { shuttle, jog, buttonMask } = vector!.expect;
    // The five buttons of a ShuttleXpress are the bits 4 to 8.
    const held = [0, 1, 2, 3, 4].filter((i) => ((buttonMask >> (4 + i)) & 1) === 1);
    expect(decode(vector!.hex)).toEqual([
      ...held.map((i) => press(`button/${i + 1}`)),
      level('shuttle', shuttle / 7),
    ]);
    expect(reading.wheels[0]).toBe(jog);
  });

  it('counts its wheel by difference, over the wrap of 8 bits', () => {
    const { decode } = decoderOf(0x0b33, 0x0030);
    expect(decode('00fe000000')).toEqual([]);
    expect(decode('0001000000')).toEqual([step('jog', 3)]);
    expect(decode('00fd000000')).toEqual([step('jog', -4)]);
    expect(decode('00fd000000')).toEqual([]);
  });

  it('is back at rest when a report says so', () => {
    const { decode } = decoderOf(0x0b33, 0x0030);
    expect(decode('f900000000')).toEqual([level('shuttle', -1)]);
    expect(decode('0000000000')).toEqual([level('shuttle', 0)]);
  });

  it('has 15 buttons on the ShuttlePRO v2', () => {
    const { decode } = decoderOf(0x0b33, 0x0030);
    expect(decode('0000000040')).toEqual([press('button/15')]);
    expect(decode('0000000180')).toEqual([press('button/1'), release('button/15')]);
  });

  it('refuses reports of another length, and a ring beyond its stops', () => {
    const { decode } = decoderOf(0x0b33, 0x0030);
    expect([decode('00000000'), decode('000000000000'), decode('0800000000')]).toEqual([
      'length',
      'length',
      'type',
    ]);
  });
});

/** A report of `length` bytes with some set. */
const reportOf = (length: number, bytes: Record<number, number>): Uint8Array => {
  const report = new Uint8Array(length);
  for (const [at, value] of Object.entries(bytes)) report[Number(at)] = value;
  return report;
};

describe('a DualSense', () => {
  const centred = { 1: 0x80, 2: 0x80, 3: 0x80, 4: 0x80, 8: 8 };
  const usb = (bytes: Record<number, number> = {}) => reportOf(64, { 0: 1, ...centred, ...bytes });

  it('is at rest with its sticks at 0x80', () => {
    const { decode, reading } = decoderOf(0x054c, 0x0ce6);
    expect(decode(usb())).toEqual([]);
    expect([...reading.velocity]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('moves by the left stick, turns by the right one, rises by R2 and sinks by L2', () => {
    const { decode, reading } = decoderOf(0x054c, 0x0ce6);
    decode(usb({ 1: 0xff, 2: 0x00 }));
    expect([...reading.velocity]).toEqual([1, 0, -1, 0, 0, 0]);
    // Right and up: the camera turns to the right, which is −, and looks up.
    decode(usb({ 3: 0xff, 4: 0x00 }));
    expect([...reading.velocity]).toEqual([0, 0, 0, 1, -1, 0]);
    decode(usb({ 6: 0xff }));
    expect([...reading.velocity]).toEqual([0, 1, 0, 0, 0, 0]);
    decode(usb({ 5: 0xff }));
    expect([...reading.velocity]).toEqual([0, -1, 0, 0, 0, 0]);
  });

  it('numbers its keys in the order of the browsers’ standard gamepad', () => {
    const { decode } = decoderOf(0x054c, 0x0ce6);
    const keys: [Record<number, number>, number][] = [
      [{ 8: 0x28 }, 1],
      [{ 8: 0x48 }, 2],
      [{ 8: 0x18 }, 3],
      [{ 8: 0x88 }, 4],
      [{ 9: 0x01 }, 5],
      [{ 9: 0x02 }, 6],
      [{ 9: 0x04 }, 7],
      [{ 9: 0x08 }, 8],
      [{ 9: 0x10 }, 9],
      [{ 9: 0x20 }, 10],
      [{ 9: 0x40 }, 11],
      [{ 9: 0x80 }, 12],
      [{ 8: 0 }, 13],
      [{ 8: 4 }, 14],
      [{ 8: 6 }, 15],
      [{ 8: 2 }, 16],
      [{ 10: 0x01 }, 17],
      [{ 10: 0x02 }, 18],
      [{ 10: 0x04 }, 19],
    ];
    for (const [bytes, number] of keys) {
      expect(decode(usb(bytes))).toEqual([press(`button/${number}`)]);
      expect(decode(usb())).toEqual([release(`button/${number}`)]);
    }
    expect(decode(usb({ 8: 1 }))).toEqual([press('button/13'), press('button/16')]);
  });

  it('says the same over Bluetooth, one byte later, and in the short report', () => {
    const shifted = Object.fromEntries(
      Object.entries(centred).map(([at, value]) => [Number(at) + 1, value]),
    );
    const long = decoderOf(0x054c, 0x0ce6);
    expect(long.decode(reportOf(78, { ...shifted, 0: 0x31, 2: 0xff, 10: 0x20 }))).toEqual([
      press('button/10'),
      level('axis/lx', 1),
    ]);
    const short = decoderOf(0x054c, 0x0ce6);
    const bytes = { 0: 1, 1: 0x80, 2: 0x80, 3: 0x80, 4: 0x80, 5: 0x28, 9: 0xff };
    short.decode(reportOf(10, { ...bytes, 5: 8, 9: 0 }));
    expect(short.decode(reportOf(10, bytes))).toEqual([press('button/1'), level('axis/r2', 1)]);
  });

  it('refuses what is neither', () => {
    const { decode } = decoderOf(0x054c, 0x0ce6);
    expect(decode(reportOf(20, { 0: 1 }))).toBe('length');
    expect(decode(reportOf(40, { 0: 0x31 }))).toBe('length');
    expect(decode(reportOf(64, { 0: 2 }))).toBe('type');
  });
});

describe('an Xbox pad over Bluetooth', () => {
  const middle = { 2: 0x80, 4: 0x80, 6: 0x80, 8: 0x80 };
  const long = (bytes: Record<number, number> = {}) => reportOf(17, { 0: 1, ...middle, ...bytes });

  it('decodes sticks of 16 and triggers of 10 bits', () => {
    const { decode, reading } = decoderOf(0x045e, 0x0b13);
    expect(decode(long())).toEqual([]);
    decode(long({ 1: 0xff, 2: 0xff, 3: 0, 4: 0 }));
    expect([...reading.velocity]).toEqual([1, 0, -1, 0, 0, 0]);
    decode(long({ 11: 0xff, 12: 0x03 }));
    expect(reading.velocity[1]).toBe(1);
  });

  it('numbers its keys like the other pads, in both forms of the report', () => {
    const { decode } = decoderOf(0x045e, 0x0b13);
    expect(decode(long({ 14: 0x01 }))).toEqual([press('button/1')]);
    expect(decode(long({ 14: 0x08 }))).toEqual([release('button/1'), press('button/3')]);
    expect(decode(long({ 13: 1 }))).toEqual([release('button/3'), press('button/13')]);
    const old = decoderOf(0x045e, 0x02fd);
    const short = (bits: number) => reportOf(16, { 0: 1, ...middle, 14: bits });
    expect(old.decode(short(0x04))).toEqual([press('button/3')]);
    expect(old.decode(short(0x80))).toEqual([release('button/3'), press('button/10')]);
  });
});

describe('a Stream Deck', () => {
  it('of the first generation has one byte for each key, counted from the right', () => {
    const { decode } = decoderOf(0x0fd9, 0x0060);
    expect(decode(reportOf(17, { 0: 1, 1: 1 }))).toEqual([press('key/5')]);
    expect(decode(reportOf(17, { 0: 1, 6: 1 }))).toEqual([release('key/5'), press('key/10')]);
    const mini = decoderOf(0x0fd9, 0x0063);
    expect(mini.decode(reportOf(17, { 0: 1, 1: 1 }))).toEqual([press('key/1')]);
  });

  it('of the second has its keys after a count', () => {
    const { decode } = decoderOf(0x0fd9, 0x006c);
    expect(decode(reportOf(512, { 0: 1, 2: 32, 4: 1, 35: 1 }))).toEqual([
      press('key/1'),
      press('key/32'),
    ]);
    expect(decode(reportOf(512, { 0: 1, 2: 32, 35: 1 }))).toEqual([release('key/1')]);
  });

  it('tells turns of its encoders each time, and that one is pressed', () => {
    const { decode } = decoderOf(0x0fd9, 0x0084);
    const turn = reportOf(14, { 0: 1, 1: 3, 2: 5, 4: 1, 5: 1, 8: 0xfe });
    expect(decode(turn)).toEqual([step('encoder/1', 1), step('encoder/4', -2)]);
    expect(decode(turn)).toEqual([step('encoder/1', 1), step('encoder/4', -2)]);
    const down = reportOf(14, { 0: 1, 1: 3, 2: 5, 4: 0, 6: 1 });
    expect(decode(down)).toEqual([press('encoder/2')]);
    expect(decode(reportOf(14, { 0: 1, 1: 3, 2: 5 }))).toEqual([release('encoder/2')]);
  });

  it('keeps its keys held while an encoder is pressed', () => {
    const { decode } = decoderOf(0x0fd9, 0x0084);
    expect(decode(reportOf(14, { 0: 1, 2: 8, 4: 1 }))).toEqual([press('key/1')]);
    expect(decode(reportOf(14, { 0: 1, 1: 3, 4: 0, 5: 1 }))).toEqual([press('encoder/1')]);
  });

  it('gives a touch as a key of the field above the encoder, and a swipe as a step', () => {
    const { decode } = decoderOf(0x0fd9, 0x0084);
    const touch = (kind: number, x: number, x2 = 0) =>
      reportOf(14, { 0: 1, 1: 2, 4: kind, 6: x & 255, 7: x >> 8, 10: x2 & 255, 11: x2 >> 8 });
    expect(decode(touch(1, 0))).toEqual([press('touch/1'), release('touch/1')]);
    expect(decode(touch(1, 799))).toEqual([press('touch/4'), release('touch/4')]);
    expect(decode(touch(2, 399))).toEqual([press('touch/2/long'), release('touch/2/long')]);
    expect(decode(touch(3, 700, 100))).toEqual([step('swipe', -1)]);
    expect(decode(touch(9, 0))).toBe('type');
  });

  it('refuses what is too short and what it has no control for', () => {
    const { decode } = decoderOf(0x0fd9, 0x0080);
    expect(decode(reportOf(12, { 0: 1 }))).toBe('length');
    expect(decode(reportOf(14, { 0: 1, 1: 3 }))).toBe('other-type');
    expect(decode(reportOf(14, { 0: 1, 1: 4 }))).toBe('other-type');
    expect(decode(reportOf(14, { 0: 2 }))).toBe('type');
  });
});
