/**
 * Show time as the server's own clock counts it: a line that the frame clock's lock bends, told with
 * every packet. `rateOffset` 100e-6 is a show that runs 100 ppm faster than the server's quartz.
 */
export class ShowMap {
  #serverMs = Number.NaN;
  #showMs = Number.NaN;
  #rate = 1;

  get isKnown(): boolean {
    return !Number.isNaN(this.#showMs);
  }

  /** Takes in one point of the line and its slope; an older point than the last says nothing new. */
  set(serverMs: number, showMs: number, rateOffset: number): void {
    this.#serverMs = serverMs;
    this.#showMs = showMs;
    this.#rate = 1 + rateOffset;
  }

  /** Show time per ms of the server's clock. */
  get rate(): number {
    return this.#rate;
  }

  /** Show time in ms at a time of the server's clock; NaN before the first point. */
  showTimeMs(serverMs: number): number {
    return this.#showMs + (serverMs - this.#serverMs) * this.#rate;
  }
}
