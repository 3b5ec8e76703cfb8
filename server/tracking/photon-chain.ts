/** A pose moves with its chain: faster than this, a correction would be seen as a jump. */
const slewPerMs = 10 / 1000;

/**
 * How long after its own time a frame's light is seen, ms: what crews measured and set, or what pages
 * report of themselves where that is longer. The first known value counts at once; later ones are
 * approached at 10 ms a second.
 */
export class PhotonChain {
  #setMs = 0;
  #reportedMs = 0;
  #nowMs = Number.NaN;
  #ms = Number.NaN;

  /** The longest delay that is set on an output. */
  set(ms: number): void {
    this.#setMs = ms;
  }

  /** The longest delay that a page which keeps up reports, up to the moment its frame is handed over. */
  reported(ms: number): void {
    this.#reportedMs = ms;
  }

  /** The chain at a time, ms. Allocates nothing. */
  at(nowMs: number): number {
    const aim = Math.max(this.#setMs, this.#reportedMs);
    const most = Math.max(0, nowMs - this.#nowMs) * slewPerMs;
    this.#nowMs = nowMs;
    if (Number.isNaN(this.#ms)) this.#ms = aim;
    else this.#ms += Math.max(-most, Math.min(most, aim - this.#ms)) || 0;
    return this.#ms;
  }
}
