import { createFramePacket, encodeFramePacket } from '../../../core/wire/frame-packet.ts';

const packet = createFramePacket();

/** A frame packet without cameras; the rest of the message, up to the wanted size, is ballast. */
export function stamp(message: Buffer, sequence: number, sentMs: number): void {
  packet.sequence = sequence;
  packet.k = sequence;
  packet.targetMs = sentMs;
  packet.sentMs = sentMs;
  encodeFramePacket(new DataView(message.buffer, message.byteOffset, message.byteLength), packet);
}

export const sentMsOf = (message: Uint8Array): number =>
  new DataView(message.buffer, message.byteOffset, message.byteLength).getFloat64(32, true);
