/** Bytes of a file, read as they are needed; `read` answers with fewer where the file ends. */
export interface ByteSource {
  bytes: number;
  read(offset: number, length: number): Uint8Array;
}

/** Why a file is no protobuf message, or none that is walked. */
export class MalformedProtobuf extends Error {}

/** One field of a message. `value` holds a varint; `start` and `end` bound what has a length. */
export interface ProtobufField {
  number: number;
  /** 0 varint, 1 eight bytes, 2 with a length, 5 four bytes. */
  wire: number;
  value: number;
  start: number;
  end: number;
}

const windowBytes = 64 * 1024;
const maxVarintBytes = 10;

/**
 * Reads protobuf (https://protobuf.dev/programming-guides/encoding) through a window of 64 KiB, so that
 * whatever stands between two fields is skipped and never read. It throws `MalformedProtobuf`; its
 * caller turns that into a refusal.
 */
export class ProtobufReader {
  readonly #source: ByteSource;
  #window: Uint8Array = new Uint8Array(0);
  #windowAt = 0;
  #fieldsLeft: number;

  /** Not more than `maxFields` are walked in all. */
  constructor(source: ByteSource, maxFields: number) {
    this.#source = source;
    this.#fieldsLeft = maxFields;
  }

  /** The fields from byte `start` to byte `end`, in their order. */
  *fields(start: number, end: number): Generator<ProtobufField> {
    let at = start;
    while (at < end) {
      if (--this.#fieldsLeft < 0) throw new MalformedProtobuf('It has more fields than any model.');
      const tag = this.#varint(at, end);
      const field = this.#field(Math.floor(tag.value / 8), tag.value % 8, tag.end, end);
      yield field;
      at = field.end;
    }
  }

  /** A string in UTF-8, of at most `longest` bytes. */
  text({ start, end }: ProtobufField, longest: number): string {
    if (end - start > longest)
      throw new MalformedProtobuf(`A name at byte ${start} is longer than ${longest} bytes.`);
    return utf8(this.#source.read(start, end - start));
  }

  /** The varints of a packed field, at most `longest` of them. */
  packed({ start, end }: ProtobufField, longest: number): number[] {
    const values: number[] = [];
    for (let at = start; at < end; ) {
      if (values.length >= longest)
        throw new MalformedProtobuf(`A list at byte ${start} has more than ${longest} entries.`);
      const { value, end: next } = this.#varint(at, end);
      values.push(value);
      at = next;
    }
    return values;
  }

  #field(number: number, wire: number, at: number, end: number): ProtobufField {
    if (number < 1) throw new MalformedProtobuf(`A field at byte ${at} has the number 0.`);
    if (wire === 0) {
      const { value, end: next } = this.#varint(at, end);
      return { number, wire, value, start: at, end: next };
    }
    const length = wire === 2 ? this.#varint(at, end) : fixed(wire, at);
    if (!(length.value >= 0 && length.end + length.value <= end)) {
      throw new MalformedProtobuf(
        `A field at byte ${at} says it has ${length.value} bytes, and ${end - length.end} are left.`,
      );
    }
    return { number, wire, value: 0, start: length.end, end: length.end + length.value };
  }

  /** A varint as a signed number of 64 bits; beyond 2^53 it is not exact, and only its size counts. */
  #varint(at: number, end: number): { value: number; end: number } {
    let low = 0;
    let value = 0n;
    for (let index = 0; index < maxVarintBytes; index++) {
      const byte = at + index < end ? this.#byte(at + index) : undefined;
      if (byte === undefined) throw new MalformedProtobuf(`A number is cut off at byte ${at}.`);
      // Seven groups fit a double; what is longer is rare.
      if (index < 7) low += (byte & 0x7f) * 2 ** (7 * index);
      else value |= BigInt(byte & 0x7f) << BigInt(7 * index);
      if (byte < 0x80) {
        const whole = value === 0n ? low : Number(BigInt.asIntN(64, value | BigInt(low)));
        return { value: whole, end: at + index + 1 };
      }
    }
    throw new MalformedProtobuf(`A number at byte ${at} does not end.`);
  }

  #byte(at: number): number | undefined {
    const inside = at - this.#windowAt;
    if (inside < 0 || inside >= this.#window.byteLength) {
      this.#window = this.#source.read(at, Math.min(windowBytes, this.#source.bytes - at));
      this.#windowAt = at;
    }
    return this.#window[at - this.#windowAt];
  }
}

function fixed(wire: number, at: number): { value: number; end: number } {
  if (wire === 1) return { value: 8, end: at };
  if (wire === 5) return { value: 4, end: at };
  throw new MalformedProtobuf(
    `A field at byte ${at} is of the wire type ${wire}, which is not used.`,
  );
}

/** UTF-8 (RFC 3629); what is none becomes U+FFFD. */
function utf8(bytes: Uint8Array): string {
  let escaped = '';
  for (const byte of bytes) escaped += `%${byte.toString(16).padStart(2, '0')}`;
  try {
    return decodeURIComponent(escaped);
  } catch {
    return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : '\ufffd')).join(
      '',
    );
  }
}
