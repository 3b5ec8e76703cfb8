/** Wrong keys that an address may try before it is told to wait. */
const freeTries = 5;
const waitMs = 30_000;
/** Addresses remembered; the oldest is forgotten first, so that a flood fills no memory. */
const maxAddresses = 1024;

/**
 * Counts wrong keys by address. A right key is always let in: 256 bits cannot be guessed, and a wall
 * must not be shut out because somebody beside it mistyped. What waits is the next wrong answer.
 */
export class BackOff {
  readonly #tries = new Map<string, { count: number; lastMs: number }>();

  /** A wrong key came. Returns the seconds to wait, or 0 while tries are left. */
  fail(address: string, nowMs: number): number {
    const known = this.#tries.get(address);
    const fresh = !known || nowMs - known.lastMs > waitMs;
    const count = fresh ? 1 : known.count + 1;
    this.#tries.delete(address);
    this.#tries.set(address, { count, lastMs: nowMs });
    const [oldest] = this.#tries.keys();
    if (this.#tries.size > maxAddresses && oldest !== undefined) this.#tries.delete(oldest);
    return count > freeTries ? waitMs / 1000 : 0;
  }

  succeed(address: string): void {
    this.#tries.delete(address);
  }
}
