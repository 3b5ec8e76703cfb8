import { describe, expect, it } from 'vitest';
import { framesPerDay } from '../../core/time/timecode.ts';
import { createLtcFields, decodeLtcFrame, encodeLtcFrame } from '../../devices/ltc/frame.ts';
import { ltcFormats } from '../../devices/ltc/rate.ts';
import { bytesOf } from './collect.ts';
import { decodeLtc, fixtureFrames, fixtureSound, labelsFrom, soundOf } from './ltc-sound.ts';

const format = (name: string) => {
  const found = ltcFormats.get(name);
  if (!found) throw new Error(`no format ${name}`);
  return found;
};
const pal = format('25');
const drop = format('29.97 DF');
const start = { sampleRate: 48_000, format: pal, frame: 0 };
const labels = (frames: { tc: string }[]) => frames.map(({ tc }) => tc);

describe('recorded LTC', () => {
  it.each([
    {
      name: '25 frames at 48 kHz',
      file: 'ltc_25fps_48k_u8.raw',
      list: 'ltc_25fps_frames.jsonl',
      rate: 48_000,
      samples: 1920,
    },
    {
      name: '30 frames at 44.1 kHz',
      file: 'ltc_30fps_44k1_u8.raw',
      list: 'ltc_30fps_frames.jsonl',
      rate: 44_100,
      samples: 1470,
    },
  ])(
    'is decoded to every frame and byte, each at its place ($name)',
    ({ file, list, rate, samples }) => {
      const expected = fixtureFrames(list);
      const frames = decodeLtc(fixtureSound(file), rate);
      expect(labels(frames)).toEqual(expected.map(({ tc }) => tc));
      expect(frames.map(({ hex }) => hex)).toEqual(expected.map(({ frame_hex }) => frame_hex));
      frames.forEach((frame, n) => {
        expect(Math.abs(frame.atSample - (n + 1) * samples)).toBeLessThan(1);
        expect(Math.abs(frame.samples - samples)).toBeLessThan(0.6);
        expect(frame.reverse).toBe(false);
      });
    },
  );

  it('may come in blocks of any length, and as 16-bit counts', () => {
    const sound = fixtureSound('ltc_25fps_48k_u8.raw');
    const whole = decodeLtc(sound, 48_000, sound.length);
    expect(decodeLtc(sound, 48_000, 1)).toEqual(whole);
    expect(decodeLtc(sound, 48_000, 777)).toEqual(whole);
    const counts = Int16Array.from(sound, (value) => Math.round(value * 32_767));
    expect(labels(decodeLtc(counts, 48_000))).toEqual(labels(whole));
  });
});

describe('the 80 bits of a frame', () => {
  it.each(['ltc_25fps_frames.jsonl', 'ltc_30fps_frames.jsonl'])(
    'are written as they were read (%s)',
    (list) => {
      const base = list.includes('25') ? 25 : 30;
      for (const { tc, frame_hex } of fixtureFrames(list)) {
        const fields = createLtcFields();
        expect(decodeLtcFrame(bytesOf(frame_hex), fields)).toBe(true);
        const { hours, minutes, seconds, frames } = fields;
        expect([hours, minutes, seconds, frames]).toEqual(tc.split(':').map(Number));
        const bytes = new Uint8Array(10);
        encodeLtcFrame(bytes, fields, base);
        expect(Buffer.from(bytes).toString('hex')).toBe(frame_hex);
      }
    },
  );

  it('carry the user bits, the drop-frame and the colour flag', () => {
    const fields = {
      ...createLtcFields(),
      userBits: 0x89abcdef,
      dropFrame: true,
      colourFrame: true,
    };
    const bytes = new Uint8Array(10);
    encodeLtcFrame(bytes, fields, 30);
    // Group 1 lies in bits 4 to 7, the flags in bits 10 and 11.
    expect([bytes[0]! >> 4, bytes[14 / 2]! >> 4, bytes[1]! & 0x0c]).toEqual([0xf, 0x8, 0x0c]);
    const read = createLtcFields();
    expect(decodeLtcFrame(bytes, read)).toBe(true);
    expect(read).toEqual(fields);
  });

  it.each([
    '0a00000000000000fcbf',
    '0003000000000000fcbf',
    '0000000600000000fcbf',
    '0000000000000402fcbf',
  ])('that are no time of day are refused (%s)', (hex) =>
    expect(decodeLtcFrame(bytesOf(hex), createLtcFields())).toBe(false),
  );
});

describe('LTC of our own', () => {
  it('runs over midnight', () => {
    const frame = framesPerDay(pal) - 10;
    const frames = decodeLtc(soundOf({ ...start, frame }, 20), 48_000);
    expect(labels(frames)).toEqual(labelsFrom('23:59:59:15', 20, 25));
  });

  it('runs over the minute and over the tenth minute in drop-frame', () => {
    const minute = decodeLtc(soundOf({ ...start, format: drop, frame: 1790 }, 20), 48_000);
    expect(labels(minute)).toEqual(labelsFrom('00:00:59:20', 20, 30, true));
    expect(labels(minute)).toContain('00:01:00:02');
    expect(minute.every(({ dropFrame }) => dropFrame)).toBe(true);
    const tenth = decodeLtc(soundOf({ ...start, format: drop, frame: 17_972 }, 20), 48_000);
    expect(labels(tenth)).toEqual(labelsFrom('00:09:59:20', 20, 30, true));
    expect(labels(tenth)).toContain('00:10:00:00');
  });

  it('is read backwards when it is played backwards, and stands where each frame begins', () => {
    const sound = soundOf({ ...start, frame: 1490, userBits: 0x12345678 }, 20);
    const frames = decodeLtc(sound.slice().reverse(), 48_000);
    // The edge that begins the first frame is the end of the sound, and is not heard.
    expect(labels(frames)).toEqual(labelsFrom('00:00:59:16', 19, 25).reverse());
    frames.forEach((frame, n) => {
      expect(frame.reverse).toBe(true);
      expect(frame.userBits).toBe(0x12345678);
      const begin = sound.length - 1 - 1920 * (19 - n);
      expect(Math.abs(frame.atSample - begin)).toBeLessThan(0.1);
    });
  });

  it('may turn round', () => {
    const sound = soundOf(start, 30);
    const there = sound.slice(0, 1920 * 20 + 700);
    const frames = decodeLtc(Float32Array.from([...there, ...there.slice().reverse()]), 48_000);
    expect(labels(frames.filter(({ reverse }) => !reverse))).toEqual(
      labelsFrom('00:00:00:00', 20, 25),
    );
    const back = labels(frames.filter(({ reverse }) => reverse));
    expect(back).toEqual(labelsFrom('00:00:00:01', 19, 25).reverse());
  });

  it('may be inverted', () => {
    const sound = soundOf(start, 20);
    const frames = decodeLtc(
      sound.map((value) => -value),
      48_000,
    );
    expect(labels(frames)).toEqual(labelsFrom('00:00:00:00', 20, 25));
  });

  it('has its edges between samples: the places of frames are right to a tenth of one', () => {
    const options = { ...start, format: format('29.97'), sampleRate: 44_100 };
    const frames = decodeLtc(soundOf(options, 60), 44_100);
    expect(frames).toHaveLength(60);
    frames.forEach(({ atSample }, n) => {
      expect(Math.abs(atSample - ((n + 1) * 44_100 * 1001) / 30_000)).toBeLessThan(0.1);
    });
  });
});

describe('formats of LTC', () => {
  it('are the six there are', () => {
    expect([...ltcFormats.keys()]).toEqual(['23.976', '24', '25', '29.97', '30', '29.97 DF']);
  });
});
