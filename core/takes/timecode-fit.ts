/** A label this far off its place is another timecode: somebody set the clock. */
const anotherTimecodeMs = 1000;
const bucketMs = 5000;
/** Fewer labels say little about how late the earliest of them came. */
const fewLabels = 10;

interface Bucket {
  atMs: number;
  originMs: number;
  count: number;
}

/**
 * Where a running timecode lies in show time: where its frame 0 would have begun. Packets come late
 * and never early, so of every five seconds the earliest is right (the minimum filter of NTP, RFC 5905
 * section 10); between those it goes in straight lines, as the two clocks drift.
 */
export class TimecodeFit {
  readonly #periodMs: number;
  readonly #buckets: Bucket[] = [];
  /** Labels that did not belong to the first run. */
  jumps = 0;

  constructor(periodMs: number) {
    this.#periodMs = periodMs;
  }

  get isKnown(): boolean {
    return this.#buckets.length > 0;
  }

  /** The timecode stood at `frame` (frames since midnight, each counted once) at show time `atMs`. */
  add(frame: number, atMs: number): void {
    const originMs = atMs - frame * this.#periodMs;
    if (Number.isNaN(originMs)) return;
    const bucket = this.#buckets.at(-1);
    if (bucket && Math.abs(originMs - bucket.originMs) > anotherTimecodeMs) this.jumps += 1;
    else if (!bucket || atMs - bucket.atMs >= bucketMs) {
      this.#buckets.push({ atMs, originMs, count: 1 });
    } else {
      bucket.originMs = Math.min(bucket.originMs, originMs);
      bucket.count += 1;
    }
  }

  /** Show time at which frame 0 would have begun, as it looks from `showMs`; NaN when nothing is known. */
  originMs(showMs: number): number {
    const sure = this.#buckets.filter(({ count }) => count >= fewLabels);
    const buckets = sure.length > 0 ? sure : this.#buckets;
    const right = buckets.findIndex(({ atMs }) => atMs > showMs);
    const [from, to] = [buckets[right - 1], buckets[right]];
    if (!from || !to) return (right === 0 ? to : buckets.at(-1))?.originMs ?? Number.NaN;
    const share = (showMs - from.atMs) / (to.atMs - from.atMs);
    return from.originMs + share * (to.originMs - from.originMs);
  }
}
