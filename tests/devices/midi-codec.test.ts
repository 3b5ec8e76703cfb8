import { describe, expect, it } from 'vitest';
import { MidiParser, type MidiVisitor } from '../../devices/midi/codec.ts';
import { bytesOf } from './collect.ts';
import { fuzzSeed, randomFrom } from './fuzz.ts';

/** What a parser finds, as text. */
function listening(): { heard: string[]; visitor: MidiVisitor } {
  const heard: string[] = [];
  const hex = (...bytes: number[]) => Buffer.from(bytes).toString('hex');
  const visitor: MidiVisitor = {
    channel: (status, data1, data2) => heard.push(hex(status, data1, data2)),
    quarterFrame: (data) => heard.push(`quarter ${hex(data)}`),
    sysex: (bytes, length) => heard.push(`sysex ${hex(...bytes.subarray(0, length))}`),
    unused: () => heard.push('unused'),
    refuse: (fault) => heard.push(fault),
  };
  return { heard, visitor };
}

function parse(...chunks: string[]): string[] {
  const { heard, visitor } = listening();
  const parser = new MidiParser();
  for (const chunk of chunks) parser.parse(bytesOf(chunk.replaceAll(' ', '')), visitor);
  return heard;
}

describe('a stream of MIDI', () => {
  it('has messages of one and two data bytes', () => {
    expect(parse('903c64 803c00 b007 7f c005 d040 e00040 a03c10')).toEqual([
      '903c64',
      '803c00',
      'b0077f',
      'c00500',
      'd04000',
      'e00040',
      'a03c10',
    ]);
  });

  it('may leave out a status that stays the same', () => {
    expect(parse('903c64 3c00 4064', '4000')).toEqual(['903c64', '903c00', '904064', '904000']);
    expect(parse('c001 02 03')).toEqual(['c00100', 'c00200', 'c00300']);
  });

  it('has real-time bytes anywhere, even inside other messages', () => {
    expect(parse('90 f8 3c fe 64 f0 7d fa 01 f8 f7')).toEqual([
      'unused',
      'unused',
      '903c64',
      'unused',
      'unused',
      'sysex 7d01',
    ]);
  });

  it('may be cut between any two bytes', () => {
    const whole = '903c64 3c00 f07f7f0602f7 f108 b00740 f20102 f301 f6';
    const bytes = whole.replaceAll(' ', '').match(/../g) ?? [];
    expect(parse(...bytes)).toEqual(parse(whole));
  });

  it('has quarter frames, and no running status after system messages', () => {
    expect(parse('903c64 f125 3c00')).toEqual(['903c64', 'quarter 25', 'stray']);
    expect(parse('f20102 f303 f6')).toEqual(['unused', 'unused', 'unused']);
  });

  it('has system exclusive messages of up to 512 bytes', () => {
    const data = '01'.repeat(512);
    expect(parse(`f0${data}f7`)).toEqual([`sysex ${data}`]);
    expect(parse('f0', '01'.repeat(100_000), 'f7 903c64')).toEqual(['sysex-too-long', '903c64']);
    expect(parse('f0f7')).toEqual(['sysex ']);
  });

  it('says what cannot be used, and goes on', () => {
    expect(parse('3c64 903c64')).toEqual(['stray', '903c64']);
    expect(parse('90 3c 803c00')).toEqual(['cut', '803c00']);
    expect(parse('f07f06 903c64')).toEqual(['cut', '903c64']);
    expect(parse('f4 f5 f7 f9 fd ff')).toEqual([
      'undefined',
      'undefined',
      'undefined',
      'undefined',
      'undefined',
      'reset',
    ]);
  });

  it(`of any bytes throws nothing (CYCLORAMA_SEED=${fuzzSeed})`, () => {
    const random = randomFrom(fuzzSeed);
    const parser = new MidiParser();
    let messages = 0;
    const check = (...data: number[]) => {
      messages += 1;
      if (data.some((byte) => !(byte >= 0 && byte < 128))) throw new Error(`data ${data}`);
    };
    const visitor: MidiVisitor = {
      channel: (status, data1, data2) => check(status & 0x7f, data1, data2),
      quarterFrame: (data) => check(data),
      sysex: (bytes, length) => check(...bytes.subarray(0, length)),
      unused: () => {},
      refuse: () => {},
    };
    for (let i = 0; i < 20_000; i++) {
      const length = Math.floor(random() * 20);
      parser.parse(
        Uint8Array.from({ length }, () => Math.floor(random() * (random() < 0.7 ? 128 : 256))),
        visitor,
      );
    }
    expect(messages).toBeGreaterThan(1000);
  });
});
