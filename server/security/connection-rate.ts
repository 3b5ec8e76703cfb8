export interface RateLimit {
  perSecond: number;
  burst: number;
}

/** Addresses remembered; the one seen longest ago is forgotten first. */
const maxAddresses = 4096;

/** New connections by address: a bucket that refills steadily, so that a page may open many at once but not for ever. */
export class ConnectionRate {
  readonly #limit: RateLimit;
  readonly #buckets = new Map<string, { left: number; atMs: number }>();

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  /** Whether one more connection from `address` is fine at `nowMs`. */
  admits(address: string, nowMs: number): boolean {
    const { perSecond, burst } = this.#limit;
    const known = this.#buckets.get(address) ?? { left: burst, atMs: nowMs };
    const refilled = known.left + ((nowMs - known.atMs) / 1000) * perSecond;
    const left = Math.min(burst, refilled);
    const admitted = left >= 1;
    this.#buckets.delete(address);
    this.#buckets.set(address, { left: admitted ? left - 1 : left, atMs: nowMs });
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size > maxAddresses && oldest !== undefined) this.#buckets.delete(oldest);
    return admitted;
  }
}
