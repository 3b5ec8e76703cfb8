/** Best exchanges kept: one per bucket, for a minute. */
const bucketMs = 2000;
const bucketCount = 30;
/** What jitter an exchange has beside its queueing: scheduling on both ends, ms. */
const floorMs = 0.02;
/** Before anything was measured, two clocks are thought to run this far apart (one sigma). */
const priorSkew = 50e-6;
/** No quartz runs further off; more is measurement. */
const mostSkew = 1000e-6;

/**
 * Offset and skew between two clocks from the best exchange of each bucket: weighted least squares
 * of a line, with a prior on its slope, so that seconds of data do not claim a skew that they cannot
 * know. An exchange's weight falls with its round trip beyond the least one: half of that excess is
 * how far queueing can have moved its offset.
 */
export class ClockFit {
  readonly #atMs = new Float64Array(bucketCount);
  readonly #offsets = new Float64Array(bucketCount);
  readonly #roundTrips = new Float64Array(bucketCount).fill(Number.POSITIVE_INFINITY);
  readonly #bucketOf = new Float64Array(bucketCount).fill(Number.NEGATIVE_INFINITY);
  #middleMs = 0;
  #middleOffsetMs = Number.NaN;
  skew = 0;
  newestAtMs = Number.NEGATIVE_INFINITY;

  clear(): void {
    this.#bucketOf.fill(Number.NEGATIVE_INFINITY);
    this.skew = 0;
    this.#middleOffsetMs = Number.NaN;
    this.newestAtMs = Number.NEGATIVE_INFINITY;
  }

  /** Least round trip of the last minute, ms; NaN before the first exchange. */
  get bestRoundTripMs(): number {
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < bucketCount; i++) {
      if (this.#counts(i)) best = Math.min(best, this.#roundTrips[i] ?? best);
    }
    return Number.isFinite(best) ? best : Number.NaN;
  }

  /** An exchange around a local time: the other clock minus this one, and how long it took. */
  add(atMs: number, offsetMs: number, roundTripMs: number): void {
    const bucket = Math.floor(atMs / bucketMs);
    const place = ((bucket % bucketCount) + bucketCount) % bucketCount;
    this.newestAtMs = Math.max(this.newestAtMs, atMs);
    const isNew = this.#bucketOf[place] !== bucket;
    if (!isNew && roundTripMs >= (this.#roundTrips[place] ?? 0)) return;
    this.#bucketOf[place] = bucket;
    this.#atMs[place] = atMs;
    this.#offsets[place] = offsetMs;
    this.#roundTrips[place] = roundTripMs;
    this.#solve();
  }

  /** The fitted offset at a local time, ms. */
  offsetMs(localMs: number): number {
    return this.#middleOffsetMs + this.skew * (localMs - this.#middleMs);
  }

  #counts(place: number): boolean {
    return (this.#bucketOf[place] ?? 0) * bucketMs > this.newestAtMs - bucketCount * bucketMs;
  }

  #solve(): void {
    const best = this.bestRoundTripMs;
    let [sum, sumT, sumO] = [0, 0, 0];
    for (let i = 0; i < bucketCount; i++) {
      const w = this.#weight(i, best);
      sum += w;
      // Relative to the newest, since times since 1970 leave no digits for their products.
      sumT += w * ((this.#atMs[i] ?? 0) - this.newestAtMs);
      sumO += w * (this.#offsets[i] ?? 0);
    }
    this.#middleMs = this.newestAtMs + sumT / sum;
    this.#middleOffsetMs = sumO / sum;
    let [sumTT, sumTO] = [1 / (priorSkew * priorSkew), 0];
    for (let i = 0; i < bucketCount; i++) {
      const w = this.#weight(i, best);
      const t = (this.#atMs[i] ?? 0) - this.#middleMs;
      sumTT += w * t * t;
      sumTO += w * t * ((this.#offsets[i] ?? 0) - this.#middleOffsetMs);
    }
    this.skew = Math.max(-mostSkew, Math.min(mostSkew, sumTO / sumTT));
  }

  #weight(place: number, best: number): number {
    if (!this.#counts(place)) return 0;
    const queued = ((this.#roundTrips[place] ?? 0) - best) / 2;
    return 1 / (floorMs * floorMs + queued * queued);
  }
}
