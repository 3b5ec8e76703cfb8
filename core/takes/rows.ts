/** A growing table of doubles with a fixed number of columns; the first column rises. */
export class Rows {
  readonly #columns: number;
  #numbers: Float64Array;
  count = 0;

  constructor(columns: number) {
    this.#columns = columns;
    this.#numbers = new Float64Array(256 * columns);
  }

  push(row: readonly number[]): void {
    const at = this.count * this.#columns;
    if (at === this.#numbers.length) {
      const more = new Float64Array(this.#numbers.length * 2);
      more.set(this.#numbers);
      this.#numbers = more;
    }
    this.#numbers.set(row, at);
    this.count += 1;
  }

  /** Takes the last row away. */
  drop(): void {
    this.count = Math.max(0, this.count - 1);
  }

  /** NaN where there is no such row. */
  at(row: number, column: number): number {
    if (row < 0 || row >= this.count) return Number.NaN;
    return this.#numbers[row * this.#columns + column] ?? Number.NaN;
  }

  /** Index of the first row whose first column is greater than `value`; `count` when there is none. */
  firstAbove(value: number): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.at(middle, 0) > value) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
