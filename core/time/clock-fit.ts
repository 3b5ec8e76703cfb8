/** The least delay of each way is kept per bucket, for a minute. */
const bucketMs = 2000;
const bucketCount = 30;
/** What jitter a bucket has beside its queueing: scheduling on both ends, ms. */
const floorMs = 0.02;
/** Before anything was measured, two clocks are thought to run this far apart (one sigma). */
const priorSkew = 50e-6;
/** No quartz runs further off; more is measurement. */
const mostSkew = 1000e-6;

/** One way of an exchange: the other clock minus this one as that way shows it, ms, at a local time. */
interface Way {
  atMs: number;
  offsetMs: number;
}

const createWay = (): Way => ({ atMs: 0, offsetMs: 0 });

/**
 * Offset and skew between two clocks. The way there shows the offset too large by its delay, the way
 * back too small; the least delays of both need not be of one exchange, so each way keeps its best of
 * a bucket (the lower envelopes of Moon, Skelly and Towsley, INFOCOM 1999), and their middle is the
 * bucket's offset. Then weighted least squares of a line, with a prior on its slope, so that seconds of
 * data do not claim a skew that they cannot know. A bucket's weight falls with what its ways together
 * took beyond the least: half of that is how far queueing can have moved its offset.
 */
export class ClockFit {
  readonly #there = Array.from({ length: bucketCount }, createWay);
  readonly #back = Array.from({ length: bucketCount }, createWay);
  readonly #bucketOf = new Float64Array(bucketCount).fill(Number.NEGATIVE_INFINITY);
  readonly #atMs = new Float64Array(bucketCount);
  readonly #offsets = new Float64Array(bucketCount);
  readonly #roundTrips = new Float64Array(bucketCount);
  #middleMs = 0;
  #middleOffsetMs = Number.NaN;
  skew = 0;
  newestAtMs = Number.NEGATIVE_INFINITY;
  /** Both least delays of the last minute together, ms; NaN before the first exchange. */
  bestRoundTripMs = Number.NaN;

  clear(): void {
    this.#bucketOf.fill(Number.NEGATIVE_INFINITY);
    this.skew = 0;
    this.#middleOffsetMs = Number.NaN;
    this.bestRoundTripMs = Number.NaN;
    this.newestAtMs = Number.NEGATIVE_INFINITY;
  }

  /**
   * An exchange: at `sentMs` the way there began and showed `thereMs` (server received minus client
   * sent), at `receivedMs` the way back ended and showed `backMs` (server sent minus client received).
   */
  add(sentMs: number, thereMs: number, receivedMs: number, backMs: number): void {
    const bucket = Math.floor(receivedMs / bucketMs);
    const place = ((bucket % bucketCount) + bucketCount) % bucketCount;
    this.newestAtMs = Math.max(this.newestAtMs, receivedMs);
    const [there, back] = [this.#there[place], this.#back[place]];
    if (!there || !back) return;
    const isNew = this.#bucketOf[place] !== bucket;
    this.#bucketOf[place] = bucket;
    const isBetter = this.#keep(there, sentMs, thereMs, 1, isNew);
    const isBetterBack = this.#keep(back, receivedMs, backMs, -1, isNew);
    if (isBetter || isBetterBack) this.#solve();
  }

  /** The fitted offset at a local time, ms. */
  offsetMs(localMs: number): number {
    return this.#middleOffsetMs + this.skew * (localMs - this.#middleMs);
  }

  /** Keeps a way when it took less than the bucket's best, the clocks' drift between them aside. */
  #keep(way: Way, atMs: number, offsetMs: number, sign: 1 | -1, isNew: boolean): boolean {
    const drift = this.skew * (atMs - way.atMs);
    if (!isNew && sign * (offsetMs - drift - way.offsetMs) >= 0) return false;
    way.atMs = atMs;
    way.offsetMs = offsetMs;
    return true;
  }

  #counts(place: number): boolean {
    return (this.#bucketOf[place] ?? 0) * bucketMs > this.newestAtMs - bucketCount * bucketMs;
  }

  /** Each bucket's middle of both ways, and what they took together. */
  #readBuckets(): void {
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < bucketCount; i++) {
      const [there, back] = [this.#there[i], this.#back[i]];
      if (!there || !back || !this.#counts(i)) continue;
      const drift = this.skew * (there.atMs - back.atMs);
      this.#atMs[i] = (there.atMs + back.atMs) / 2;
      this.#offsets[i] = (there.offsetMs + back.offsetMs) / 2;
      this.#roundTrips[i] = Math.max(0, there.offsetMs - back.offsetMs - drift);
      best = Math.min(best, this.#roundTrips[i] ?? best);
    }
    this.bestRoundTripMs = best;
  }

  #solve(): void {
    this.#readBuckets();
    let [sum, sumT, sumO] = [0, 0, 0];
    for (let i = 0; i < bucketCount; i++) {
      const w = this.#weight(i);
      sum += w;
      // Relative to the newest, since times since 1970 leave no digits for their products.
      sumT += w * ((this.#atMs[i] ?? 0) - this.newestAtMs);
      sumO += w * (this.#offsets[i] ?? 0);
    }
    this.#middleMs = this.newestAtMs + sumT / sum;
    this.#middleOffsetMs = sumO / sum;
    let [sumTT, sumTO] = [1 / (priorSkew * priorSkew), 0];
    for (let i = 0; i < bucketCount; i++) {
      const w = this.#weight(i);
      const t = (this.#atMs[i] ?? 0) - this.#middleMs;
      sumTT += w * t * t;
      sumTO += w * t * ((this.#offsets[i] ?? 0) - this.#middleOffsetMs);
    }
    this.skew = Math.max(-mostSkew, Math.min(mostSkew, sumTO / sumTT));
  }

  #weight(place: number): number {
    if (!this.#counts(place)) return 0;
    const queued = ((this.#roundTrips[place] ?? 0) - this.bestRoundTripMs) / 2;
    return 1 / (floorMs * floorMs + queued * queued);
  }
}
