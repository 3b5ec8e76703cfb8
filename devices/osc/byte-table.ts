interface Entry<Value> {
  key: Uint8Array;
  value: Value;
}

/**
 * A bounded table from the bytes of a string to what was once made of it, so that a string that
 * comes in every packet is made once. When full it starts again empty.
 */
export class ByteTable<Value> {
  readonly #make: (text: string) => Value;
  readonly #most: number;
  readonly #byHash = new Map<number, Entry<Value>>();
  readonly #decoder = new TextDecoder('utf-8');

  constructor(make: (text: string) => Value, most = 1024) {
    this.#make = make;
    this.#most = most;
  }

  /**
   * The value for the string in bytes [start, end). Who has read the string already may hand in its
   * `hash`, stepped over every byte and cut by `hashEnd`.
   */
  of(bytes: Uint8Array, start: number, end: number, hash = hashOf(bytes, start, end)): Value {
    const known = this.#byHash.get(hash);
    if (known && isSame(known.key, bytes, start, end)) return known.value;
    // A copy: `slice` of a Node Buffer would keep the whole datagram.
    const key = new Uint8Array(bytes.subarray(start, end));
    const value = this.#make(this.#decoder.decode(key));
    if (this.#byHash.size >= this.#most) this.#byHash.clear();
    this.#byHash.set(hash, { key, value });
    return value;
  }
}

/** FNV-1a: where a hash begins, what a byte does to it, and its end. */
export const hashStart = 0x811c9dc5;
export const hashStep = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193);
/** Cuts to 30 bits, so that V8 keeps it as a small integer. */
export const hashEnd = (hash: number): number => hash & 0x3fffffff;

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = hashStart;
  for (let i = start; i < end; i += 1) hash = hashStep(hash, bytes[i] ?? 0);
  return hashEnd(hash);
}

/** Does not stop early: bytes of equal hash are nearly always equal. */
function isSame(key: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (key.length !== length) return false;
  let difference = 0;
  for (let i = 0; i < length; i += 1) difference |= (key[i] ?? 0) ^ (bytes[start + i] ?? 0);
  return difference === 0;
}
