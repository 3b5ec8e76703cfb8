import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { timecodeFromFrame } from '../../core/time/timecode.ts';
import { ltcFormats } from '../../devices/ltc/rate.ts';
import { decodeLtc, fixtureFrames, fixtureSound, labelsFrom, soundOf } from './ltc-sound.ts';

const sampleRate = 16_000;

describe('the sound of libltc', () => {
  it.each([
    { file: '25_midnight', first: '23:59:58:00', base: 25, isDrop: false },
    { file: '2997df_minute', first: '00:00:58:00', base: 30, isDrop: true },
    { file: '2997df_tenth_minute', first: '00:09:59:00', base: 30, isDrop: true },
    { file: '2997df_midnight', first: '23:59:59:00', base: 30, isDrop: true },
  ])('is decoded to each frame and byte ($file)', ({ file, first, base, isDrop }) => {
    const expected = fixtureFrames(`libltc_${file}_frames.jsonl`);
    const frames = decodeLtc(fixtureSound(`libltc_${file}_16k_u8.raw`), sampleRate);
    expect(frames.map(({ tc }) => tc)).toEqual(expected.map(({ tc }) => tc));
    expect(frames.map(({ hex }) => hex)).toEqual(expected.map(({ frame_hex }) => frame_hex));
    expect(new Set(frames.map(({ dropFrame }) => dropFrame))).toEqual(new Set([isDrop]));
    // The list is libltc's own: its counting is checked by another.
    expect(expected.map(({ tc }) => tc)).toEqual(labelsFrom(first, expected.length, base, isDrop));
  });
});

/** Rates by the names of our formats, as libltc wants them. */
const rates = [
  { name: '24', num: 24, den: 1 },
  { name: '25', num: 25, den: 1 },
  { name: '29.97 DF', num: 30_000, den: 1001 },
  { name: '30', num: 30, den: 1 },
];

describe('libltc itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cyclorama-libltc-'));
  const peer = join(folder, 'libltc-peer');
  let why = '';
  beforeAll(() => {
    const source = fileURLToPath(new URL('libltc-peer.c', import.meta.url));
    const { status } = spawnSync('cc', [source, '-o', peer, '-lltc', '-lm'], { stdio: 'ignore' });
    if (status !== 0) why = 'libltc or a C compiler is not installed (Debian: gcc libltc-dev)';
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const formatOf = (name: string) => {
    const format = ltcFormats.get(name);
    if (!format) throw new Error(`no format ${name}`);
    return format;
  };
  const linesOf = (text: Buffer): string[] => text.toString().trim().split('\n');

  it.for(rates)('is read by our decoder over midnight at $name', ({ name, num, den }, context) => {
    if (why) return context.skip(why);
    const { base, dropped } = formatOf(name);
    const isDrop = dropped > 0;
    const first = '23:59:57:00';
    const frames = 5 * base;
    const settings = [sampleRate, num, den, Number(isDrop), first, frames].map(String);
    const { stdout, stderr } = spawnSync(peer, ['write', ...settings], { maxBuffer: 2 ** 24 });
    const sound = Float32Array.from(stdout, (byte) => (byte - 128) / 128);
    const heard = decodeLtc(sound, sampleRate);
    const labels = labelsFrom(first, frames, base, isDrop);
    // The edge that ends the last frame would be the first of the next.
    expect(heard.map(({ tc }) => tc)).toEqual(labels.slice(0, heard.length));
    expect(heard.length).toBeGreaterThanOrEqual(frames - 1);
    const said = linesOf(stderr).map((line) => line.split(' ')[2]);
    expect(heard.map(({ hex }) => hex)).toEqual(said.slice(0, heard.length));
  });

  it.for(rates)('reads what our simulator writes at $name', ({ name, num, den }, context) => {
    if (why) return context.skip(why);
    const format = formatOf(name);
    const isDrop = format.dropped > 0;
    // Two seconds before the end of the first minute.
    const frame = 58 * format.base;
    const count = 5 * format.base;
    const sound = soundOf({ sampleRate: 48_000, format, frame }, count);
    const input = Uint8Array.from(sound, (value) => Math.round(128 + 127 * value));
    const { stdout } = spawnSync(peer, ['read', '48000', String(num), String(den)], { input });
    const lines = linesOf(stdout);
    const first = timecodeFromFrame({ hours: 0, minutes: 0, seconds: 0, frames: 0 }, frame, format);
    expect(first).toMatchObject({ seconds: 58, frames: 0 });
    const labels = labelsFrom('00:00:58:00', count, format.base, isDrop);
    const skipped = labels.indexOf(lines[0]?.split(' ')[0] ?? '');
    // It locks to the first frame or the second, and the last ends with the sound.
    expect([0, 1]).toContain(skipped);
    expect(lines.length).toBeGreaterThanOrEqual(count - 2);
    const wanted = labels.slice(skipped, skipped + lines.length);
    expect(lines.map((line) => line.split(' ')[0])).toEqual(wanted);
    const flags = new Set(lines.map((line) => line.split(' ')[1]));
    expect(flags).toEqual(new Set([isDrop ? '1' : '0']));
  });
});
