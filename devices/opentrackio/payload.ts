import { type DecodeOptions, decode, Tokenizer, Type } from 'cborg';
import type { PayloadEncoding } from './header.ts';

/** A decoded payload: keys to anything; every field is checked where it is used. */
export type Fields = Readonly<Record<string, unknown>>;

export type PayloadFault = 'json' | 'cbor' | 'payload';

const deepest = 16;
const mostTokens = 8192;
const utf8 = new TextDecoder('utf-8', { fatal: true });
const cborOptions: DecodeOptions = { allowUndefined: true, allowBigInt: true };

/**
 * Decodes a payload of at most 64 KiB into its fields. `json` and `cbor` mean that it does not
 * parse (CBOR also: nested deeper than 16, more than 8192 items, tags); `payload` that it is no map.
 */
export function decodePayload(
  encoding: PayloadEncoding,
  payload: Uint8Array,
): { fields: Fields; fault?: undefined } | { fault: PayloadFault } {
  let value: unknown;
  try {
    value = encoding === 'json' ? JSON.parse(utf8.decode(payload)) : decodeCbor(payload);
  } catch {
    return { fault: encoding };
  }
  return isFields(value) ? { fields: value } : { fault: 'payload' };
}

/** Whether a value is a map of named fields. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const decodeCbor = (payload: Uint8Array): unknown =>
  decode(payload, { ...cborOptions, tokenizer: new BoundedTokenizer(payload, cborOptions) });

/** Stops a hostile payload by depth and number of items, before the stack or the memory does. */
class BoundedTokenizer extends Tokenizer {
  #tokens = 0;
  /** Items still to come in each open array, map or tag, from the outside in. */
  readonly #open: number[] = [];

  override next(): ReturnType<Tokenizer['next']> {
    const token = super.next();
    this.#tokens += 1;
    if (this.#tokens > mostTokens) throw new RangeError('too many items');
    if (Type.equals(token.type, Type.break)) {
      this.#open.pop();
      this.#closeFull();
      return token;
    }
    const last = this.#open.length - 1;
    if (last >= 0) this.#open[last] = (this.#open[last] ?? 0) - 1;
    if (!token.type.terminal) this.#open.push(itemsIn(token.type, Number(token.value)));
    if (this.#open.length > deepest) throw new RangeError('nested too deep');
    this.#closeFull();
    return token;
  }

  #closeFull(): void {
    while ((this.#open.at(-1) ?? 1) <= 0) this.#open.pop();
  }
}

function itemsIn(type: Type, count: number): number {
  if (Type.equals(type, Type.map)) return 2 * count;
  return Type.equals(type, Type.array) ? count : 1;
}
