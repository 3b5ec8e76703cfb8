import { type Memory, memoryOf } from '../../core/takes/record.ts';

/** More than four seconds of sixteen cameras at 240 Hz: a disk may be that slow once. A power of two. */
const capacity = 16 * 1024 * 1024;
const controlBytes = 64;
const entryHeadBytes = 8;
/** In place of a length: nothing more up to the end of the ring. */
const skipped = 0xffffffff;

/** Places in the control words, all of them 32-bit and read and written atomically. */
const word = {
  head: 0,
  tail: 1,
  written: 2,
  synced: 3,
  kibibytes: 4,
  freeMebibytes: 5,
  atRisk: 6,
} as const;

export function createRingMemory(): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(controlBytes + capacity);
  // Nobody has looked yet: 0 would read as a full disk.
  Atomics.store(new Int32Array(shared, 0, controlBytes / 4), word.freeMebibytes, -1);
  return shared;
}

/** What the thread that writes has done, as far as the server needs to know at once. */
export interface WriterCounters {
  /** Records in the file, and on the disk: what is acknowledged, and what outlives a power loss. */
  written: number;
  synced: number;
  kibibytes: number;
  /** Room on the disk; −1 while unknown. */
  freeMebibytes: number;
  atRisk: number;
}

const aligned = (bytes: number): number => (bytes + 7) & ~7;

/**
 * The server's end of a ring of records in memory that it shares with the thread that writes them.
 * An entry is its length u32, four spare bytes, and one whole record, never split. Allocates nothing.
 */
export class RingWriter {
  readonly memory: Memory;
  readonly #words: Int32Array;
  #at = 0;
  #head: number;

  constructor(shared: SharedArrayBuffer) {
    this.#words = new Int32Array(shared, 0, controlBytes / 4);
    this.memory = memoryOf(new Uint8Array(shared, controlBytes));
    this.#head = Atomics.load(this.#words, word.head);
  }

  /** Where the next entry will begin, for whoever wants nothing older. */
  get head(): number {
    return this.#head;
  }

  /** Place in `memory` for a record of at most `bytes` bytes, or −1 when the ring is full. */
  begin(bytes: number): number {
    const need = entryHeadBytes + aligned(bytes);
    const used = (this.#head - Atomics.load(this.#words, word.tail)) >>> 0;
    const at = this.#head & (capacity - 1);
    const left = capacity - at;
    const skip = need > left ? left : 0;
    if (used + skip + need > capacity) return -1;
    if (skip > 0) {
      this.memory.view.setUint32(at, skipped, true);
      this.#head = (this.#head + skip) | 0;
    }
    this.#at = this.#head & (capacity - 1);
    return this.#at + entryHeadBytes;
  }

  /** Hands over the record that was put where `begin` said. */
  commit(bytes: number): void {
    this.memory.view.setUint32(this.#at, bytes, true);
    this.#head = (this.#head + entryHeadBytes + aligned(bytes)) | 0;
    Atomics.store(this.#words, word.head, this.#head);
  }

  readCounters(out: WriterCounters): void {
    out.written = Atomics.load(this.#words, word.written) >>> 0;
    out.synced = Atomics.load(this.#words, word.synced) >>> 0;
    out.kibibytes = Atomics.load(this.#words, word.kibibytes) >>> 0;
    out.freeMebibytes = Atomics.load(this.#words, word.freeMebibytes);
    out.atRisk = Atomics.load(this.#words, word.atRisk);
  }
}

/** The other end, in the thread that writes. */
export class RingReader {
  readonly #words: Int32Array;
  readonly #memory: Memory;
  #tail = 0;

  constructor(shared: SharedArrayBuffer) {
    this.#words = new Int32Array(shared, 0, controlBytes / 4);
    this.#memory = memoryOf(new Uint8Array(shared, controlBytes));
  }

  /** Forgets all that was handed over before `head`. */
  startAt(head: number): void {
    this.#moveTo(head);
  }

  /** Gives every record that is there, in order. The bytes are only lent. */
  drain(take: (record: Uint8Array) => void): void {
    const head = Atomics.load(this.#words, word.head);
    while (this.#tail !== head) {
      const at = this.#tail & (capacity - 1);
      const bytes = this.#memory.view.getUint32(at, true);
      if (bytes === skipped) {
        this.#moveTo((this.#tail + capacity - at) | 0);
        continue;
      }
      take(this.#memory.bytes.subarray(at + entryHeadBytes, at + entryHeadBytes + bytes));
      this.#moveTo((this.#tail + entryHeadBytes + aligned(bytes)) | 0);
    }
  }

  writeCounters(counters: Readonly<WriterCounters>): void {
    Atomics.store(this.#words, word.written, counters.written);
    Atomics.store(this.#words, word.synced, counters.synced);
    Atomics.store(this.#words, word.kibibytes, counters.kibibytes);
    Atomics.store(this.#words, word.freeMebibytes, counters.freeMebibytes);
    Atomics.store(this.#words, word.atRisk, counters.atRisk);
  }

  /** Between takes: all but the room on the disk stays as the last take has left it. */
  writeRoom(freeMebibytes: number): void {
    Atomics.store(this.#words, word.freeMebibytes, freeMebibytes);
  }

  #moveTo(tail: number): void {
    this.#tail = tail;
    Atomics.store(this.#words, word.tail, tail);
  }
}
