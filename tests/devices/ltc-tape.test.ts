import { describe, expect, it } from 'vitest';
import { LtcDecoder } from '../../devices/ltc/decoder.ts';
import { ltcFormats } from '../../devices/ltc/rate.ts';
import { fuzzSeed, type Random, randomFrom } from './fuzz.ts';
import { decodeLtc, labelsFrom, soundOf } from './ltc-sound.ts';

const format = (name: string) => {
  const found = ltcFormats.get(name);
  if (!found) throw new Error(`no format ${name}`);
  return found;
};
const pal = format('25');
const film = format('24');
const start = { sampleRate: 48_000, format: pal, frame: 0 };
const labels = (frames: { tc: string }[]) => frames.map(({ tc }) => tc);

/** Half a circle of Gauss: two uniform numbers make one normal one (Box and Muller). */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

describe('the speed of a tape', () => {
  it.each([0.25, 0.5, 0.8, 0.9, 1.1, 1.2, 2, 4])('may be %f of the nominal one', (speed) => {
    for (const each of [film, pal, format('30')]) {
      const frames = decodeLtc(soundOf({ ...start, format: each, speed }, 12), 48_000);
      expect(labels(frames)).toEqual(labelsFrom('00:00:00:00', 12, each.base));
    }
  });

  it('may waver by a fifth, twice a second', () => {
    const fast = soundOf({ ...start, sampleRate: 192_000 }, 110);
    const sound = new Float32Array(48_000 * 4);
    let at = 0;
    for (let i = 0; i < sound.length && at < fast.length - 1; i++) {
      const left = Math.floor(at);
      sound[i] = fast[left]! + (at - left) * (fast[left + 1]! - fast[left]!);
      at += 4 * (1 + 0.2 * Math.sin((2 * Math.PI * 2 * i) / 48_000));
    }
    const frames = decodeLtc(sound, 48_000);
    expect(labels(frames)).toEqual(labelsFrom('00:00:00:00', frames.length, 25));
    expect(frames.length).toBeGreaterThan(95);
  });

  it('may jump: the next whole frame is read', () => {
    const slow = soundOf(start, 10);
    const fast = soundOf({ ...start, frame: 500, speed: 2 }, 10);
    const frames = decodeLtc(Float32Array.from([...slow.slice(0, -8), ...fast]), 48_000);
    expect(labels(frames)).toEqual([
      ...labelsFrom('00:00:00:00', 10, 25),
      ...labelsFrom('00:00:20:00', 10, 25),
    ]);
  });
});

describe('sound cards and cables', () => {
  it.each([8000, 11_025, 16_000, 22_050, 44_100, 96_000, 192_000])(
    'may sample at %i Hz',
    (sampleRate) => {
      for (const each of [film, pal, format('29.97'), format('30')]) {
        const frames = decodeLtc(soundOf({ ...start, sampleRate, format: each }, 12), sampleRate);
        expect(labels(frames)).toEqual(labelsFrom('00:00:00:00', 12, each.base));
      }
    },
  );

  it.each([0.0032, 0.03, 1])(
    'may make it as loud as %f of full scale, whatever comes before',
    (amplitude) => {
      const silence = new Float32Array(9600);
      const sound = soundOf({ ...start, amplitude }, 20);
      const frames = decodeLtc(Float32Array.from([...silence, ...sound, ...silence]), 48_000);
      expect(labels(frames)).toEqual(labelsFrom('00:00:00:00', 20, 25));
    },
  );

  it('may add an offset', () => {
    const sound = soundOf({ ...start, amplitude: 0.3 }, 20).map((value) => value + 0.4);
    const frames = decodeLtc(sound, 48_000);
    expect(labels(frames).slice(-18)).toEqual(labelsFrom('00:00:00:02', 18, 25));
  });

  it(`may add noise a tenth as strong (CYCLORAMA_SEED=${fuzzSeed})`, () => {
    const random = randomFrom(fuzzSeed);
    const sound = soundOf(start, 200).map((value) => value + 0.05 * normal(random));
    const frames = decodeLtc(sound, 48_000);
    const all = labelsFrom('00:00:00:00', 200, 25);
    expect(frames.length).toBeGreaterThanOrEqual(198);
    for (const { tc, atSample } of frames) {
      const n = all.indexOf(tc);
      expect(n).toBeGreaterThanOrEqual(0);
      expect(Math.abs(atSample - (n + 1) * 1920)).toBeLessThan(1);
    }
  });

  it('may round edges off to what a telephone lets through', () => {
    // Two poles at 3.4 kHz.
    const pole = 1 - Math.exp((-2 * Math.PI * 3400) / 48_000);
    let [a, b] = [0, 0];
    const sound = soundOf(start, 30).map((value) => {
      a += pole * (value - a);
      b += pole * (a - b);
      return b;
    });
    const frames = decodeLtc(sound, 48_000);
    expect(labels(frames).slice(-28)).toEqual(labelsFrom('00:00:00:02', 28, 25));
  });

  it('may tear it: after a dropout the first whole frame is read', () => {
    const sound = soundOf(start, 30);
    sound.fill(0, 1920 * 10 + 500, 1920 * 12 + 500);
    const frames = labels(decodeLtc(sound, 48_000));
    const all = labelsFrom('00:00:00:00', 30, 25);
    expect(frames).toEqual([...all.slice(0, 10), ...all.slice(13)]);
  });
});

describe('a decoder that is switched on in the middle of a frame', () => {
  it(`has read the first whole one within two frames (CYCLORAMA_SEED=${fuzzSeed})`, () => {
    const random = randomFrom(fuzzSeed);
    const sound = soundOf({ ...start, frame: 40 }, 6);
    const all = labelsFrom('00:00:01:15', 6, 25);
    for (let i = 0; i < 60; i++) {
      const from = Math.floor(random() * 1920 * 2);
      const first = decodeLtc(sound.subarray(from), 48_000)[0]!;
      const whole = Math.ceil(from / 1920);
      // A frame whose first bit is heard by half is read, too.
      const isWhole = first.tc === all[whole] || (from % 1920 < 24 && first.tc === all[whole - 1]);
      expect(isWhole, `${first.tc} from sample ${from}`).toBe(true);
      expect(first.atSample).toBeLessThanOrEqual(2 * 1920 + 1);
    }
  });
});

describe('what is no LTC', () => {
  it(`throws nothing and gives next to no frames (CYCLORAMA_SEED=${fuzzSeed})`, () => {
    const random = randomFrom(fuzzSeed);
    const kinds: ((i: number) => number)[] = [
      () => 2 * random() - 1,
      () => (random() < 0.5 ? -1 : 1),
      (i) => Math.sin(i / 3) * Math.sin(i / 1000),
      (i) => (Math.floor(i / 10) % 2 ? 1 : -1),
      (i) => [Number.NaN, Infinity, -Infinity, 1e38, -1e38, 0][Math.floor(random() * 6)]! + i * 0,
      () => 0,
    ];
    for (const kind of kinds) {
      const sound = Float32Array.from({ length: 100_000 }, (_, i) => kind(i));
      expect(decodeLtc(sound, 48_000, 1 + Math.floor(random() * 2000)).length).toBeLessThan(3);
    }
    const counts = Int16Array.from(
      { length: 200_000 },
      () => Math.floor(65_536 * random()) - 32_768,
    );
    expect(decodeLtc(counts, 8000).length).toBeLessThan(3);
  });

  it('does not spoil what comes after it', () => {
    const random = randomFrom(1);
    const noise = Float32Array.from({ length: 20_000 }, () => random() - 0.5);
    const sound = Float32Array.from([...noise, Number.NaN, Infinity, ...soundOf(start, 20)]);
    expect(labels(decodeLtc(sound, 48_000)).slice(-18)).toEqual(labelsFrom('00:00:00:02', 18, 25));
  });

  it('makes no garbage: one frame object serves all', () => {
    const seen = new Set<object>();
    const decoder = new LtcDecoder(48_000, {
      frame: (frame) => seen.add(frame),
      invalid: () => {},
    });
    decoder.process(soundOf(start, 10));
    expect(seen.size).toBe(1);
  });
});
