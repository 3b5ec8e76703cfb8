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

  /** The value for the string in bytes [start, end). */
  of(bytes: Uint8Array, start: number, end: number): Value {
    const hash = hashOf(bytes, start, end);
    const known = this.#byHash.get(hash);
    if (known && isSame(known.key, bytes, start, end)) return known.value;
    const key = bytes.slice(start, end);
    const value = this.#make(this.#decoder.decode(key));
    if (this.#byHash.size >= this.#most) this.#byHash.clear();
    this.#byHash.set(hash, { key, value });
    return value;
  }
}

/** FNV-1a, cut to 30 bits so that V8 keeps it as a small integer. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
  return hash & 0x3fffffff;
}

function isSame(key: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (key.length !== end - start) return false;
  for (let i = 0; i < key.length; i += 1) if (key[i] !== bytes[start + i]) return false;
  return true;
}
