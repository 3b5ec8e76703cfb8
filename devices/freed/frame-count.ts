const cameras = 256;
/** Within this time the same number again is the same packet again, ms. */
const sameMs = 4;
/** After this silence a number that seems to lie back is a later one, ms. */
const silenceMs = 100;

/**
 * Continues a frame counter of few bits, one for each camera id, so that duplicates, late packets
 * and losses can be told. A number up to half the counter's range back is a late packet. A counter
 * that stands counts on by one: a sender with a dead counter must not freeze its camera.
 */
export class FrameCount {
  readonly #size: number;
  readonly #counts = new Float64Array(cameras).fill(Number.NaN);
  readonly #numbers = new Uint8Array(cameras);
  readonly #lastMs = new Float64Array(cameras);

  /** `bits` of the counter, 1 to 8. */
  constructor(bits: number) {
    this.#size = 2 ** bits;
  }

  /** The continued count for `number`, which arrived at `nowMs`. */
  next(cameraId: number, number: number, nowMs: number): number {
    const count = this.#counts[cameraId] ?? Number.NaN;
    const gapMs = nowMs - (this.#lastMs[cameraId] ?? nowMs);
    const ahead = (number - (this.#numbers[cameraId] ?? 0) + this.#size) % this.#size;
    const step = this.#step(ahead, gapMs);
    const next = Number.isNaN(count) ? number : count + step;
    if (step < 0 && !Number.isNaN(count)) return next;
    this.#counts[cameraId] = next;
    this.#numbers[cameraId] = number;
    this.#lastMs[cameraId] = nowMs;
    return next;
  }

  #step(ahead: number, gapMs: number): number {
    if (gapMs > silenceMs) return ahead === 0 ? this.#size : ahead;
    if (ahead === 0) return gapMs <= sameMs ? 0 : 1;
    return ahead < this.#size / 2 ? ahead : ahead - this.#size;
  }
}
