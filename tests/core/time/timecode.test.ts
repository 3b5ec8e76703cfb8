import { describe, expect, it } from 'vitest';
import {
  createTimecode,
  frameFromTimecode,
  framesBetween,
  framesPerDay,
  type Timecode,
  type TimecodeFormat,
  timecodeFormat,
  timecodeFromFrame,
  timecodeText,
  wrapFrame,
} from '../../../core/time/timecode.ts';

const ntsc = (base: number) => ({ num: base * 1000, den: 1001 });
const whole = (num: number) => ({ num, den: 1 });
const df = timecodeFormat(ntsc(30), true);
const pal = timecodeFormat(whole(25));

function timecode(text: string): Timecode {
  const [hours = 0, minutes = 0, seconds = 0, frames = 0] = text.split(/[:;]/).map(Number);
  return { hours, minutes, seconds, frames };
}
const frameOf = (text: string, format: TimecodeFormat): number =>
  frameFromTimecode(timecode(text), format);
const textOf = (frame: number, format: TimecodeFormat): string =>
  timecodeText(timecodeFromFrame(createTimecode(), frame, format), format);

/** Every frame of some time from midnight on as a crew would write them, by the rule: leave out the first numbers of each minute but the tenth. */
function* labels(base: number, dropped: number, hours: number): Generator<string> {
  const two = (value: number) => String(value).padStart(2, '0');
  for (let minute = 0; minute < hours * 60; minute++) {
    for (let second = 0; second < 60; second++) {
      const from = second === 0 && minute % 10 !== 0 ? dropped : 0;
      for (let frame = from; frame < base; frame++) {
        const time = `${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second)}`;
        yield `${time}${dropped > 0 ? ';' : ':'}${two(frame)}`;
      }
    }
  }
}

describe('the numbers of frames', () => {
  it.each([
    { name: '29.97 DF', format: df, base: 30, dropped: 2, hours: 1 },
    {
      name: '59.94 DF',
      format: timecodeFormat(ntsc(60), true),
      base: 60,
      dropped: 4,
      hours: 1 / 3,
    },
    {
      name: '119.88 DF',
      format: timecodeFormat(ntsc(120), true),
      base: 120,
      dropped: 8,
      hours: 1 / 5,
    },
    { name: '25', format: pal, base: 25, dropped: 0, hours: 1 / 2 },
    { name: '29.97', format: timecodeFormat(ntsc(30)), base: 30, dropped: 0, hours: 1 / 5 },
    { name: '23.976', format: timecodeFormat(ntsc(24)), base: 24, dropped: 0, hours: 1 / 5 },
  ])('are those of a list made by the rule, in $name, there and back', (each) => {
    const { format, base, dropped, hours, name } = each;
    expect(format.name).toBe(name);
    let frame = 0;
    const wrong: string[] = [];
    for (const label of labels(base, dropped, hours)) {
      if (frameOf(label, format) !== frame || textOf(frame, format) !== label) wrong.push(label);
      frame += 1;
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['00:00:59;29', '00:01:00;02'],
    ['00:08:59;29', '00:09:00;02'],
    ['00:09:59;29', '00:10:00;00'],
    ['01:00:59;29', '01:01:00;02'],
    ['23:59:59;29', '00:00:00;00'],
  ])('in drop-frame go on from %s to %s', (from, to) => {
    expect(textOf(frameOf(from, df) + 1, df)).toBe(to);
    expect(textOf(frameOf(to, df) - 1, df)).toBe(from);
  });

  // 10 minutes are 17 982 frames, an hour 107 892 (SMPTE ST 12-1).
  it.each([
    ['00:10:00;00', 17_982],
    ['01:00:00;00', 107_892],
    ['10:00:00;00', 1_078_920],
    ['23:59:59;29', 2_589_407],
  ])('in drop-frame count %s as %i', (label, frame) => {
    expect(frameOf(label, df)).toBe(frame);
  });

  it.each([
    ['00:01:00;00', df],
    ['00:01:00;01', df],
    ['23:59:00;01', df],
    ['00:00:00:25', pal],
    ['24:00:00:00', pal],
    ['00:60:00:00', pal],
    ['00:00:60:00', pal],
    ['00:00:00:-1', pal],
    ['00:00:00:1.5', pal],
  ])('do not have %s', (label, format) => {
    expect(frameOf(label, format)).toBeNaN();
  });

  it('do have the first numbers of each tenth minute in drop-frame', () => {
    expect(frameOf('00:00:00;00', df)).toBe(0);
    expect(frameOf('01:20:00;01', df)).toBe(frameOf('01:19:59;29', df) + 2);
  });

  it('stay within a second of the clock over a day of drop-frame, and fall behind without it', () => {
    const day = 86_400;
    const seconds = (frames: number) => (frames * 1001) / 30_000;
    expect(Math.abs(seconds(framesPerDay(df)) - day)).toBeLessThan(0.1);
    expect(seconds(framesPerDay(timecodeFormat(ntsc(30)))) - day).toBeCloseTo(86.4, 6);
  });
});

describe('midnight', () => {
  it.each([df, pal])('comes after the last frame of the day ($name)', (format) => {
    const last = framesPerDay(format) - 1;
    expect(wrapFrame(last + 1, format)).toBe(0);
    expect(wrapFrame(-1, format)).toBe(last);
    expect(textOf(last + 1, format)).toBe(textOf(0, format));
    expect(textOf(-1, format)).toBe(textOf(last, format));
    expect(framesBetween(last, 1, format)).toBe(2);
    expect(framesBetween(1, last, format)).toBe(-2);
  });
});

describe('a format', () => {
  it('has drop-frame at multiples of 29.97 alone', () => {
    expect(timecodeFormat(whole(30), true).dropped).toBe(0);
    expect(timecodeFormat(ntsc(24), true).dropped).toBe(0);
    expect(timecodeFormat(whole(25), true).dropped).toBe(0);
    expect(timecodeFormat({ num: 60000, den: 1001 }, true).dropped).toBe(4);
  });
});
