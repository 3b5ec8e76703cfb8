import { opcode } from './client-frames.ts';

/** One message as it goes over the wire. */
export interface WireMessage {
  /** Header and payload, ready to be written to a socket. */
  bytes: Uint8Array;
  payload: Uint8Array;
  /** The payload. */
  view: DataView;
}

/** FIN: the message is one frame. */
const whole = 0x80;
/** Longest payload whose length stands in the second byte of the header. */
const mostShortBytes = 125;
const mostBytes = 65_535;

/**
 * A message of a server, framed by RFC 6455 section 5.2: one frame, unmasked, binary unless `code`
 * says otherwise. Payloads of 0 … 65 535 bytes.
 */
export function createWireMessage(payloadBytes: number, code: number = opcode.binary): WireMessage {
  if (payloadBytes > mostBytes) throw new RangeError(`${payloadBytes} bytes are no small message.`);
  const isShort = payloadBytes <= mostShortBytes;
  const headerBytes = isShort ? 2 : 4;
  const bytes = new Uint8Array(headerBytes + payloadBytes);
  const header = new DataView(bytes.buffer);
  header.setUint8(0, whole | code);
  header.setUint8(1, isShort ? payloadBytes : 126);
  if (!isShort) header.setUint16(2, payloadBytes);
  const view = new DataView(bytes.buffer, headerBytes);
  return { bytes, payload: bytes.subarray(headerBytes), view };
}

/** A message with a payload that is known. */
export function wireBytes(code: number, payload: Uint8Array): Uint8Array {
  const message = createWireMessage(payload.length, code);
  message.payload.set(payload);
  return message.bytes;
}

/**
 * Messages that sockets hold for a moment, used in turn: framed once for all clients, and nothing
 * is allocated per message. A message is made when its turn first comes.
 */
export class MessageRing {
  readonly #messages: WireMessage[] = [];
  readonly #length: number;
  #at = 0;

  constructor(length: number) {
    this.#length = length;
  }

  /** The next message; made anew only when its size changes. */
  next(payloadBytes: number): WireMessage {
    this.#at = (this.#at + 1) % this.#length;
    const known = this.#messages[this.#at];
    if (known?.payload.length === payloadBytes) return known;
    const message = createWireMessage(payloadBytes);
    this.#messages[this.#at] = message;
    return message;
  }
}
