import { timeMsFromTimetag } from './arguments.ts';
import { createOscMessage, locateMessage, type MessageFault, type OscMessage } from './message.ts';

export type PacketFault = MessageFault | 'bundle' | 'empty';

/** Takes what a datagram contains. The message is only lent. */
export interface OscVisitor {
  message(message: OscMessage): void;
  refuse(reason: PacketFault): void;
}

const bundleHead = [...'#bundle\0'].map((character) => character.charCodeAt(0));
const bundleHeadLength = 16;
const deepestBundle = 8;
const message = createOscMessage();

/**
 * Walks one OSC 1.0 packet, a message or a bundle of them (nested up to 8 deep), in order. A
 * bundle's timetag goes with its messages as data; nothing is ever delayed by it. Every message and
 * every fault is given to the visitor, at least one for each packet. Allocates nothing.
 */
export function walkPacket(bytes: Uint8Array, visitor: OscVisitor): void {
  if (bytes.length === 0 || bytes.length % 4 !== 0) visitor.refuse('length');
  else walkElement(bytes, 0, bytes.length, Number.NaN, 0, visitor);
}

function walkElement(
  bytes: Uint8Array,
  start: number,
  end: number,
  timeMs: number,
  depth: number,
  visitor: OscVisitor,
): void {
  const fault = isBundle(bytes, start, end)
    ? walkBundle(bytes, start, end, timeMs, depth, visitor)
    : visitMessage(bytes, start, end, timeMs, visitor);
  if (fault) visitor.refuse(fault);
}

function visitMessage(
  bytes: Uint8Array,
  start: number,
  end: number,
  timeMs: number,
  visitor: OscVisitor,
): PacketFault | undefined {
  const fault = locateMessage(bytes, start, end, message);
  if (fault) return fault;
  message.timeMs = timeMs;
  visitor.message(message);
  return undefined;
}

function walkBundle(
  bytes: Uint8Array,
  start: number,
  end: number,
  outerTimeMs: number,
  depth: number,
  visitor: OscVisitor,
): PacketFault | undefined {
  if (depth >= deepestBundle || end - start < bundleHeadLength) return 'bundle';
  const tag = start + 8;
  const timeMs = isImmediate(bytes, tag) ? outerTimeMs : timeMsFromTimetag(bytes, tag);
  let position = start + bundleHeadLength;
  if (position === end) return 'empty';
  while (position < end) {
    const size = position + 4 <= end ? sizeAt(bytes, position) : -1;
    position += 4;
    // A lying size leaves no way to find the next element.
    if (size <= 0 || size % 4 !== 0 || size > end - position) return 'bundle';
    walkElement(bytes, position, position + size, timeMs, depth + 1, visitor);
    position += size;
  }
  return undefined;
}

function isBundle(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < bundleHead.length) return false;
  for (let i = 0; i < bundleHead.length; i += 1) {
    if (bytes[start + i] !== bundleHead[i]) return false;
  }
  return true;
}

/** 0x0000000000000001 means "now"; some senders leave all zero. */
function isImmediate(bytes: Uint8Array, at: number): boolean {
  for (let i = 0; i < 7; i += 1) if (bytes[at + i] !== 0) return false;
  return (bytes[at + 7] ?? 0) <= 1;
}

const sizeAt = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 24) |
  ((bytes[at + 1] ?? 0) << 16) |
  ((bytes[at + 2] ?? 0) << 8) |
  (bytes[at + 3] ?? 0);
