import { readFileSync } from 'node:fs';
import { LtcDecoder, type LtcFrame } from '../../devices/ltc/decoder.ts';
import type { PcmBlock } from '../../devices/ltc/edges.ts';
import { LtcEncoder, type LtcEncoderOptions } from '../../devices/ltc/encoder.ts';

export interface DecodedFrame {
  tc: string;
  hex: string;
  reverse: boolean;
  dropFrame: boolean;
  userBits: number;
  atSample: number;
  samples: number;
}

const two = (value: number): string => String(value).padStart(2, '0');
const copyOf = (frame: Readonly<LtcFrame>): DecodedFrame => {
  const { hours, minutes, seconds, frames, bytes, ...rest } = frame;
  const tc = [hours, minutes, seconds, frames].map(two).join(':');
  return { ...rest, tc, hex: Buffer.from(bytes).toString('hex') };
};

/** Every frame in a sound, which is handed over in blocks. */
export function decodeLtc(sound: PcmBlock, sampleRate: number, blockLength = 480): DecodedFrame[] {
  const frames: DecodedFrame[] = [];
  const decoder = new LtcDecoder(sampleRate, {
    frame: (frame) => frames.push(copyOf(frame)),
    invalid: () => {},
  });
  for (let at = 0; at < sound.length; at += blockLength) {
    decoder.process(sound.subarray(at, at + blockLength));
  }
  return frames;
}

/** The sound of some frames, and of the edge that ends the last. */
export function soundOf(options: LtcEncoderOptions, frames: number): Float32Array {
  const encoder = new LtcEncoder(options);
  const sound = new Float32Array(Math.ceil(frames * encoder.samplesPerFrame) + 8);
  encoder.fill(sound);
  return sound;
}

const fixtures = new URL('../fixtures/ltc/', import.meta.url);

/** Unsigned bytes as floats, with the edge that the next frame would begin with. */
export function fixtureSound(file: string): Float32Array {
  const bytes = readFileSync(new URL(file, fixtures));
  const sound = Float32Array.from(bytes, (byte) => (byte - 128) / 128);
  const last = sound.at(-4) ?? 0;
  return Float32Array.from([...sound, ...Array(12).fill(-last)]);
}

export const fixtureFrames = (file: string): { tc: string; frame_hex: string }[] =>
  readFileSync(new URL(file, fixtures), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** Labels of frames from one on, by adding one and carrying: drop-frame leaves out :00 and :01 of each minute but the tenth. */
export function labelsFrom(first: string, length: number, base: number, isDrop = false): string[] {
  let [h = 0, m = 0, s = 0, f = 0] = first.split(':').map(Number);
  const labels: string[] = [];
  while (labels.length < length) {
    labels.push([h, m, s, f].map(two).join(':'));
    f += 1;
    if (f === base) [f, s] = [0, s + 1];
    if (s === 60) [s, m] = [0, m + 1];
    if (m === 60) [m, h] = [0, h + 1];
    if (h === 24) h = 0;
    if (isDrop && f === 0 && s === 0 && m % 10 !== 0) f = 2;
  }
  return labels;
}
