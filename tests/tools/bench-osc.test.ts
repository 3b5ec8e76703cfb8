import { expect, test } from 'vitest';
import { randomFrom } from '../../tools/bench/motion/random.ts';
import { fuzzPacket } from '../../tools/bench/t1-fuzz-packets.ts';
import { OscDecoder } from '../../tools/bench/t1-osc-device.ts';
import { printedSeed } from '../support/random.ts';

test('the fuzzing of the OSC bench has sound packets that are read and damaged ones that never throw', () => {
  const random = randomFrom(printedSeed('OSC bench'));
  let read = 0;
  const decoder = new OscDecoder(() => {
    read += 1;
  });
  let sound = 0;
  for (let i = 0; i < 2000; i += 1) {
    const { bytes, messages, isSound } = fuzzPacket(random);
    const [readBefore, refusedBefore] = [read, decoder.refused()];
    decoder.decode(bytes);
    if (!isSound) continue;
    sound += 1;
    expect(read - readBefore).toBe(messages.length);
    expect(decoder.refused()).toBe(refusedBefore);
  }
  expect(sound).toBeGreaterThan(300);
  expect(decoder.refused()).toBeGreaterThan(300);
  expect(decoder.refused('internal')).toBe(0);
});
