import type { WebSocket } from 'ws';

/** Frame packets that may be under way to one client; a client that acknowledges none gets no more. */
export const creditWindow = 8;
/** Sample packets are left out for a client whose socket holds more than this. */
const mostBufferedBytes = 65_536;

/** One client of the pose plane: what it was sent, what it has, when it was last heard. */
export class PoseClient {
  readonly wantsSamples: boolean;
  lastHeardMs: number;
  /** Frames it did not get because its window was full. */
  skipped = 0;
  readonly #socket: WebSocket;
  readonly #underWay = new Uint32Array(creditWindow);
  #first = 0;
  #count = 0;
  #newestSent = 0;

  constructor(socket: WebSocket, wantsSamples: boolean, nowMs: number) {
    this.#socket = socket;
    this.wantsSamples = wantsSamples;
    this.lastHeardMs = nowMs;
  }

  /** Sends a frame packet, or skips it while the window is full. */
  sendFrame(bytes: Uint8Array, sequence: number): void {
    if (this.#count >= creditWindow || this.#socket.bufferedAmount > 0) {
      this.skipped += 1;
      return;
    }
    this.#underWay[(this.#first + this.#count) % creditWindow] = sequence;
    this.#count += 1;
    this.#newestSent = sequence;
    this.send(bytes);
  }

  sendSample(bytes: Uint8Array): void {
    if (this.#socket.bufferedAmount < mostBufferedBytes) this.send(bytes);
  }

  send(bytes: Uint8Array): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(bytes);
  }

  /** The client has everything up to `sequence`; if it missed the newest frame, it gets that one. */
  acknowledge(sequence: number, newest: Uint8Array | undefined, newestSequence: number): void {
    const wasFull = this.#count >= creditWindow;
    while (this.#count > 0 && (this.#underWay[this.#first] ?? 0) <= sequence) {
      this.#first = (this.#first + 1) % creditWindow;
      this.#count -= 1;
    }
    if (wasFull && newest && newestSequence !== this.#newestSent) {
      this.sendFrame(newest, newestSequence);
    }
  }

  /** Asks the far end to answer; browsers do by themselves, whatever their page is doing. */
  ping(): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping();
  }

  drop(): void {
    this.#socket.terminate();
  }
}
