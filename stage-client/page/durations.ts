const kept = 64;

/** The last durations of one stage of a frame's way, ms. Adding allocates nothing. */
export class Durations {
  readonly #values = new Float64Array(kept);
  #count = 0;

  add(ms: number): void {
    if (Number.isFinite(ms)) this.#values[this.#count++ % kept] = ms;
  }

  /** Their median; null before the first. */
  median(): number | null {
    const known = this.#values.slice(0, Math.min(kept, this.#count)).sort();
    return known[Math.floor(known.length / 2)] ?? null;
  }
}
