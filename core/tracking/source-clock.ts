/** How long one minimum counts; two of them are kept, so a slow drift is followed. */
const bucketMs = 5000;
/** A source's offset that moves more than this at once is another clock. */
const anotherClockMs = 1000;
/** More delay than this is not jitter: the arrival counts instead. */
const mostJitterMs = 100;
/** What lies farther back is no late packet but a clock that was set. */
const mostOvertakenMs = 500;

/**
 * Lays a source's own timestamps on the arrival axis: the least (arrival − source time) of the last
 * seconds is the path without queueing (the minimum filter of NTP, RFC 5905 section 10), so jitter
 * of the network does not become jitter of the pose.
 */
export class SourceClock {
  #best = Number.POSITIVE_INFINITY;
  #previousBest = Number.POSITIVE_INFINITY;
  #bucketEndMs = Number.NEGATIVE_INFINITY;
  #newestMs = Number.NEGATIVE_INFINITY;
  #newestSourceMs = Number.NaN;

  /** Time of a sample on the arrival axis, ms: never after its arrival, never before the last one. */
  map(sourceTimeMs: number, receivedMs: number): number {
    const isTimed = Number.isFinite(sourceTimeMs);
    const mapped = isTimed ? this.#mapped(sourceTimeMs, receivedMs) : receivedMs;
    if (isTimed) this.#newestSourceMs = sourceTimeMs;
    this.#newestMs = Math.min(receivedMs, Math.max(mapped, this.#newestMs));
    return this.#newestMs;
  }

  /** Whether a sample is older than the one before it by its source's own clock: it was overtaken. */
  isLate(sourceTimeMs: number): boolean {
    const behindMs = this.#newestSourceMs - sourceTimeMs;
    return behindMs > 0 && behindMs < mostOvertakenMs;
  }

  #mapped(sourceTimeMs: number, receivedMs: number): number {
    const offset = receivedMs - sourceTimeMs;
    const known = Math.min(this.#best, this.#previousBest);
    if (Number.isFinite(known) && Math.abs(offset - known) > anotherClockMs) this.#forget();
    if (receivedMs > this.#bucketEndMs) {
      this.#previousBest = this.#best;
      this.#best = offset;
      this.#bucketEndMs = receivedMs + bucketMs;
    }
    this.#best = Math.min(this.#best, offset);
    const mapped = sourceTimeMs + Math.min(this.#best, this.#previousBest);
    return mapped < receivedMs - mostJitterMs ? receivedMs : mapped;
  }

  #forget(): void {
    this.#best = Number.POSITIVE_INFINITY;
    this.#previousBest = Number.POSITIVE_INFINITY;
    this.#bucketEndMs = Number.NEGATIVE_INFINITY;
  }
}
