/** A v3.1 message is 18 bytes, always. */
export const tslV3Length = 18;
const v3Text = 2;
const v3TextLength = 16;
const highestV3Address = 126;

const v5HeaderLength = 6;
const displayHeaderLength = 6;
const longestV5 = 2048;
/** The index, or screen, that means all of them. */
export const everyIndex = 0xffff;

/** Start of a v5 packet in a byte stream, and what doubles inside it. */
const dle = 0xfe;
const stx = 0x02;

/** What a message says of one display, in a flat object that is filled again for every display. */
export interface TslDisplay {
  version: 3 | 5;
  /** v5: a set of displays, 65535 for every set; v3.1 has none and says 0. */
  screen: number;
  /** v3.1: address 0 to 126. v5: 0 to 65535, where 65535 is every display. */
  index: number;
  /**
   * v3.1: bit n is tally n + 1. v5: two bits each for the right lamp (0), the text (2) and the left
   * lamp (4), where 1 is red, 2 green and 3 amber.
   */
  tallies: number;
  /** 0 dark to 3 full, in the protocol's own coding. */
  brightness: number;
  /** v5: the display's data is for its control, not to be shown. */
  isControlData: boolean;
  /** Where the text stands in the bytes. */
  textStart: number;
  textEnd: number;
  isUtf16: boolean;
}

export const createTslDisplay = (): TslDisplay => ({
  version: 3,
  screen: 0,
  index: 0,
  tallies: 0,
  brightness: 0,
  isControlData: false,
  textStart: 0,
  textEnd: 0,
  isUtf16: false,
});

/** Why a message is refused: `type` is neither version, `screen-control` is defined by no version. */
export type TslFault = 'length' | 'type' | 'screen-control';

/** Takes one display of a message; the bytes are those that its text positions count in. */
export type TakeDisplay = (display: TslDisplay, bytes: Uint8Array) => void;

/**
 * Reads a TSL UMD message of version 3.1 or 5.0 (Television Systems Ltd., "UMD Protocol") and hands
 * over each display, or none when anything of it is wrong.
 * v3.1: 0 u8 0x80 + address (0 to 126), 1 u8 bits 0 to 3 tally 1 to 4, bits 4 and 5 brightness, bit 7
 * clear, 2 sixteen ASCII characters.
 * v5.0, all little-endian: 0 u16 PBC, bytes after itself; 2 u8 VER; 3 u8 FLAGS (bit 0 text is UTF-16,
 * bit 1 screen control instead of displays); 4 u16 SCREEN; then for each display: 0 u16 INDEX, 2 u16
 * CONTROL (bits 0-1 right lamp, 2-3 text, 4-5 left lamp: 1 red, 2 green, 3 amber; 6-7 brightness; 15
 * control data), 4 u16 LENGTH of the text in bytes, 6 text. Up to 2048 bytes. A packet in the wrapper
 * for byte streams (0xFE 0x02, each 0xFE twice) is unwrapped; everything else allocates nothing.
 */
export function decodeTsl(
  bytes: Uint8Array,
  display: TslDisplay,
  take: TakeDisplay,
): TslFault | undefined {
  if (isV5(bytes)) return readV5(bytes, display, take);
  if (bytes[0] === dle && bytes[1] === stx) {
    const packet = unwrap(bytes);
    if (isV5(packet)) return readV5(packet, display, take);
  }
  const address = byteAt(bytes, 0) - 0x80;
  const isHeader = address >= 0 && address <= highestV3Address && byteAt(bytes, 1) < 0x80;
  if (!isHeader) return 'type';
  return bytes.length === tslV3Length ? readV3(bytes, display, take) : 'length';
}

/** Whether the byte count in front is right; of v3.1's messages it never is. */
const isV5 = (bytes: Uint8Array): boolean =>
  bytes.length >= v5HeaderLength &&
  bytes.length <= longestV5 &&
  unsigned16(bytes, 0) === bytes.length - 2;

function readV3(bytes: Uint8Array, display: TslDisplay, take: TakeDisplay): undefined {
  const control = byteAt(bytes, 1);
  display.version = 3;
  display.screen = 0;
  display.index = byteAt(bytes, 0) - 0x80;
  display.tallies = control & 0x0f;
  display.brightness = (control >> 4) & 3;
  display.isControlData = false;
  display.textStart = v3Text;
  display.textEnd = v3Text + v3TextLength;
  display.isUtf16 = false;
  take(display, bytes);
}

function readV5(bytes: Uint8Array, display: TslDisplay, take: TakeDisplay): TslFault | undefined {
  const flags = byteAt(bytes, 3);
  if ((flags & 2) !== 0) return 'screen-control';
  if (!hasWholeDisplays(bytes)) return 'length';
  display.version = 5;
  display.screen = unsigned16(bytes, 4);
  display.isUtf16 = (flags & 1) !== 0;
  for (let at = v5HeaderLength; at < bytes.length; at = display.textEnd) {
    const control = unsigned16(bytes, at + 2);
    display.index = unsigned16(bytes, at);
    display.tallies = control & 0x3f;
    display.brightness = (control >> 6) & 3;
    display.isControlData = control >= 0x8000;
    display.textStart = at + displayHeaderLength;
    display.textEnd = display.textStart + unsigned16(bytes, at + 4);
    take(display, bytes);
  }
  return undefined;
}

/** Whether the displays' own lengths end exactly where the packet does. */
function hasWholeDisplays(bytes: Uint8Array): boolean {
  let at = v5HeaderLength;
  while (at + displayHeaderLength <= bytes.length) {
    at += displayHeaderLength + unsigned16(bytes, at + 4);
  }
  return at === bytes.length;
}

/** Without the start, and with each doubled 0xFE once. */
function unwrap(bytes: Uint8Array): Uint8Array {
  const packet: number[] = [];
  for (let at = 2; at < bytes.length && at < 2 * longestV5; at += 1) {
    packet.push(byteAt(bytes, at));
    if (bytes[at] === dle && bytes[at + 1] === dle) at += 1;
  }
  return Uint8Array.from(packet);
}

/** The text of a display, without padding and what cannot be printed. */
export function tslText(display: TslDisplay, bytes: Uint8Array): string {
  const field = bytes.subarray(display.textStart, display.textEnd);
  const text = new TextDecoder(display.isUtf16 ? 'utf-16le' : 'utf-8').decode(field);
  return text.replace(/\p{C}/gu, '').trim();
}

/** A v3.1 message; the text is cut or padded with spaces to 16 ASCII characters. */
export function encodeTslV3(address: number, tallies: number, text: string): Uint8Array {
  const bytes = new Uint8Array(tslV3Length).fill(0x20);
  bytes[0] = 0x80 + address;
  bytes[1] = (tallies & 0x0f) | 0x30;
  const shown = [...text].slice(0, v3TextLength);
  shown.forEach((character, i) => {
    bytes[v3Text + i] = /[ -~]/.test(character) ? character.charCodeAt(0) : 0x3f;
  });
  return bytes;
}

/** One display of a v5 packet to be; tallies as in `TslDisplay`. */
export interface TslV5Display {
  index: number;
  tallies: number;
  text: string;
}

/** A v5.0 packet, in ASCII or, when a text needs it, UTF-16. The caller keeps it within 2048 bytes. */
export function encodeTslV5(screen: number, displays: readonly TslV5Display[]): Uint8Array {
  const isUtf16 = displays.some(({ text }) => !/^[ -~]*$/.test(text));
  const parts = displays.map((display) => displayBytes(display, isUtf16));
  const length = parts.reduce((sum, part) => sum + part.length, v5HeaderLength);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, length - 2, true);
  view.setUint8(3, isUtf16 ? 1 : 0);
  view.setUint16(4, screen, true);
  let at = v5HeaderLength;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function displayBytes({ index, tallies, text }: TslV5Display, isUtf16: boolean): Uint8Array {
  const textLength = text.length * (isUtf16 ? 2 : 1);
  const bytes = new Uint8Array(displayHeaderLength + textLength);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, index, true);
  view.setUint16(2, (tallies & 0x3f) | 0xc0, true);
  view.setUint16(4, textLength, true);
  for (let i = 0; i < text.length; i += 1) {
    const at = displayHeaderLength + i * (isUtf16 ? 2 : 1);
    if (isUtf16) view.setUint16(at, text.charCodeAt(i), true);
    else view.setUint8(at, text.charCodeAt(i));
  }
  return bytes;
}

const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;

const unsigned16 = (bytes: Uint8Array, at: number): number =>
  byteAt(bytes, at) + byteAt(bytes, at + 1) * 256;
