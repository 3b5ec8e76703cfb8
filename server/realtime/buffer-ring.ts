/** Buffers for small messages that sockets hold for a moment, used in turn: nothing is allocated per message. */
export class BufferRing {
  readonly #buffers: readonly { bytes: Uint8Array; view: DataView }[];
  #at = 0;

  constructor(length: number, bytes: number) {
    this.#buffers = Array.from({ length }, () => {
      const buffer = new Uint8Array(bytes);
      return { bytes: buffer, view: new DataView(buffer.buffer) };
    });
  }

  next(): { bytes: Uint8Array; view: DataView } {
    this.#at = (this.#at + 1) % this.#buffers.length;
    const buffer = this.#buffers[this.#at];
    if (!buffer) throw new RangeError('A ring of buffers needs at least one.');
    return buffer;
  }
}
