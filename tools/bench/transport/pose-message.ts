import {
  createFramePacket,
  encodeFramePacket,
  framePacketBytes,
} from '../../../core/wire/frame-packet.ts';

const packet = createFramePacket();

/** The size of a message that carries one camera. */
export const oneCameraBytes = framePacketBytes(1, 0);

/** A frame packet without cameras; the rest of the message, up to the wanted size, is ballast. */
export function stamp(message: Buffer, sequence: number, sentMs: number): void {
  packet.sequence = sequence;
  packet.k = sequence;
  packet.targetMs = sentMs;
  packet.sentMs = sentMs;
  packet.sentServerMs = sentMs;
  encodeFramePacket(new DataView(message.buffer, message.byteOffset, message.byteLength), packet);
}

export const sentMsOf = (message: ArrayBufferView): number =>
  new DataView(message.buffer, message.byteOffset, message.byteLength).getFloat64(32, true);
