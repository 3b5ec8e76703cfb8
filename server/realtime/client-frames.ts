/** Kinds of WebSocket frames (RFC 6455 section 5.2) that a client of the pose plane may send. */
export const opcode = { binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** FIN without extension bits, over the opcode. */
const whole = 0x80;
const masked = 0x80;
/** Two bytes and the mask. */
const headerBytes = 6;
/** Longest payload whose length stands in the second byte; the plane's own messages are far shorter. */
const mostBytes = 125;
const nothing: Buffer = Buffer.alloc(0);

/**
 * Takes one frame: its opcode and its payload, unmasked, lent until it returns. `false` ends the
 * reading.
 */
export type OnFrame = (code: number, payload: Buffer) => boolean;

/**
 * Reads the frames of one client of the pose plane: masked, whole and of at most 125 bytes. Anything
 * else is not of this protocol.
 */
export class ClientFrames {
  readonly #onFrame: OnFrame;
  /** The beginning of a frame whose end has not come. */
  #rest: Buffer = nothing;

  constructor(onFrame: OnFrame) {
    this.#onFrame = onFrame;
  }

  /** Takes the next bytes of the connection; `false` when it is to be ended. Unmasks in place. */
  take(chunk: Buffer): boolean {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    while (bytes.length - at >= 2) {
      const first = bytes[at] ?? 0;
      const second = bytes[at + 1] ?? 0;
      const length = second & ~masked;
      if ((first & 0xf0) !== whole || (second & masked) === 0 || length > mostBytes) return false;
      const end = at + headerBytes + length;
      if (end > bytes.length) break;
      unmask(bytes, at + headerBytes, end);
      if (!this.#onFrame(first & 0x0f, bytes.subarray(at + headerBytes, end))) return false;
      at = end;
    }
    this.#rest = at === bytes.length ? nothing : bytes.subarray(at);
    return true;
  }
}

/** The four bytes before the payload are its mask (RFC 6455 section 5.3). */
function unmask(bytes: Buffer, start: number, end: number): void {
  for (let i = start; i < end; i++) {
    bytes[i] = (bytes[i] ?? 0) ^ (bytes[start - 4 + ((i - start) & 3)] ?? 0);
  }
}
