import {
  createTimecode,
  frameFromTimecode,
  timecodeFormat,
  timecodeFromFrame,
} from '../../core/time/timecode.ts';

/** Where the slots of an ArtDmx begin. */
export const dmxOffset = 18;
const headerLength = 12;
const dmxHeaderLength = 18;
const timecodeLength = 19;
const lowestVersion = 14;
export const highestPortAddress = 32_767;
/** "Art-Net" and a zero. */
const packetId = [0x41, 0x72, 0x74, 0x2d, 0x4e, 0x65, 0x74, 0];
const opCodes = { poll: 0x2000, dmx: 0x5000, sync: 0x5200, timecode: 0x9700 } as const;
/** By the type of an ArtTimeCode: film, EBU, drop-frame, SMPTE. */
const timecodeFormats = [
  timecodeFormat({ num: 24, den: 1 }),
  timecodeFormat({ num: 25, den: 1 }),
  timecodeFormat({ num: 30000, den: 1001 }, true),
  timecodeFormat({ num: 30, den: 1 }),
];
const scratch = createTimecode();

/** What a packet says, in a flat object that is filled again for every packet. */
export interface ArtNetPacket {
  kind: keyof typeof opCodes;
  /** ArtDmx: 1 to 255, or 0 from a sender that does not count. */
  sequence: number;
  /** ArtDmx: Net, Sub-Net and Universe as one number, 0 to 32767. */
  portAddress: number;
  /** ArtDmx: 1 to 512 slots from `dmxOffset`. */
  slotCount: number;
  /** ArtPoll: the Port-Addresses that it asks for. */
  lowestPort: number;
  highestPort: number;
  /** ArtTimeCode: frames since midnight, and the stream (0 is the main one). */
  timecodeFrame: number;
  stream: number;
}

export const createArtNetPacket = (): ArtNetPacket => ({
  kind: 'dmx',
  sequence: 0,
  portAddress: 0,
  slotCount: 0,
  lowestPort: 0,
  highestPort: highestPortAddress,
  timecodeFrame: 0,
  stream: 0,
});

/** Why a packet is refused: `type` is not Art-Net, `other-type` an Art-Net packet of no concern. */
export type ArtNetFault = 'length' | 'type' | 'other-type' | 'version' | 'timecode';

/**
 * Reads and checks an Art-Net 4 packet into `out` (Artistic Licence, "Art-Net 4"): 0 "Art-Net" and a
 * zero, 8 u16 little-endian OpCode, 10 u16 big-endian ProtVer, at least 14. Then
 * ArtDmx (0x5000): 12 sequence, 13 physical, 14 Sub-Net and Universe, 15 Net (7 bit), 16 u16
 * big-endian number of slots, 18 slots. Odd numbers of slots are taken, too.
 * ArtSync (0x5200): nothing more. ArtPoll (0x2000): 12 flags, 13 priority; with flag 0x20 14 u16
 * highest and 16 u16 lowest Port-Address (big-endian).
 * ArtTimeCode (0x9700): 13 stream, 14 frames, 15 seconds, 16 minutes, 17 hours, 18 type (0 film 24,
 * 1 EBU 25, 2 drop-frame 29.97, 3 SMPTE 30). Allocates nothing.
 */
export function decodeArtNet(bytes: Uint8Array, out: ArtNetPacket): ArtNetFault | undefined {
  if (bytes.length < headerLength) return 'length';
  if (!hasPacketId(bytes)) return 'type';
  const kind = kindOf(byteAt(bytes, 8) + byteAt(bytes, 9) * 256);
  if (!kind) return 'other-type';
  if (unsigned16(bytes, 10) < lowestVersion) return 'version';
  out.kind = kind;
  if (kind === 'dmx') return readDmx(bytes, out);
  if (kind === 'timecode') return readTimecode(bytes, out);
  if (kind === 'poll') readPoll(bytes, out);
  return undefined;
}

function kindOf(opCode: number): ArtNetPacket['kind'] | undefined {
  if (opCode === opCodes.dmx) return 'dmx';
  if (opCode === opCodes.sync) return 'sync';
  if (opCode === opCodes.timecode) return 'timecode';
  return opCode === opCodes.poll ? 'poll' : undefined;
}

function readDmx(bytes: Uint8Array, out: ArtNetPacket): ArtNetFault | undefined {
  if (bytes.length < dmxHeaderLength) return 'length';
  out.sequence = byteAt(bytes, 12);
  out.portAddress = (byteAt(bytes, 15) & 0x7f) * 256 + byteAt(bytes, 14);
  out.slotCount = unsigned16(bytes, 16);
  const isWhole = out.slotCount <= bytes.length - dmxHeaderLength;
  return isWhole && out.slotCount >= 1 && out.slotCount <= 512 ? undefined : 'length';
}

function readPoll(bytes: Uint8Array, out: ArtNetPacket): void {
  const isTargeted = (byteAt(bytes, 12) & 0x20) !== 0 && bytes.length >= 18;
  out.highestPort = isTargeted ? unsigned16(bytes, 14) : highestPortAddress;
  out.lowestPort = isTargeted ? unsigned16(bytes, 16) : 0;
}

function readTimecode(bytes: Uint8Array, out: ArtNetPacket): ArtNetFault | undefined {
  if (bytes.length < timecodeLength) return 'length';
  const format = timecodeFormats[byteAt(bytes, 18)];
  if (!format) return 'timecode';
  scratch.frames = byteAt(bytes, 14);
  scratch.seconds = byteAt(bytes, 15);
  scratch.minutes = byteAt(bytes, 16);
  scratch.hours = byteAt(bytes, 17);
  out.stream = byteAt(bytes, 13);
  out.timecodeFrame = frameFromTimecode(scratch, format);
  return Number.isNaN(out.timecodeFrame) ? 'timecode' : undefined;
}

/** An ArtDmx; `slots` are 1 to 512, and a zero follows an odd number, as the wire wants it even. */
export function encodeArtDmx(portAddress: number, sequence: number, slots: Uint8Array): Uint8Array {
  const length = slots.length + (slots.length % 2);
  const bytes = startPacket('dmx', dmxHeaderLength + length);
  bytes[12] = sequence;
  bytes[14] = portAddress;
  bytes[15] = portAddress >> 8;
  bytes[16] = length >> 8;
  bytes[17] = length;
  bytes.set(slots, dmxOffset);
  return bytes;
}

/** An ArtSync, 14 bytes. */
export const encodeArtSync = (): Uint8Array => startPacket('sync', 14);

/** An ArtPoll; with `ports` only for Port-Addresses from the first to the second. */
export function encodeArtPoll(ports?: readonly [number, number]): Uint8Array {
  const bytes = startPacket('poll', ports ? 18 : 14);
  if (ports) bytes.set([0x20, 0, ports[1] >> 8, ports[1], ports[0] >> 8, ports[0]], 12);
  return bytes;
}

/** An ArtTimeCode: frame `frame` since midnight of a type (0 film, 1 EBU, 2 drop-frame, 3 SMPTE). */
export function encodeArtTimeCode(frame: number, type: 0 | 1 | 2 | 3): Uint8Array {
  const bytes = startPacket('timecode', timecodeLength);
  const format = timecodeFormats[type];
  if (!format) return bytes;
  const { frames, seconds, minutes, hours } = timecodeFromFrame(scratch, frame, format);
  bytes.set([frames, seconds, minutes, hours, type], 14);
  return bytes;
}

function startPacket(kind: ArtNetPacket['kind'], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes.set(packetId);
  bytes[8] = opCodes[kind];
  bytes[9] = opCodes[kind] >> 8;
  bytes[11] = lowestVersion;
  return bytes;
}

function hasPacketId(bytes: Uint8Array): boolean {
  for (let i = 0; i < packetId.length; i += 1) {
    if (bytes[i] !== packetId[i]) return false;
  }
  return true;
}

const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;

const unsigned16 = (bytes: Uint8Array, at: number): number =>
  byteAt(bytes, at) * 256 + byteAt(bytes, at + 1);
