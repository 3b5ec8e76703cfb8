import { crc32 as zlibCrc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../core/takes/crc32.ts';
import { createReadCounts, readRecords } from '../../../core/takes/read-take.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';
import { TakeLog } from './take-log.ts';

/** A log of a header and some samples that say their own number. */
function sampleLog(count: number): TakeLog {
  const log = new TakeLog();
  for (let i = 0; i < count; i++) {
    log.raw((record) => {
      record.sample.sequence = i;
      record.takenMs = 10_000 + i * 10;
    });
  }
  return log;
}

/** The numbers of the samples in a log, and what was counted while they were read. */
function read(bytes: Uint8Array) {
  const counts = createReadCounts();
  const samples: number[] = [];
  for (const record of readRecords(bytes, counts)) {
    if (record.kind === 'raw') samples.push(record.raw.sample.sequence);
  }
  return { samples, ...counts };
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('the checksum', () => {
  it('is the CRC-32 of zlib, in one piece or in parts', () => {
    const random = seededRandom(printedSeed('crc'));
    for (let length = 0; length < 200; length++) {
      const bytes = Uint8Array.from({ length }, () => random() * 256);
      const whole = crc32(bytes, 0, length) >>> 0;
      expect(whole).toBe(zlibCrc32(bytes));
      const cut = Math.floor(random() * length);
      expect(crc32(bytes, cut, length, crc32(bytes, 0, cut)) >>> 0).toBe(whole);
    }
    expect(crc32(Buffer.from('123456789'), 0, 9) >>> 0).toBe(0xcbf43926);
  });
});

describe('a take log', () => {
  it('gives back all its records', () => {
    const { bytes } = sampleLog(50);
    expect(read(bytes)).toEqual({
      samples: upTo(50),
      damagedBytes: 0,
      goodBytes: bytes.length,
      nextNumber: 50,
    });
  });

  it('is read up to a tail torn at any byte', () => {
    const { bytes, starts } = sampleLog(4);
    const lastAt = starts.at(-1) ?? 0;
    for (let length = lastAt; length < bytes.length; length += 3) {
      const { samples, goodBytes, damagedBytes } = read(bytes.subarray(0, length));
      expect([samples, goodBytes, damagedBytes]).toEqual([upTo(3), lastAt, 0]);
    }
  });

  it('loses one record to any bit that flips, and no other', () => {
    const { bytes, starts } = sampleLog(3);
    const [from, to] = [starts[2] ?? 0, starts[3] ?? 0];
    for (let at = from; at < to; at++) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
      const { samples, damagedBytes } = read(damaged);
      expect([at, samples, damagedBytes]).toEqual([at, [0, 2], to - from]);
    }
  });

  it('is read on behind bytes that are none of its own', () => {
    const { bytes, starts } = sampleLog(6);
    const at = starts[3] ?? 0;
    const rubbish = Buffer.from('TK\x02\x01TKTKTK in between');
    const { samples, damagedBytes } = read(
      Buffer.concat([bytes.subarray(0, at), rubbish, bytes.subarray(at)]),
    );
    expect([samples, damagedBytes]).toEqual([upTo(6), rubbish.length]);
  });

  it('survives whatever stands in it', () => {
    const random = seededRandom(printedSeed('take log'));
    const { bytes } = sampleLog(8);
    for (let round = 0; round < 1500; round++) {
      const hostile = bytes.slice(0, Math.floor(random() * bytes.length));
      for (let n = random() * 40; n > 0; n--) {
        hostile[Math.floor(random() * hostile.length)] = random() * 256;
      }
      const { samples } = read(hostile);
      // What is read is what was written: damage is never taken for a sample.
      expect(samples.every((sequence) => upTo(8).includes(sequence))).toBe(true);
    }
  });
});
