const windowMs = 1000;
const startIntervalMs = 1000 / 60;

/**
 * Rhythm and loss of one source. The rate counts whole seconds; the interval follows the last
 * arrivals, so that the patience with a silent source fits its rhythm. Allocates nothing.
 */
export class ArrivalMeter {
  intervalMs = startIntervalMs;
  #lastMs = Number.NaN;
  #windowStartMs = Number.NaN;
  #accepted = 0;
  #missing = 0;
  #rateHz = 0;
  #loss = 0;

  accept(receivedMs: number, lost: number): void {
    this.#roll(receivedMs);
    const interval = receivedMs - this.#lastMs;
    if (interval > 0 && interval < windowMs) this.intervalMs += (interval - this.intervalMs) / 8;
    this.#lastMs = receivedMs;
    this.#accepted += 1;
    this.#missing += lost;
  }

  refuse(receivedMs: number): void {
    this.#roll(receivedMs);
    this.#missing += 1;
  }

  /** Samples accepted per second, in the last whole second. */
  rateHz(nowMs: number): number {
    this.#roll(nowMs);
    return this.#rateHz;
  }

  /** The source's own rhythm, ms: by count, so that bursts do not disturb it. */
  periodMs(nowMs: number): number {
    const rateHz = this.rateHz(nowMs);
    return rateHz > 0 ? 1000 / rateHz : this.intervalMs;
  }

  /** Share of samples lost or refused in the last whole second, 0..1. */
  loss(nowMs: number): number {
    this.#roll(nowMs);
    return this.#loss;
  }

  #roll(nowMs: number): void {
    const elapsed = nowMs - this.#windowStartMs;
    if (elapsed < windowMs) return;
    const total = this.#accepted + this.#missing;
    const recent = elapsed < 2 * windowMs;
    this.#rateHz = recent ? (this.#accepted * 1000) / elapsed : 0;
    this.#loss = recent && total > 0 ? this.#missing / total : 0;
    this.#windowStartMs = nowMs;
    this.#accepted = 0;
    this.#missing = 0;
  }
}
