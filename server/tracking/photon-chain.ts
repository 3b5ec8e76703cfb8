/** A pose moves with its chain: faster than this, a correction nobody asked for would be seen as a jump. */
const slewPerMs = 10 / 1000;

/**
 * How long after its own time a frame's light is seen, ms: what crews measured and set, at once; or
 * what pages report of themselves where that is longer. The first report counts at once; later ones
 * are approached at 10 ms a second.
 */
export class PhotonChain {
  #setMs = 0;
  #reportedMs = Number.NaN;
  #nowMs = 0;
  #followedMs = Number.NaN;

  /** The longest delay that is set on an output. */
  set(ms: number): void {
    this.#setMs = ms;
  }

  /** The delay that pages which keep up report, up to the moment their frames are handed over. */
  reported(ms: number): void {
    this.#reportedMs = ms;
  }

  /** The chain at a time, ms. Allocates nothing. */
  at(nowMs: number): number {
    const most = Math.max(0, nowMs - this.#nowMs) * slewPerMs;
    this.#nowMs = nowMs;
    if (!Number.isFinite(this.#reportedMs)) return this.#setMs;
    if (Number.isNaN(this.#followedMs)) this.#followedMs = this.#reportedMs;
    const off = this.#reportedMs - this.#followedMs;
    this.#followedMs += Math.max(-most, Math.min(most, off));
    return Math.max(this.#setMs, this.#followedMs);
  }
}
