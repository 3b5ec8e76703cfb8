import { describe, expect, it } from 'vitest';
import {
  createFramePacket,
  decodeFramePacket,
  encodeFramePacket,
  maxFramePacketBytes,
} from '../../../core/wire/frame-packet.ts';
import { idHash } from '../../../core/wire/message-type.ts';
import { PacketRing, packetRingBytes } from '../../../core/wire/packet-ring.ts';
import {
  createSamplePacket,
  decodeSamplePacket,
  encodeSamplePacket,
} from '../../../core/wire/sample-packet.ts';

function filledPacket() {
  const packet = createFramePacket();
  Object.assign(packet, {
    epoch: 7,
    sequence: 4_000_000_000,
    stateRevision: 12,
    k: 2 ** 40 + 3,
    targetMs: 1.5,
    sentMs: 0.25,
    sentServerMs: 1000.75,
    rateOffset: -120e-6,
    cameraCount: 2,
    objectCount: 1,
  });
  const camera = packet.cameras[1];
  if (!camera) throw new Error('no camera');
  camera.idHash = idHash('B');
  camera.status = 'coast';
  camera.held = true;
  camera.pose.position = [1.25, 2, -3.0000001];
  camera.pose.orientation = [0.5, -0.5, 0.5, 0.5];
  camera.velocity.linear = [0.25, -0.5, 0.125];
  camera.velocity.angular = [0, 0.0625, -1];
  camera.lens.focalLengthMm = 35.5;
  camera.overscan = 1.25;
  camera.lens.projectionOffsetXMm = -0.5;
  camera.lens.distortionOverscan = 1.0625;
  const [object] = packet.objects;
  if (!object) throw new Error('no object');
  object.idHash = idHash('hat');
  object.status = 'ok';
  object.pose.position = [0.5, 1.75, -2.25];
  object.pose.orientation = [0.5, 0.5, -0.5, 0.5];
  object.velocity.linear = [0, 0.5, 0];
  object.ageMs = 12;
  return packet;
}

describe('a frame packet', () => {
  it('comes back from its bytes as it was', () => {
    const view = new DataView(new ArrayBuffer(maxFramePacketBytes));
    const packet = filledPacket();
    const length = encodeFramePacket(view, packet);
    const back = createFramePacket();
    expect(decodeFramePacket(new DataView(view.buffer, 0, length), back)).toBe(true);
    expect({ ...back, cameras: back.cameras.slice(0, 2) }).toEqual({
      ...packet,
      cameras: packet.cameras
        .slice(0, 2)
        .map((c) => ({ ...c, lens: { ...c.lens, ...floats(c.lens) } })),
    });
  });

  it('is refused when truncated, of another type, of another version, or with too many cameras', () => {
    const view = new DataView(new ArrayBuffer(maxFramePacketBytes));
    const length = encodeFramePacket(view, filledPacket());
    const out = createFramePacket();
    expect(decodeFramePacket(new DataView(view.buffer, 0, length - 1), out)).toBe(false);
    expect(decodeFramePacket(new DataView(view.buffer, 0, 3), out)).toBe(false);
    for (const [at, value] of [
      [0, 9],
      [1, 1],
      [2, 17],
    ] as const) {
      const old = view.getUint8(at);
      view.setUint8(at, value);
      expect(decodeFramePacket(view, out)).toBe(false);
      view.setUint8(at, old);
    }
  });
});

const floats = (lens: object) =>
  Object.fromEntries(Object.entries(lens).map(([key, value]) => [key, Math.fround(value)]));

describe('a sample packet', () => {
  it('comes back from its bytes, an absent source time included', () => {
    const packet = createSamplePacket();
    Object.assign(packet, { idHash: 5, sequence: 9, receivedMs: 12.5, focalLengthMm: 50 });
    packet.pose.position = [1, 2, 3];
    const view = new DataView(new ArrayBuffer(96));
    expect(encodeSamplePacket(view, packet)).toBe(96);
    const back = createSamplePacket();
    expect(decodeSamplePacket(view, back)).toBe(true);
    expect(back).toEqual(packet);
  });
});

describe('the packet ring', () => {
  it('gives the packet of frame k, and none for a frame that it no longer or not yet has', () => {
    const ring = new PacketRing(new ArrayBuffer(packetRingBytes));
    const out = new Uint8Array(maxFramePacketBytes);
    expect(ring.read(5, out)).toBe(0);
    ring.write(5, Uint8Array.of(1, 2, 3), 77.5);
    expect(ring.read(5, out)).toBe(3);
    expect([...out.subarray(0, 3)]).toEqual([1, 2, 3]);
    expect(ring.receivedMs(5)).toBe(77.5);
    ring.write(5 + 64, Uint8Array.of(9), 80);
    expect(ring.read(5, out)).toBe(0);
    expect(ring.receivedMs(5)).toBeNaN();
  });

  it('tells no time before a clock was written, and then along its line', () => {
    const ring = new PacketRing(new SharedArrayBuffer(packetRingBytes));
    expect(ring.showTimeMs(100)).toBeNaN();
    ring.writeClock({ localMs: 100, showMs: 12.25, rate: 1.5 });
    expect(ring.showTimeMs(100)).toBe(12.25);
    expect(ring.showTimeMs(102)).toBe(15.25);
  });
});
