const length = 7;
/** A counter, which fills the place of one double, and the numbers. */
export const sampleCellBytes = 8 * (length + 1);

/** The newest pose in shared memory: a seqlock, its counter odd while it is written. */
export class SampleCell {
  readonly #counter: Int32Array;
  readonly #numbers: Float64Array;

  constructor(memory: ArrayBufferLike) {
    this.#counter = new Int32Array(memory, 0, 1);
    this.#numbers = new Float64Array(memory, 8, length);
  }

  write(numbers: Float64Array): void {
    Atomics.add(this.#counter, 0, 1);
    this.#numbers.set(numbers);
    Atomics.add(this.#counter, 0, 1);
  }

  /** `false` before the first was written. */
  read(out: Float64Array): boolean {
    for (;;) {
      const before = Atomics.load(this.#counter, 0);
      if (before === 0) return false;
      if (before % 2 !== 0) continue;
      out.set(this.#numbers);
      if (Atomics.load(this.#counter, 0) === before) return true;
    }
  }
}
