/** Bytes of an ArtPollReply. */
export const pollReplyLength = 239;

/** What a node says of one of its ports. */
export interface PollReply {
  /** IPv4 address of the node; "0.0.0.0" when it has none. */
  address: string;
  port: number;
  shortName: string;
  longName: string;
  /** The Port-Address that the port listens to; `undefined` for a node without ports. */
  portAddress: number | undefined;
  /** Counts the replies of one node, from 1. */
  bindIndex: number;
  /** Whether slots arrive at the port. */
  isReceiving: boolean;
}

/** "OEM unknown" of the Art-Net list, and a manufacturer of ESTA's range for prototypes. */
const oemUnknown = 0x00ff;
const estaPrototype = 0x7ff0;

/**
 * An ArtPollReply with one port (Artistic Licence, "Art-Net 4"): 0 "Art-Net" and a zero, 8 OpCode
 * 0x2100 little-endian, 10 address, 14 port little-endian, 16 version, 18 Net, 19 Sub-Net, 20 OEM
 * big-endian, 22 UBEA, 23 status 1, 24 ESTA code little-endian, 26 short name (18), 44 long name (64),
 * 108 report (64), 172 number of ports big-endian, 174 port types (4; 0x80 takes slots from the
 * network), 178 inputs (4), 182 outputs (4; 0x80 receiving), 186 input universes (4), 190 output
 * universes (4), 194 priority, 195 to 199 macros, remotes, spare, 200 style (0 node), 201 MAC (6), 207
 * address of the root, 211 bind index, 212 status 2 (0x08: 15-bit Port-Addresses), 213 to 238 zero.
 */
export function encodeArtPollReply(reply: PollReply): Uint8Array {
  const { portAddress, bindIndex, isReceiving } = reply;
  const bytes = new Uint8Array(pollReplyLength);
  const view = new DataView(bytes.buffer);
  putText(bytes, 0, 8, 'Art-Net');
  view.setUint16(8, 0x2100, true);
  const address = reply.address.split('.').map(Number);
  bytes.set(address, 10);
  view.setUint16(14, reply.port, true);
  view.setUint16(20, oemUnknown);
  view.setUint16(24, estaPrototype, true);
  putText(bytes, 26, 18, reply.shortName);
  putText(bytes, 44, 64, reply.longName);
  putText(bytes, 108, 64, '#0001 [0000] ok');
  if (portAddress !== undefined) {
    bytes[18] = portAddress >> 8;
    bytes[19] = (portAddress >> 4) & 0x0f;
    view.setUint16(172, 1);
    bytes[174] = 0x80;
    bytes[182] = isReceiving ? 0x80 : 0;
    bytes[190] = portAddress & 0x0f;
  }
  bytes.set(address, 207);
  bytes[211] = bindIndex;
  bytes[212] = 0x08;
  return bytes;
}

/** Text in a field of `length` bytes that ends in a zero; never cut within a character. */
function putText(bytes: Uint8Array, at: number, length: number, text: string): void {
  new TextEncoder().encodeInto(text, bytes.subarray(at, at + length - 1));
}
