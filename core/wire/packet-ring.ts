import { maxFramePacketBytes } from './frame-packet.ts';
import type { ShowLine } from './pose-session.ts';

/**
 * Frame packets by k in one block of memory, written by the thread that owns the sockets and read
 * by the one that draws. Each slot is a seqlock: its counter is odd while it is written, and a
 * reader that sees it move reads again. Works on shared and on plain memory.
 *
 * Layout: a clock slot (counter i32, spare i32, the line from local to show time 3 × f64), then
 * `slots` × (counter i32, length i32, k f64, local time of receipt f64, packet bytes).
 */
const slotCount = 64;
const clockBytes = 32;
const slotHeaderBytes = 24;
const slotBytes = slotHeaderBytes + Math.ceil(maxFramePacketBytes / 8) * 8;

export const packetRingBytes = clockBytes + slotCount * slotBytes;

const retries = 8;

export class PacketRing {
  readonly #ints: Int32Array;
  readonly #doubles: Float64Array;
  readonly #bytes: Uint8Array;

  constructor(memory: ArrayBufferLike) {
    this.#ints = new Int32Array(memory);
    this.#doubles = new Float64Array(memory);
    this.#bytes = new Uint8Array(memory);
  }

  writeClock({ localMs, showMs, rate }: Readonly<ShowLine>): void {
    Atomics.add(this.#ints, 0, 1);
    this.#doubles[1] = localMs;
    this.#doubles[2] = showMs;
    this.#doubles[3] = rate;
    Atomics.add(this.#ints, 0, 1);
  }

  /** Show time at a local time, ms; NaN before the first write. */
  showTimeMs(localMs: number): number {
    for (let i = 0; i < retries; i++) {
      const before = Atomics.load(this.#ints, 0);
      if (before === 0) return Number.NaN;
      const elapsedMs = localMs - (this.#doubles[1] ?? 0);
      const showMs = (this.#doubles[2] ?? Number.NaN) + elapsedMs * (this.#doubles[3] ?? 1);
      if (before % 2 === 0 && Atomics.load(this.#ints, 0) === before) return showMs;
    }
    return Number.NaN;
  }

  write(k: number, packet: Uint8Array, receivedMs: number): void {
    const at = this.#slotAt(k);
    Atomics.add(this.#ints, at / 4, 1);
    this.#ints[at / 4 + 1] = packet.byteLength;
    this.#doubles[at / 8 + 1] = k;
    this.#doubles[at / 8 + 2] = receivedMs;
    this.#bytes.set(packet, at + slotHeaderBytes);
    Atomics.add(this.#ints, at / 4, 1);
  }

  /** Copies packet k into `out`; returns its length, 0 when it is not there. Allocates nothing. */
  read(k: number, out: Uint8Array): number {
    const at = this.#slotAt(k);
    for (let i = 0; i < retries; i++) {
      const before = Atomics.load(this.#ints, at / 4);
      if (before === 0) return 0;
      if (before % 2 !== 0) continue;
      if (this.#doubles[at / 8 + 1] !== k) return 0;
      const length = this.#ints[at / 4 + 1] ?? 0;
      for (let b = 0; b < length; b++) out[b] = this.#bytes[at + slotHeaderBytes + b] ?? 0;
      if (Atomics.load(this.#ints, at / 4) === before) return length;
    }
    return 0;
  }

  /** When packet k was received, local ms; NaN when it is not there. */
  receivedMs(k: number): number {
    const at = this.#slotAt(k);
    return this.#doubles[at / 8 + 1] === k ? (this.#doubles[at / 8 + 2] ?? Number.NaN) : Number.NaN;
  }

  #slotAt(k: number): number {
    return clockBytes + (k % slotCount) * slotBytes;
  }
}
