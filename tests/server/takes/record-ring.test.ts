import { describe, expect, it } from 'vitest';
import { createRingMemory, RingReader, RingWriter } from '../../../server/takes/record-ring.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';

/** Puts an entry of so many bytes with one number in it; `false` when the ring is full. */
function put(writer: RingWriter, bytes: number, number: number): boolean {
  const at = writer.begin(bytes);
  if (at < 0) return false;
  writer.memory.view.setUint32(at, number, true);
  writer.memory.view.setUint32(at + bytes - 4, number, true);
  writer.commit(bytes);
  return true;
}

/** The numbers that come out, each found at both ends of its entry. */
function drain(reader: RingReader): number[] {
  const numbers: number[] = [];
  reader.drain((record) => {
    const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
    expect(view.getUint32(record.byteLength - 4, true)).toBe(view.getUint32(0, true));
    numbers.push(view.getUint32(0, true));
  });
  return numbers;
}

describe('the ring between the server and the thread that writes', () => {
  it('gives every record once, in order, many times round', () => {
    const random = seededRandom(printedSeed('ring'));
    const memory = createRingMemory();
    const [writer, reader] = [new RingWriter(memory), new RingReader(memory)];
    let [next, seen] = [0, 0];
    for (let round = 0; round < 300; round++) {
      for (let n = random() * 60; n > 0; n--) {
        const bytes = 8 + Math.floor(random() ** 3 * 20_000);
        if (put(writer, bytes, next)) next += 1;
      }
      for (const number of drain(reader)) expect(number).toBe(seen++);
    }
    expect(seen).toBe(next);
    expect(next).toBeGreaterThan(5000);
  });

  it('is full before anything unread is written over, and takes again what fits', () => {
    const memory = createRingMemory();
    const [writer, reader] = [new RingWriter(memory), new RingReader(memory)];
    let count = 0;
    while (put(writer, 100_000, count)) count += 1;
    expect(put(writer, 100_000, 1e6)).toBe(false);
    expect(drain(reader)).toEqual(Array.from({ length: count }, (_, i) => i));
    expect(put(writer, 100_000, 77)).toBe(true);
    expect(drain(reader)).toEqual([77]);
  });

  it('forgets what is older than the place it is told to begin at', () => {
    const memory = createRingMemory();
    const [writer, reader] = [new RingWriter(memory), new RingReader(memory)];
    put(writer, 64, 1);
    const { head } = writer;
    put(writer, 64, 2);
    reader.startAt(head);
    expect(drain(reader)).toEqual([2]);
  });

  it('hands back what was written and what is safe', () => {
    const memory = createRingMemory();
    const [writer, reader] = [new RingWriter(memory), new RingReader(memory)];
    const said = { written: 7, synced: 5, kibibytes: 12, freeMebibytes: 900, atRisk: 1 };
    reader.writeCounters(said);
    const heard = { written: 0, synced: 0, kibibytes: 0, freeMebibytes: 0, atRisk: 0 };
    writer.readCounters(heard);
    expect(heard).toEqual(said);
  });
});
