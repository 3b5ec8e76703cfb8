/** Bytes before the payload of an OpenTrackIO packet. */
export const headerLength = 16;

/** Encoding byte: 1 is JSON, 2 is CBOR; 0x80 and above are vendors' own. */
export type PayloadEncoding = 'json' | 'cbor';

/** What the 16-byte header says, in a flat object that is filled again for every packet. */
export interface PacketHeader {
  encoding: PayloadEncoding;
  /** Counts packets, so also segments; 65535 is followed by 0. */
  sequence: number;
  /** Where this packet's payload stands in the whole one, bytes. */
  segmentOffset: number;
  isLast: boolean;
  payloadLength: number;
  /** The checksum was summed modulo 255, as senders did before 1.0.1. */
  isOldChecksum: boolean;
}

export const createPacketHeader = (): PacketHeader => ({
  encoding: 'json',
  sequence: 0,
  segmentOffset: 0,
  isLast: true,
  payloadLength: 0,
  isOldChecksum: false,
});

export type HeaderFault = 'length' | 'type' | 'encoding' | 'checksum';

const magic = 0x4f54726b;

/**
 * Reads and checks a packet's header into `out` (OpenTrackIO 1.0.1, all big-endian): 0 "OTrk",
 * 4 reserved, 5 encoding, 6 sequence u16, 8 segment offset u32, 12 bit 15 last segment and bits
 * 14-0 payload length, 14 Fletcher-16 of bytes 0 to 13 and the payload.
 */
export function readHeader(bytes: Uint8Array, out: PacketHeader): HeaderFault | undefined {
  if (bytes.length < headerLength) return 'length';
  if (unsigned32(bytes, 0) !== magic) return 'type';
  const encoding = bytes[5];
  if (encoding !== 1 && encoding !== 2) return 'encoding';
  const lengthField = unsigned16(bytes, 12);
  out.encoding = encoding === 1 ? 'json' : 'cbor';
  out.sequence = unsigned16(bytes, 6);
  out.segmentOffset = unsigned32(bytes, 8);
  out.isLast = lengthField >= 0x8000;
  out.payloadLength = lengthField & 0x7fff;
  if (bytes.length !== headerLength + out.payloadLength) return 'length';
  const checksum = unsigned16(bytes, 14);
  out.isOldChecksum = checksum !== fletcher16(bytes, 256);
  return out.isOldChecksum && checksum !== fletcher16(bytes, 255) ? 'checksum' : undefined;
}

/** Writes the header in front of the payload that already stands in `packet`, checksum included. */
export function writeHeader(packet: Uint8Array, header: Omit<PacketHeader, 'isOldChecksum'>): void {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  view.setUint32(0, magic);
  view.setUint8(4, 0);
  view.setUint8(5, header.encoding === 'json' ? 1 : 2);
  view.setUint16(6, header.sequence);
  view.setUint32(8, header.segmentOffset);
  view.setUint16(12, header.payloadLength | (header.isLast ? 0x8000 : 0));
  view.setUint16(14, fletcher16(packet, 256));
}

/**
 * Fletcher-16 of a packet without its own checksum field (bytes 14 and 15): sum2 in the high byte,
 * sum1 in the low one. The sums are modulo 256 in 1.0.1 and were modulo 255 before.
 */
export function fletcher16(packet: Uint8Array, modulus: 255 | 256): number {
  let sum1 = 0;
  let sum2 = 0;
  for (let i = 0; i < packet.length; i += 1) {
    if (i === 14 || i === 15) continue;
    sum1 = (sum1 + (packet[i] ?? 0)) % modulus;
    sum2 = (sum2 + sum1) % modulus;
  }
  return sum2 * 256 + sum1;
}

const unsigned16 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);

const unsigned32 = (bytes: Uint8Array, at: number): number =>
  unsigned16(bytes, at) * 65536 + unsigned16(bytes, at + 2);
