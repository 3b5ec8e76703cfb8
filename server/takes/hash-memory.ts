import { idHash } from '../../core/wire/message-type.ts';

/** Hashes of ids, each computed once: a number that is computed anew may cost memory each time. */
export class HashMemory {
  readonly #known = new Map<string, number>();

  of(id: string): number {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const hash = idHash(id);
    this.#known.set(id, hash);
    return hash;
  }
}
