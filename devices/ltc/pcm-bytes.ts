/**
 * Bytes of a pipe as 16-bit samples, little-endian. A pipe cuts where it likes: half a sample, or
 * channels of which some are still to come, wait for the next chunk. The samples are only lent.
 */
export class PcmBytes {
  readonly #channels: number;
  #samples = new Int16Array(0);
  readonly #rest: Uint8Array;
  #restLength = 0;

  constructor(channels: number) {
    this.#channels = channels;
    this.#rest = new Uint8Array(2 * channels);
  }

  /** Bytes of one sample of every channel. */
  get frameBytes(): number {
    return 2 * this.#channels;
  }

  /** The samples that are whole now, channels in turn; none for a chunk that completes nothing. */
  take(chunk: Uint8Array): Int16Array {
    const length = this.#restLength + chunk.length;
    const whole = length - (length % this.frameBytes);
    const count = whole / 2;
    if (this.#samples.length < count) this.#samples = new Int16Array(count);
    for (let i = 0; i < count; i += 1) {
      this.#samples[i] = this.#byte(chunk, 2 * i) | (this.#byte(chunk, 2 * i + 1) << 8);
    }
    // In place from the front: where the rest is read, it is not written before.
    for (let i = whole; i < length; i += 1) this.#rest[i - whole] = this.#byte(chunk, i);
    this.#restLength = length - whole;
    return this.#samples.subarray(0, count);
  }

  /** Another pipe begins with a whole sample. */
  clear(): void {
    this.#restLength = 0;
  }

  #byte(chunk: Uint8Array, at: number): number {
    const byte = at < this.#restLength ? this.#rest[at] : chunk[at - this.#restLength];
    return byte ?? 0;
  }
}
