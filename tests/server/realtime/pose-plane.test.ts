import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ackBytes, encodeAck, encodePing, pingBytes } from '../../../core/wire/clock-messages.ts';
import {
  createFramePacket,
  encodeFramePacket,
  frameHeaderBytes,
} from '../../../core/wire/frame-packet.ts';
import { messageType } from '../../../core/wire/message-type.ts';
import { createSamplePacket, decodeSamplePacket } from '../../../core/wire/sample-packet.ts';
import { until } from '../../support/until.ts';
import { sampleAt, trackerOf } from '../tracking/tracker-fixture.ts';
import { openRealtime } from './realtime-fixture.ts';

let realtime: Awaited<ReturnType<typeof openRealtime>>;
const sockets: WebSocket[] = [];
beforeEach(async () => {
  realtime = await openRealtime();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await realtime.close();
});

/** A raw client with everything it received. */
async function connect(path = '/pose') {
  const socket = new WebSocket(`ws://127.0.0.1:${realtime.port}${path}`);
  sockets.push(socket);
  const received: Buffer[] = [];
  socket.on('message', (data: Buffer) => received.push(data));
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return { socket, received };
}

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const ack = (sequence: number): Uint8Array => {
  const bytes = new Uint8Array(ackBytes);
  encodeAck(view(bytes), sequence, Number.NaN);
  return bytes;
};
/** A frame packet without cameras. */
const frame = (sequence: number): Uint8Array => {
  const bytes = new Uint8Array(frameHeaderBytes);
  encodeFramePacket(view(bytes), { ...createFramePacket(), sequence, k: sequence });
  return bytes;
};
const sequences = (received: Buffer[]) => received.map((bytes) => view(bytes).getUint32(8, true));

describe('the pose plane', () => {
  it('answers a ping with the times of its arrival and its answer', async () => {
    const { socket, received } = await connect();
    const ping = new Uint8Array(pingBytes);
    encodePing(view(ping), 123.5);
    const before = realtime.engine.clock.serverMs();
    socket.send(ping);
    await until('the pong came', async () => received.length > 0);
    const pong = view(received[0] ?? Buffer.alloc(48));
    const [t1, t2] = [pong.getFloat64(16, true), pong.getFloat64(24, true)];
    expect(pong.getUint8(0)).toBe(messageType.pong);
    expect(pong.getFloat64(8, true)).toBe(123.5);
    expect(t1).toBeGreaterThanOrEqual(before);
    expect(t2).toBeGreaterThanOrEqual(t1);
    expect(t2).toBeLessThanOrEqual(realtime.engine.clock.serverMs());
    expect(pong.getFloat64(32, true)).toBeCloseTo(realtime.engine.clock.showTimeMs(t2), 6);
  });

  it('sends a client that acknowledges nothing eight frames, and then only the newest', async () => {
    const { socket, received } = await connect();
    for (let i = 1; i <= 30; i++) realtime.posePlane.sendFrame(frame(i), i);
    await until('eight frames came', async () => received.length >= 8);
    expect(sequences(received)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    socket.send(ack(8));
    await until('the newest came', async () => received.length >= 9);
    realtime.posePlane.sendFrame(frame(31), 31);
    await until('the next came', async () => received.length >= 10);
    expect(sequences(received).slice(8)).toEqual([30, 31]);
  });

  it('sends everything to a client that keeps up, whatever another one does', async () => {
    const quick = await connect();
    const stuck = await connect();
    quick.socket.on('message', (data: Buffer) =>
      quick.socket.send(ack(view(data).getUint32(8, true))),
    );
    for (let i = 1; i <= 40; i++) {
      realtime.posePlane.sendFrame(frame(i), i);
      await until('the quick one has it', async () => quick.received.length >= i);
    }
    expect(sequences(quick.received)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(stuck.received.length).toBe(8);
  });

  it('sends accepted samples only to those that asked for them', async () => {
    const plain = await connect();
    const curious = await connect('/pose?samples=1');
    const tracker = trackerOf();
    for (let i = 0; i < 3; i++) {
      const sample = sampleAt(i * 16, { x: i / 10, sourceTimeMs: 1000 + i });
      tracker.accept(sample);
      realtime.posePlane.sendSample(tracker, sample);
    }
    await until('all came', async () => curious.received.length >= 3);
    const packet = createSamplePacket();
    expect(decodeSamplePacket(view(curious.received[2] ?? Buffer.alloc(0)), packet)).toBe(true);
    expect(packet).toMatchObject({ sequence: 3, sourceTimeMs: 1002, receivedMs: 32 });
    expect(packet.pose.position).toEqual([0.2, 1.6, 0]);
    expect(plain.received).toEqual([]);
  });

  it.each([
    ['text', 'hello'],
    ['another version', new Uint8Array([messageType.ping, 99, ...new Array(14).fill(0)])],
    ['an unknown type', new Uint8Array([200, 1, 0, 0, 0, 0, 0, 0])],
    ['a cut ping', new Uint8Array([messageType.ping, 1, 0])],
    ['too much', new Uint8Array(4096)],
  ])('closes the connection of a client that sends %s', async (_what, message) => {
    const { socket } = await connect();
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.send(message);
    await closed;
    await until('it is forgotten', async () => realtime.posePlane.clientCount === 0);
  });

  it('lets go of a client that is silent for two seconds', async () => {
    const { socket } = await connect();
    // A machine that went away answers no ping either.
    (socket as unknown as { _socket: { pause(): void } })._socket.pause();
    const start = performance.now();
    await until('it is forgotten', async () => realtime.posePlane.clientCount === 0);
    expect(performance.now() - start).toBeLessThan(4000);
  });

  it('keeps a client whose page does nothing but whose browser answers', async () => {
    await connect();
    const end = performance.now() + 2600;
    await until('time has passed', async () => performance.now() > end);
    expect(realtime.posePlane.clientCount).toBe(1);
  });

  it('is found only under its own path and only by those who are let in', async () => {
    await expect(connect('/poses')).rejects.toThrow('404');
    const shut = await openRealtime(false);
    const socket = new WebSocket(`ws://127.0.0.1:${shut.port}/pose`);
    const error = await new Promise<Error>((resolve) => socket.once('error', resolve));
    expect(error.message).toContain('403');
    await shut.close();
  });
});
