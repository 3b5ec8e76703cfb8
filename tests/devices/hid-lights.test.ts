import jpeg from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import type { Lamp } from '../../core/control/control-event.ts';
import { encodeJpeg } from '../../devices/hid/lights/jpeg.ts';
import { jpegAside } from '../../devices/hid/lights/jpeg-aside.ts';
import { drawKey, fitLabel, turnHalf } from '../../devices/hid/lights/key-picture.ts';
import { keyPackets, streamDeckBrightness } from '../../devices/hid/lights/streamdeck-lights.ts';
import { streamDeckSpecs } from '../../devices/hid/parsers/streamdeck-models.ts';
import { afterMs, keepEntry } from '../../devices/native/keep-entry.ts';
import type { KeptProcess } from '../../devices/native/kept-process.ts';
import type { NativeListener } from '../../devices/native/native-process.ts';
import { ManualTime } from './hid-fake.ts';

const lamp = (tally: Lamp['tally'], label = '', level: number | null = null): Lamp => ({
  tally,
  label,
  level,
});

const pixel = (rgba: Uint8Array, width: number, x: number, y: number): number[] => [
  ...rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 3),
];

/** The picture as rows of text, # where it is not the ground. */
function inkRows(rgba: Uint8Array, width: number): string[] {
  const ground = String(pixel(rgba, width, 0, 0));
  const rows = rgba.length / 4 / width;
  return Array.from({ length: rows }, (_, y) =>
    Array.from({ length: width }, (_, x) =>
      String(pixel(rgba, width, x, y)) === ground ? '.' : '#',
    ).join(''),
  );
}

describe('the picture of a key', () => {
  it('is red on air, green for what is next, and dim when off', () => {
    const ground = (tally: Lamp['tally']) => pixel(drawKey(72, 72, lamp(tally)), 72, 0, 0);
    const [red, green, off] = [ground('air'), ground('next'), ground('off')];
    expect(red[0]).toBeGreaterThan(150);
    expect(Math.max(red[1]!, red[2]!)).toBeLessThan(60);
    expect(green[1]).toBeGreaterThan(100);
    expect(Math.max(green[0]!, green[2]!)).toBeLessThan(60);
    expect(Math.max(...off)).toBeLessThan(40);
  });

  it('has its label in the middle, in the letters of a 5×7 font', () => {
    const rows = inkRows(drawKey(15, 15, lamp('air', 'L')), 15);
    const letter = rows.slice(4, 11).map((row) => row.slice(5, 10));
    expect(letter).toEqual(['#....', '#....', '#....', '#....', '#....', '#....', '#####']);
    const ink = rows.join('').replaceAll('.', '').length;
    expect(ink).toBe(11);
  });

  it('shows accents as plain capitals, and a box for what the font lacks', () => {
    const rows = (label: string) => inkRows(drawKey(15, 15, lamp('on', label)), 15);
    expect(rows('é')).toEqual(rows('E'));
    expect(rows('語').join('')).toContain('#####');
  });

  it('breaks its label between words, in the largest letters that fit', () => {
    expect(fitLabel('GO', 64, 64)).toEqual({ scale: 4, lines: ['GO'] });
    expect(fitLabel('DESERT NOON', 64, 64)).toEqual({ scale: 1, lines: ['DESERT', 'NOON'] });
    expect(fitLabel('', 64, 64).lines).toEqual([]);
    const long = fitLabel('UNPRONOUNCEABLE WORDS '.repeat(9).trim(), 64, 64);
    expect(long.scale).toBe(1);
    expect(Math.max(...long.lines.map((line) => line.length))).toBeLessThanOrEqual(10);
    expect(long.lines.length).toBeLessThanOrEqual(7);
  });

  it('has a bar at the bottom for a level', () => {
    const rows = inkRows(drawKey(20, 20, lamp('next', '', 0.25)), 20);
    expect(rows.at(-1)).toBe('#####...............');
    expect(inkRows(drawKey(20, 20, lamp('next', '', 0)), 20).at(-1)).toBe('.'.repeat(20));
  });

  it('stays whole whatever its label', () => {
    for (const label of ['', ' ', 'a'.repeat(500), 'ÄÖÜ ß 語 \u0000', 'x\ny']) {
      expect(drawKey(72, 72, lamp('off', label))).toHaveLength(72 * 72 * 4);
    }
  });

  it('turned by half a turn has its first pixel last', () => {
    const rgba = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect([...turnHalf(rgba)]).toEqual([9, 10, 11, 12, 5, 6, 7, 8, 1, 2, 3, 4]);
  });

  it('survives being made a JPEG', () => {
    const drawn = drawKey(72, 72, lamp('air', 'TAKE'));
    const bytes = encodeJpeg(drawn, 72, 72);
    expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xd8]);
    const decoded = jpeg.decode(bytes, { useTArray: true });
    expect([decoded.width, decoded.height]).toEqual([72, 72]);
    const off = [...drawn].map((value, i) => Math.abs(value - decoded.data[i]!));
    expect(off.reduce((sum, value) => sum + value, 0) / off.length).toBeLessThan(6);
  });
});

describe('the process that makes pictures', () => {
  /** Its side of the messages in the hands of a test. */
  function aside() {
    const time = new ManualTime();
    const sent: object[] = [];
    const state = { starts: 0, closes: 0, isUp: true };
    let listener: NativeListener | undefined;
    const encode = jpegAside({
      after: time.after,
      keep: (on) => {
        state.starts += 1;
        listener = on;
        return {
          send: (message) => {
            if (state.isUp) sent.push(message);
            return state.isUp;
          },
          restart: () => {},
          close: async () => {
            state.closes += 1;
          },
        };
      },
    });
    const answer = (message: unknown): void => listener?.message(message);
    return { time, sent, state, encode, answer, crash: () => listener?.ended('crash') };
  }
  const rgba = Uint8Array.of(1, 2, 3, 255);

  it('starts with the first picture and answers each by its number', async () => {
    const { sent, state, encode, answer } = aside();
    expect(state.starts).toBe(0);
    const [a, b] = [encode(rgba, 1, 1), encode(rgba, 1, 1)];
    expect(sent).toEqual([1, 2].map((id) => ({ id, rgba, width: 1, height: 1 })));
    for (const rubbish of [undefined, {}, { id: 1 }, { id: 9, jpeg: rgba }]) answer(rubbish);
    answer({ id: 2, jpeg: Uint8Array.of(22) });
    answer({ id: 1, jpeg: Uint8Array.of(11) });
    expect([await a, await b]).toEqual([Uint8Array.of(11), Uint8Array.of(22)]);
    expect(state.starts).toBe(1);
  });

  it('gives no picture when it crashes or is down', async () => {
    const { state, encode, crash } = aside();
    const picture = encode(rgba, 1, 1);
    crash();
    expect(await picture).toBeUndefined();
    state.isUp = false;
    expect(await encode(rgba, 1, 1)).toBeUndefined();
  });

  it('ends 30 s after the last picture, and what it never answered is none', async () => {
    const { time, state, encode } = aside();
    const picture = encode(rgba, 1, 1);
    await time.advance(29_000);
    expect(state.closes).toBe(0);
    await time.advance(2000);
    expect(state.closes).toBe(1);
    expect(await picture).toBeUndefined();
    void encode(rgba, 1, 1);
    expect(state.starts).toBe(2);
  });

  it('as it really is makes the same picture', async () => {
    const entry = new URL('../../devices/hid/lights/jpeg-process.ts', import.meta.url);
    let kept: KeptProcess | undefined;
    const encode = jpegAside({
      after: afterMs,
      keep: (on) => {
        kept = keepEntry(entry, () => performance.now())(on);
        return kept;
      },
    });
    const drawn = drawKey(16, 16, lamp('next', 'A'));
    const made = await encode(drawn, 16, 16);
    await kept?.close();
    expect(made && [...made]).toEqual([...encodeJpeg(drawn, 16, 16)]);
  });
});

describe('the packets of a Stream Deck', () => {
  it('cut a picture into reports of 1024 bytes with its key, part and length', () => {
    const picture = Uint8Array.from({ length: 2500 }, (_, i) => i & 0xff);
    const packets = keyPackets(7, picture).map(({ bytes }) => bytes);
    expect(packets.map((packet) => packet.length)).toEqual([1024, 1024, 1024]);
    // 1016 = 0x03f8; the rest is 468 = 0x01d4.
    expect(packets.map((packet) => Buffer.from(packet.subarray(0, 8)).toString('hex'))).toEqual([
      '02070700f8030000',
      '02070700f8030100',
      '02070701d4010200',
    ]);
    const joined = packets.flatMap((packet, i) => [...packet.subarray(8, i < 2 ? 1024 : 8 + 468)]);
    expect(joined).toEqual([...picture]);
    expect(keyPackets(0, picture.subarray(0, 1016))).toHaveLength(1);
  });

  it('set the brightness by a feature report of each generation', () => {
    const of = (product: number) => streamDeckSpecs.find((s) => s.products.includes(product))!;
    const hex = (product: number, percent: number): string =>
      Buffer.from(streamDeckBrightness(of(product), percent).bytes).toString('hex');
    expect(hex(0x0080, 70)).toBe(`030846${'00'.repeat(29)}`);
    expect(hex(0x0060, 200)).toBe(`0555aad10164${'00'.repeat(11)}`);
  });
});
