import { describe, expect, it } from 'vitest';
import { createPose, vec3 } from '../../core/math.ts';
import { psnSimulator } from '../../devices/psn/simulator.ts';
import { dataOf, infoOf, positionOf, psnReceiver, trackerOf } from './psn-receiver.ts';

/** One tracker in a packet of its own; its x says which frame it is of. */
const single = (frameId: number, x = frameId, tracker = 1, packetCount = 1): Uint8Array =>
  dataOf({ frameId: frameId & 255, packetCount }, trackerOf(tracker, positionOf(x, 0, 0)));

/** A frame of trackers 1, 2 and 3 in three packets. */
const threefold = (frameId: number): Uint8Array[] =>
  [1, 2, 3].map((tracker) => single(frameId, frameId, tracker, 3));

/** Sequences from 0, as the first one is not promised. */
const fromZero = (sequences: number[]): number[] =>
  sequences.map((sequence) => sequence - (sequences[0] ?? 0));

const xs = (receiver: ReturnType<typeof psnReceiver>) => receiver.samples.map((s) => s.x);

function datagramsAt(x: number, tMs: number, simulator: ReturnType<typeof psnSimulator>) {
  const pose = createPose();
  vec3.set(pose.position, x, 1, 2);
  return simulator.datagrams(pose, tMs);
}

describe('a frame in several packets', () => {
  it('of 30 trackers in 3 packets gives each tracker once, in whatever order they come', () => {
    const receiver = psnReceiver();
    const simulator = psnSimulator({ id: 10, trackers: 30, packetBytes: 700 });
    const orders = [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
      [2, 0, 1],
    ];
    for (let f = 0; f < 60; f += 1) {
      receiver.samples.length = 0;
      receiver.nowMs = 1000 + f * 16;
      const all = datagramsAt(f / 1000, f * 16, simulator);
      const data = all.slice(-3);
      expect(data.map((bytes) => bytes[0])).toEqual([0x55, 0x55, 0x55]);
      expect(Math.max(...all.map((bytes) => bytes.length))).toBeLessThanOrEqual(700);
      receiver.send(orders[f % 4]!.map((i) => data[i]!));
      const ids = receiver.subjects().map(Number);
      expect(ids.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => 10 + i));
      expect(new Set(receiver.sequences()).size).toBe(1);
      const away = receiver.samples.map(({ subject, x }) => x - (f / 1000 + Number(subject) - 10));
      expect(Math.max(...away.map(Math.abs))).toBeLessThan(1e-5);
    }
    expect(receiver.refused()).toEqual({});
    expect(receiver.noted()).toEqual({});
  });

  it('is as large as 1500 bytes allow, and never larger', () => {
    const simulator = psnSimulator({ id: 0, trackers: 200, packetBytes: 1500 });
    const packets = datagramsAt(0, 0, simulator);
    expect(Math.max(...packets.map((bytes) => bytes.length))).toBeLessThanOrEqual(1500);
    const data = packets.filter((bytes) => bytes[0] === 0x55);
    // A tracker is 56 bytes and a packet 24 without any: 26 of them fit.
    expect(data.map((bytes) => (bytes.length - 24) / 56)).toEqual([...Array(7).fill(26), 18]);
    expect(data.every((bytes) => bytes[19] === 8)).toBe(true);
  });

  it('that lost a packet still gives the trackers of the others, and is noted once', () => {
    const receiver = psnReceiver();
    for (let f = 0; f < 100; f += 1) {
      receiver.send(f === 5 || f === 45 ? threefold(f).slice(0, 2) : threefold(f));
    }
    expect(receiver.samples).toHaveLength(298);
    expect(receiver.noted()).toEqual({ incomplete: 2 });
    expect(receiver.refused()).toEqual({});
    const third = receiver.samples.filter((sample) => sample.subject === '3');
    expect(fromZero(third.map((s) => s.sequence)).slice(3, 7)).toEqual([3, 4, 6, 7]);
  });

  it('is completed by a packet that comes after the next frame has begun', () => {
    const receiver = psnReceiver();
    const [a, b, c] = threefold(0);
    const [d, e, f] = threefold(1);
    receiver.send([a!, b!, d!, c!, e!, f!]);
    for (let id = 2; id < 60; id += 1) receiver.send(threefold(id));
    expect(receiver.noted()).toEqual({});
    const third = receiver.samples.filter((sample) => sample.subject === '3');
    expect(third.slice(0, 3).map((sample) => sample.x)).toEqual([0, 1, 2]);
    expect(fromZero(third.map((s) => s.sequence)).slice(0, 3)).toEqual([0, 1, 2]);
  });

  it('gives no tracker an older pose after a newer one', () => {
    const receiver = psnReceiver();
    receiver.send([single(0), single(2), single(1), single(3)]);
    expect(xs(receiver)).toEqual([0, 2, 3]);
    expect(receiver.refused()).toEqual({ late: 1 });
  });

  it('that comes twice is used once, whole or in parts', () => {
    const receiver = psnReceiver();
    for (let f = 0; f < 10; f += 1) {
      const packets = threefold(f);
      receiver.send([packets[0]!, packets[0]!, packets[1]!, packets[2]!, packets[1]!]);
    }
    expect(receiver.samples).toHaveLength(30);
    expect(receiver.refused()).toEqual({ duplicate: 20 });
    expect(receiver.device.counters().accepted).toBe(30);
  });

  it('with no tracker in it is taken for what it says', () => {
    const receiver = psnReceiver();
    receiver.send([dataOf({ frameId: 1 }), dataOf({ frameId: 2 })]);
    expect(receiver.samples).toEqual([]);
    expect(receiver.device.counters()).toMatchObject({ accepted: 2, refused: new Map() });
  });
});

describe('frame ids of 8 bits', () => {
  it('are counted on over their wraps, missing frames included', () => {
    const receiver = psnReceiver();
    const sent = Array.from({ length: 1000 }, (_, f) => 250 + f).filter((f) => f % 100 > 12);
    for (const f of sent) receiver.send([single(f, f)]);
    const [first = 0] = sent;
    expect(fromZero(receiver.sequences())).toEqual(sent.map((f) => f - first));
    expect(receiver.refused()).toEqual({});
    expect(receiver.noted()).toEqual({});
  });

  it('are counted on over a gap of more than half their range', () => {
    const receiver = psnReceiver();
    receiver.send([single(10), single(10 + 200)]);
    expect(fromZero(receiver.sequences())).toEqual([0, 200]);
  });

  it('that begin again after half a second of silence are the next frame', () => {
    const receiver = psnReceiver();
    receiver.send([single(100)]);
    for (const id of [95, 96, 100]) {
      receiver.nowMs += 501;
      receiver.send([single(id)]);
    }
    expect(fromZero(receiver.sequences())).toEqual([0, 1, 2, 3]);
  });

  it('that begin again with the sender’s clock are the next frame, at once', () => {
    const receiver = psnReceiver();
    const at = (frameId: number, timestampUs: number) =>
      dataOf({ frameId, timestampUs }, trackerOf(1, positionOf(0, 0, 0)));
    receiver.send([at(5, 60e6), at(6, 60.02e6), at(1, 0), at(2, 0.02e6)]);
    expect(fromZero(receiver.sequences())).toEqual([0, 1, 2, 3]);
  });

  it('of two senders with the same trackers and numbers do not mix', () => {
    const receiver = psnReceiver();
    for (let f = 0; f < 300; f += 1) {
      receiver.send([single(f)], { port: 1 });
      receiver.send([single(f + 128)], { port: 2 });
      receiver.send([single(7 * f)], { address: '127.0.0.2', port: 1 });
    }
    expect(receiver.samples).toHaveLength(900);
    expect(receiver.refused()).toEqual({});
  });

  it('of ever new senders take no more room than that of the newest', () => {
    const receiver = psnReceiver();
    for (let port = 1; port <= 100; port += 1) {
      receiver.nowMs += 1;
      receiver.send([single(1), infoOf({}, `S${port}`, { 1: 'x' })], { port });
    }
    receiver.send([single(1)], { port: 100 });
    receiver.send([single(1)], { port: 1 });
    expect(receiver.samples).toHaveLength(101);
    expect(receiver.refused()).toEqual({ duplicate: 1 });
  });
});

describe('INFO', () => {
  const names = async (receiver: ReturnType<typeof psnReceiver>): Promise<string> => {
    await receiver.device.open();
    const status = receiver.device.status();
    await receiver.device.close();
    return status.state === 'open' ? status.detail.split('; ').slice(1).join('; ') : status.state;
  };

  it('has frame ids of its own, which say nothing about those of DATA', () => {
    const receiver = psnReceiver({ multicast: false });
    receiver.send([single(200), infoOf({ frameId: 3 }, 'S', { 1: 'A' }), single(201)]);
    receiver.send([infoOf({ frameId: 4 }, 'S', { 1: 'A' }), single(202)]);
    expect(fromZero(receiver.sequences())).toEqual([0, 1, 2]);
    expect(receiver.device.counters()).toMatchObject({ accepted: 5, refused: new Map() });
  });

  it('in several packets names all trackers, and forgets one when it is named no more', async () => {
    const receiver = psnReceiver({ multicast: false });
    receiver.send([
      infoOf({ frameId: 1, packetCount: 2 }, 'S', { 1: 'A', 2: 'B' }),
      infoOf({ frameId: 1, packetCount: 2 }, 'S', { 3: 'C' }),
    ]);
    expect(await names(receiver)).toBe('S: 1 A, 2 B, 3 C');
    const half = infoOf({ frameId: 2, packetCount: 2 }, 'S', { 1: 'A2' });
    receiver.send([half, half]);
    expect(await names(receiver)).toBe('S: 1 A2, 2 B, 3 C');
    expect(receiver.refused()).toEqual({ duplicate: 1 });
    receiver.send([infoOf({ frameId: 2, packetCount: 2 }, 'S', { 3: 'C' })]);
    expect(await names(receiver)).toBe('S: 1 A2, 3 C');
  });

  it('comes from the simulator first and once a second, named by tracker', async () => {
    const receiver = psnReceiver({ multicast: false });
    const simulator = psnSimulator({ id: 3, trackers: 2, systemName: 'Sim' });
    const isInfo = Array.from({ length: 121 }, (_, i) => {
      const packets = datagramsAt(0, i * 25, simulator);
      receiver.send(packets);
      return packets[0]?.[0] === 0x56;
    });
    expect(isInfo.flatMap((is, i) => (is ? [i] : []))).toEqual([0, 40, 80, 120]);
    expect(await names(receiver)).toBe('Sim: 3 Tracker 3, 4 Tracker 4');
    expect(receiver.refused()).toEqual({});
  });
});
