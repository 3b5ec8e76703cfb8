/** Why bytes are not used: `stray` data without a status, `cut` short by another message. */
export type MidiFault = 'stray' | 'cut' | 'sysex-too-long' | 'undefined' | 'reset';

/** What the parser finds in a stream of MIDI bytes. No call may throw. */
export interface MidiVisitor {
  /** A channel message: status 0x80 to 0xEF, two data bytes of 7 bits; the second is 0 where there is one. */
  channel(status: number, data1: number, data2: number): void;
  /** The data byte of an MTC quarter frame. */
  quarterFrame(data: number): void;
  /** What stands between F0 and F7. The bytes are only lent; `length` of them count. */
  sysex(bytes: Uint8Array, length: number): void;
  /** A whole message of which nothing is made: clock, sensing, song position. */
  unused(): void;
  refuse(fault: MidiFault): void;
}

/** MMC and MSC stay below 130 bytes; the dump of a synthesiser is none of ours. */
const longestSysex = 512;

/**
 * Takes a stream of MIDI apart (MIDI 1.0, Data Format): running status, real-time bytes inside other
 * messages, system exclusive in any number of chunks. Keeps its place between calls of `parse`;
 * allocates nothing.
 */
export class MidiParser {
  /** Status of the message that is being read; 0 for none. */
  #status = 0;
  #needed = 0;
  #have = 0;
  #data1 = 0;
  readonly #sysex = new Uint8Array(longestSysex);
  /** Bytes since F0, also those beyond the buffer; −1 outside. */
  #sysexLength = -1;

  /** Another cable, another stream. */
  reset(): void {
    this.#status = 0;
    this.#have = 0;
    this.#sysexLength = -1;
  }

  parse(bytes: Uint8Array, visitor: MidiVisitor): void {
    let hasStrayed = false;
    for (let i = 0; i < bytes.length; i += 1) {
      const byte = bytes[i] ?? 0;
      if (byte >= 0xf8) takeRealTime(byte, visitor);
      else if (byte >= 0x80) this.#takeStatus(byte, visitor);
      else if (this.#sysexLength >= 0) this.#append(byte);
      else if (this.#status !== 0) this.#takeData(byte, visitor);
      else if (!hasStrayed) {
        // Once for a chunk: foreign bytes come in thousands.
        hasStrayed = true;
        visitor.refuse('stray');
      }
    }
  }

  #append(byte: number): void {
    if (this.#sysexLength < longestSysex) this.#sysex[this.#sysexLength] = byte;
    this.#sysexLength += 1;
  }

  #takeStatus(byte: number, visitor: MidiVisitor): void {
    const length = this.#sysexLength;
    this.#sysexLength = -1;
    if (byte === 0xf7 && length >= 0) {
      if (length > longestSysex) visitor.refuse('sysex-too-long');
      else visitor.sysex(this.#sysex, length);
      return;
    }
    if (length >= 0 || this.#have > 0) visitor.refuse('cut');
    this.#have = 0;
    this.#status = 0;
    if (byte < 0xf0) this.#begin(byte, byte >= 0xc0 && byte < 0xe0 ? 1 : 2);
    else if (byte === 0xf0) this.#sysexLength = 0;
    else if (byte === 0xf1 || byte === 0xf3) this.#begin(byte, 1);
    else if (byte === 0xf2) this.#begin(byte, 2);
    else if (byte === 0xf6) visitor.unused();
    else visitor.refuse('undefined');
  }

  #begin(status: number, needed: number): void {
    this.#status = status;
    this.#needed = needed;
  }

  #takeData(byte: number, visitor: MidiVisitor): void {
    if (this.#have === 0 && this.#needed === 2) {
      this.#data1 = byte;
      this.#have = 1;
      return;
    }
    const status = this.#status;
    const isOne = this.#needed === 1;
    this.#have = 0;
    // System messages have no running status.
    if (status >= 0xf0) this.#status = 0;
    if (status === 0xf1) visitor.quarterFrame(byte);
    else if (status >= 0xf0) visitor.unused();
    else visitor.channel(status, isOne ? byte : this.#data1, isOne ? 0 : byte);
  }
}

/** One byte each, wherever it comes: F8 clock, FA to FC transport, FE sensing, FF reset. */
function takeRealTime(byte: number, visitor: MidiVisitor): void {
  if (byte === 0xff) visitor.refuse('reset');
  else if (byte === 0xf9 || byte === 0xfd) visitor.refuse('undefined');
  else visitor.unused();
}
