/** Where the slots of a data packet begin. */
export const firstSlot = 126;
/** Where the sender's 16-byte CID stands, and its name of 64 bytes (data and discovery). */
export const cidOffset = 22;
export const cidLength = 16;
const nameOffset = 44;
const nameLength = 64;

const syncLength = 49;
const dataHeaderLength = 125;
const discoveryHeaderLength = 120;
const mostDiscovered = 512;
export const highestUniverse = 63_999;
const highestPriority = 200;
/** "ASC-E1.17" and three zeros. */
const packetId = [0x41, 0x53, 0x43, 0x2d, 0x45, 0x31, 0x2e, 0x31, 0x37, 0, 0, 0];

/** What a packet says, in a flat object that is filled again for every packet. */
export interface SacnPacket {
  kind: 'data' | 'sync' | 'discovery';
  /** Data and sync: 0 to 255, counted by the sender for each universe. */
  sequence: number;
  /** Data: the synchronisation address to wait for, 0 for none. Sync: the one that is due. */
  syncAddress: number;
  /** Data: 1 to 63999. */
  universe: number;
  /** Data: 0 to 200. */
  priority: number;
  isPreview: boolean;
  isTerminated: boolean;
  isForceSync: boolean;
  startCode: number;
  /** Data: slots after the start code, from `firstSlot`; 0 to 512. */
  slotCount: number;
}

export const createSacnPacket = (): SacnPacket => ({
  kind: 'data',
  sequence: 0,
  syncAddress: 0,
  universe: 0,
  priority: 0,
  isPreview: false,
  isTerminated: false,
  isForceSync: false,
  startCode: 0,
  slotCount: 0,
});

/** Why a packet is refused: `type` is not E1.31, `vector` an E1.31 packet of a kind unknown here. */
export type SacnFault = 'length' | 'type' | 'vector' | 'universe' | 'priority' | 'sync-address';

/**
 * Reads and checks an E1.31 packet into `out` (ANSI E1.31-2018, tables 4-1 to 4-3; big-endian).
 * Root: 0 u16 0x0010, 2 u16 0, 4 "ASC-E1.17" padded to 12, 16 flags 7 and length from here, 18 u32
 * vector (4 data, 8 extended), 22 CID. Frame: 38 flags and length, 40 u32 vector.
 * Data (frame vector 2): 44 name of 64 bytes, 108 priority, 109 u16 synchronisation address, 111
 * sequence, 112 options (0x80 preview, 0x40 terminated, 0x20 force synchronisation), 113 u16
 * universe; 115 flags and length, 117 u8 2, 118 u8 0xA1, 119 u16 0, 121 u16 1, 123 u16 slots + 1,
 * 125 start code, 126 slots. Sync (extended, 1): 44 sequence, 45 u16 address, 47 u16 reserved.
 * Discovery (extended, 2): 44 name, 108 reserved, 112 flags and length, 114 u32 1, 118 page, 119 last
 * page, 120 u16 universes. Every length must be true to the datagram's. Allocates nothing.
 */
export function decodeSacn(bytes: Uint8Array, out: SacnPacket): SacnFault | undefined {
  if (bytes.length < syncLength) return 'length';
  if (unsigned32(bytes, 0) !== 0x0010_0000 || !hasPacketId(bytes)) return 'type';
  if (!fits(bytes, 16) || !fits(bytes, 38)) return 'length';
  const root = unsigned32(bytes, 18);
  const frame = unsigned32(bytes, 40);
  if (root === 4 && frame === 2) return readData(bytes, out);
  if (root === 8 && frame === 1) return readSync(bytes, out);
  return root === 8 && frame === 2 ? readDiscovery(bytes, out) : 'vector';
}

function readData(bytes: Uint8Array, out: SacnPacket): SacnFault | undefined {
  if (bytes.length < dataHeaderLength || !fits(bytes, 115)) return 'length';
  const isSetProperty = unsigned16(bytes, 117) === 0x02a1 && unsigned32(bytes, 119) === 1;
  if (!isSetProperty) return 'vector';
  const values = unsigned16(bytes, 123);
  const options = byteAt(bytes, 112);
  out.kind = 'data';
  out.priority = byteAt(bytes, 108);
  out.syncAddress = unsigned16(bytes, 109);
  out.sequence = byteAt(bytes, 111);
  out.isPreview = (options & 0x80) !== 0;
  out.isTerminated = (options & 0x40) !== 0;
  out.isForceSync = (options & 0x20) !== 0;
  out.universe = unsigned16(bytes, 113);
  out.startCode = byteAt(bytes, 125);
  out.slotCount = Math.max(0, values - 1);
  // The end of a stream needs no values, not even a start code.
  const hasValues = values > 0 || out.isTerminated;
  if (!hasValues || values > 513 || values !== bytes.length - dataHeaderLength) return 'length';
  if (out.universe < 1 || out.universe > highestUniverse) return 'universe';
  return out.priority > highestPriority ? 'priority' : undefined;
}

function readSync(bytes: Uint8Array, out: SacnPacket): SacnFault | undefined {
  if (bytes.length !== syncLength) return 'length';
  out.kind = 'sync';
  out.sequence = byteAt(bytes, 44);
  out.syncAddress = unsigned16(bytes, 45);
  const isAddress = out.syncAddress >= 1 && out.syncAddress <= highestUniverse;
  return isAddress ? undefined : 'sync-address';
}

function readDiscovery(bytes: Uint8Array, out: SacnPacket): SacnFault | undefined {
  const listed = (bytes.length - discoveryHeaderLength) / 2;
  const isWhole = Number.isInteger(listed) && listed >= 0 && listed <= mostDiscovered;
  if (!isWhole || !fits(bytes, 112)) return 'length';
  out.kind = 'discovery';
  return unsigned32(bytes, 114) === 1 ? undefined : 'vector';
}

/** The sender's name in a data or discovery packet, without what cannot be printed. */
export function sourceName(bytes: Uint8Array): string {
  const field = bytes.subarray(nameOffset, nameOffset + nameLength);
  const end = field.indexOf(0);
  const text = new TextDecoder().decode(end < 0 ? field : field.subarray(0, end));
  return text.replace(/\p{C}/gu, '');
}

/** A data packet to be; `cid` has 16 bytes, at most 512 `slots`. */
export interface SacnData {
  cid: Uint8Array;
  /** Cut to 63 bytes of UTF-8, never within a character. */
  name: string;
  universe: number;
  sequence: number;
  slots: Uint8Array;
  priority?: number;
  syncAddress?: number;
  startCode?: number;
  /** 0x80 preview, 0x40 terminated, 0x20 force synchronisation. */
  options?: number;
}

/** A data packet: what `decodeSacn` reads. 126 bytes and the slots. */
export function encodeSacnData(data: SacnData): Uint8Array {
  const bytes = new Uint8Array(firstSlot + data.slots.length);
  const view = startPacket(bytes, 4, 2, data.cid);
  putName(bytes, data.name);
  view.setUint8(108, data.priority ?? 100);
  view.setUint16(109, data.syncAddress ?? 0);
  view.setUint8(111, data.sequence);
  view.setUint8(112, data.options ?? 0);
  view.setUint16(113, data.universe);
  putLength(view, 115);
  view.setUint16(117, 0x02a1);
  view.setUint32(119, 1);
  view.setUint16(123, data.slots.length + 1);
  view.setUint8(125, data.startCode ?? 0);
  bytes.set(data.slots, firstSlot);
  return bytes;
}

/** A synchronisation packet, 49 bytes. */
export function encodeSacnSync(cid: Uint8Array, sequence: number, address: number): Uint8Array {
  const bytes = new Uint8Array(syncLength);
  const view = startPacket(bytes, 8, 1, cid);
  view.setUint8(44, sequence);
  view.setUint16(45, address);
  return bytes;
}

/** The one page of a sender's universe discovery, ascending; at most 512 universes. */
export function encodeSacnDiscovery(
  cid: Uint8Array,
  name: string,
  universes: readonly number[],
): Uint8Array {
  const bytes = new Uint8Array(discoveryHeaderLength + universes.length * 2);
  const view = startPacket(bytes, 8, 2, cid);
  putName(bytes, name);
  putLength(view, 112);
  view.setUint32(114, 1);
  universes.forEach((universe, i) => {
    view.setUint16(discoveryHeaderLength + i * 2, universe);
  });
  return bytes;
}

function startPacket(bytes: Uint8Array, root: number, frame: number, cid: Uint8Array): DataView {
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x0010_0000);
  bytes.set(packetId, 4);
  putLength(view, 16);
  view.setUint32(18, root);
  bytes.set(cid.subarray(0, cidLength), cidOffset);
  putLength(view, 38);
  view.setUint32(40, frame);
  return view;
}

const putLength = (view: DataView, at: number): void =>
  view.setUint16(at, 0x7000 | (view.byteLength - at));

function putName(bytes: Uint8Array, name: string): void {
  new TextEncoder().encodeInto(name, bytes.subarray(nameOffset, nameOffset + nameLength - 1));
}

/** Flags 7 in the upper four bits, and in the others the length from here to the datagram's end. */
const fits = (bytes: Uint8Array, at: number): boolean =>
  unsigned16(bytes, at) === 0x7000 + (bytes.length - at) && bytes.length - at < 0x1000;

function hasPacketId(bytes: Uint8Array): boolean {
  for (let i = 0; i < packetId.length; i += 1) {
    if (bytes[4 + i] !== packetId[i]) return false;
  }
  return true;
}

const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;

const unsigned16 = (bytes: Uint8Array, at: number): number =>
  byteAt(bytes, at) * 256 + byteAt(bytes, at + 1);

const unsigned32 = (bytes: Uint8Array, at: number): number =>
  unsigned16(bytes, at) * 65536 + unsigned16(bytes, at + 2);
