/** Least counts between the ends of a learned range: below, a ring that rests would sweep 0 to 1. */
const leastSpan = 256;
const cameras = 256;
const unknown = 0x7fffffff;

/** The lowest and highest count that one lens field of each camera id has shown. Bounded. */
export class LearnedRanges {
  readonly #low = new Int32Array(cameras).fill(unknown);
  readonly #high = new Int32Array(cameras).fill(-1);
  readonly #first: { from?: number | undefined; to?: number | undefined };

  /** Each camera's range begins with `from` and `to` where they are given. */
  constructor(first: { from?: number | undefined; to?: number | undefined }) {
    this.#first = first;
  }

  /** Takes in a count and returns where it lies, 0 to 1, or NaN while the range is too narrow. */
  place(cameraId: number, count: number): number {
    const { from = unknown, to = -1 } = this.#first;
    const low = Math.min(this.#low[cameraId] ?? unknown, from, count);
    const high = Math.max(this.#high[cameraId] ?? -1, to, count);
    this.#low[cameraId] = low;
    this.#high[cameraId] = high;
    return high - low < leastSpan ? Number.NaN : (count - low) / (high - low);
  }

  /** What has been learned, for the operator: `camera 1: 1365 to 4095`, four cameras at most. */
  describe(): string {
    const seen = [...this.#low.keys()].filter((id) => this.#low[id] !== unknown);
    const lines = seen
      .slice(0, 4)
      .map((id) => `camera ${id}: ${this.#low[id]} to ${this.#high[id]}`);
    return lines.join(', ');
  }
}
