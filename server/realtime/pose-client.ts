import type { Duplex } from 'node:stream';
import { opcode } from './client-frames.ts';
import { wireBytes } from './message-ring.ts';

/** Frame packets that may be under way to one client; a client that acknowledges none gets no more. */
export const creditWindow = 8;
/**
 * With more than this waiting in the server's memory, the far end does not read. What was written in
 * the same turn of the event loop may wait too: an encrypted socket takes it only after that.
 */
const mostWaitingBytes = 16_384;
/** Samples stop well before frames do: they must never take a frame's place. */
const mostWaitingBeforeSample = 4096;

const pingBytes = wireBytes(opcode.ping, new Uint8Array(0));

/**
 * One client of the pose plane: what it was sent, what it has, when it was last heard. Messages come
 * framed, one for all clients, and stay as they are until the socket has taken them.
 */
export class PoseClient {
  readonly wantsSamples: boolean;
  readonly connectedMs: number;
  lastHeardMs: number;
  /** Since when something has been waiting at every look; NaN when nothing is. */
  #waitingSinceMs = Number.NaN;
  /** Frames it did not get because its window was full. */
  skipped = 0;
  readonly #socket: Duplex;
  readonly #underWay = new Uint32Array(creditWindow);
  #first = 0;
  #count = 0;
  #newestSent = 0;

  constructor(socket: Duplex, wantsSamples: boolean, nowMs: number) {
    this.#socket = socket;
    this.wantsSamples = wantsSamples;
    this.connectedMs = nowMs;
    this.lastHeardMs = nowMs;
  }

  /** Sends a frame packet, or skips it while the window is full. */
  sendFrame(message: Uint8Array, sequence: number): void {
    if (this.#isFull || this.#socket.writableLength > mostWaitingBytes) {
      this.skipped += 1;
      return;
    }
    this.#underWay[(this.#first + this.#count) % creditWindow] = sequence;
    this.#count += 1;
    this.#newestSent = sequence;
    this.#write(message);
  }

  /** Sends a sample to a client that keeps up with its frames; left out, it is made up by the next. */
  sendSample(message: Uint8Array): void {
    if (this.#isFull || this.#socket.writableLength > mostWaitingBeforeSample) return;
    this.#write(message);
  }

  /** Sends an answer, unless the far end does not read what it asked for. */
  send(message: Uint8Array): void {
    if (this.#socket.writableLength <= mostWaitingBytes) this.#write(message);
  }

  /** The client has everything up to `sequence`; if it missed the newest frame, it gets that one. */
  acknowledge(sequence: number, newest: Uint8Array | undefined, newestSequence: number): void {
    const wasFull = this.#isFull;
    while (this.#count > 0 && isUpTo(this.#underWay[this.#first] ?? 0, sequence)) {
      this.#first = (this.#first + 1) % creditWindow;
      this.#count -= 1;
    }
    if (wasFull && newest && newestSequence !== this.#newestSent) {
      this.sendFrame(newest, newestSequence);
    }
  }

  /** Asks the far end to answer; browsers do by themselves, whatever their page is doing. */
  ping(): void {
    this.send(pingBytes);
  }

  /** How long something has been waiting for the far end to read, seen from look to look; ms. */
  waitedMs(nowMs: number): number {
    if (this.#socket.writableLength === 0) this.#waitingSinceMs = Number.NaN;
    else if (Number.isNaN(this.#waitingSinceMs)) this.#waitingSinceMs = nowMs;
    return Number.isNaN(this.#waitingSinceMs) ? 0 : nowMs - this.#waitingSinceMs;
  }

  /** Ends the connection as its far end asked for, with the same words. */
  close(reason: Uint8Array): void {
    this.#write(wireBytes(opcode.close, reason));
    this.#socket.end();
  }

  drop(): void {
    this.#socket.destroy();
  }

  get #isFull(): boolean {
    return this.#count >= creditWindow;
  }

  #write(message: Uint8Array): void {
    if (this.#socket.writable) this.#socket.write(message);
  }
}

/** Sequences count on from 0 after 2³² − 1 (serial number arithmetic, RFC 1982). */
const isUpTo = (sequence: number, acknowledged: number): boolean =>
  ((acknowledged - sequence) | 0) >= 0;
