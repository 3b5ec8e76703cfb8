import { type Fields, isFields } from './payload.ts';

/** Reads optional fields of a map by name; what is present but wrong is told once and left out. */
export class FieldReader {
  readonly #fields: Fields;
  readonly #noted: (oddity: string) => void;

  constructor(fields: Fields, noted: (oddity: string) => void) {
    this.#fields = fields;
    this.#noted = noted;
  }

  has(name: string): boolean {
    return this.value(name) !== undefined;
  }

  value(name: string): unknown {
    // A payload may name "constructor" or "__proto__": only its own keys count.
    return Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined;
  }

  /** A number within [low, high], or NaN. */
  number(name: string, low: number, high: number): number {
    const value = this.value(name);
    if (value === undefined) return Number.NaN;
    if (typeof value === 'number' && value >= low && value <= high) return value;
    this.#noted('field');
    return Number.NaN;
  }

  /** A finite number above zero, or NaN. */
  positive(name: string): number {
    return this.number(name, Number.MIN_VALUE, Number.MAX_VALUE);
  }

  list(name: string): readonly unknown[] | undefined {
    const value = this.value(name);
    if (Array.isArray(value)) return value;
    if (value !== undefined) this.#noted('field');
    return undefined;
  }

  map(name: string): FieldReader | undefined {
    const value = this.value(name);
    if (isFields(value)) return new FieldReader(value, this.#noted);
    if (value !== undefined) this.#noted('field');
    return undefined;
  }
}
