import { afterEach, describe, expect, it } from 'vitest';
import { createPose, vec3 } from '../../core/math.ts';
import type { Device } from '../../devices/device.ts';
import { psnSimulator } from '../../devices/psn/simulator.ts';
import { openUdpSender } from '../../devices/udp/udp-sender.ts';
import { fixtureRecording, until } from './collect.ts';
import {
  chunkOf,
  dataOf,
  headerOf,
  infoOf,
  positionOf,
  psnReceiver,
  trackerOf,
  unsigned64Of,
} from './psn-receiver.ts';

const recorded = fixtureRecording('psn/captured_2trackers_info_then_data.jsonl').map(
  (datagram) => datagram.bytes,
);
const at: number[] = positionOf(0, 0, 0);

const opened: Device[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((device) => device.close()));
});

async function detailOf(device: Device): Promise<string> {
  opened.push(device);
  await device.open();
  const status = device.status();
  return status.state === 'open' ? status.detail : status.state;
}

describe('a packet', () => {
  it('may have a header longer than 12 bytes, chunks that are unknown, and bytes behind it', () => {
    const { send, samples } = psnReceiver();
    const header = [...unsigned64Of(5000), 2, 0, 1, 1, 0xde, 0xad, 0xbe, 0xef];
    const list = chunkOf(1, trackerOf(3, positionOf(1, 2, 3)), true);
    const data = [...chunkOf(44, [1, 2, 3]), ...list, ...chunkOf(0, header)];
    send([Uint8Array.from([...chunkOf(0x6755, data, true), 0, 0, 0])]);
    expect(samples).toMatchObject([{ subject: '3', x: 1, y: 2, z: -3, sourceTimeMs: 5 }]);
  });

  it('of any version 2 is taken, of another one is refused', () => {
    const { send, samples, refused } = psnReceiver();
    for (const [i, version] of [
      [2, 0],
      [2, 3],
      [2, 255],
      [1, 3],
      [3, 0],
    ].entries()) {
      const header = chunkOf(0, [...unsigned64Of(5000), ...version, i, 1]);
      const list = chunkOf(1, trackerOf(3, at), true);
      send([Uint8Array.from(chunkOf(0x6755, [...header, ...list], true))]);
    }
    expect(samples).toHaveLength(3);
    expect(refused()).toEqual({ version: 2 });
  });

  it('with no header, a short one, or chunks that do not fit is refused whole', () => {
    const { send, samples, refused } = psnReceiver();
    const list = chunkOf(1, trackerOf(3, at), true);
    const root = (...parts: number[][]) => Uint8Array.from(chunkOf(0x6755, parts.flat(), true));
    const beyond = [...list];
    beyond[2] = beyond[2]! + 4;
    const innerBeyond = [...list];
    innerBeyond[6] = innerBeyond[6]! + 4;
    const fieldBeyond = chunkOf(1, [...trackerOf(3, at), ...trackerOf(4, at)], true);
    fieldBeyond[10] = fieldBeyond[10]! + 4;
    send([
      root(list),
      root(chunkOf(0, [...unsigned64Of(1), 2, 0, 1]), list),
      root(headerOf({}), beyond),
      root(headerOf({}), innerBeyond),
      root(headerOf({}), fieldBeyond),
      root(headerOf({}), chunkOf(1, [0, 0, 0], true)),
      root(headerOf({}), list).subarray(0, -1),
      Uint8Array.from(chunkOf(0x6754, headerOf({}), true)),
    ]);
    expect(samples).toEqual([]);
    expect(refused()).toEqual({ header: 2, chunk: 4, length: 1, type: 1 });
  });

  it('is never read beyond its own bytes in the buffer that it came in', () => {
    const { send, samples, refused } = psnReceiver();
    const packet = recorded[1] ?? new Uint8Array(0);
    const buffer = new Uint8Array(packet.length + 64).fill(0x7f);
    buffer.set(packet, 32);
    const inBuffer = buffer.subarray(32, 32 + packet.length);
    for (let length = 0; length < packet.length; length += 1) send([inBuffer.subarray(0, length)]);
    expect(samples).toEqual([]);
    expect(refused()).toEqual({ length: packet.length });
    send([inBuffer]);
    expect(samples).toHaveLength(2);
  });
});

describe('names', () => {
  it('of a recording say in the status who sends, and how the trackers are called', async () => {
    const receiver = psnReceiver({ multicast: false });
    expect(await detailOf(receiver.device)).not.toContain('CamA');
    const before = receiver.statusChanges;
    receiver.send(recorded);
    expect(receiver.device.status()).toMatchObject({
      detail: expect.stringMatching(/^UDP 127\.0\.0\.1:\d+; Stage A tracker: 0 CamA, 1 Tracker 1$/),
    });
    receiver.send(recorded.slice(0, 1));
    expect(receiver.statusChanges).toBe(before + 1);
  });

  it('are cut to 64 characters and cleaned of what cannot be printed', async () => {
    const { device, send } = psnReceiver({ multicast: false });
    await detailOf(device);
    send([infoOf({}, 'A\n\u0000\u202eB', { 5: 'é'.repeat(100), 6: '' })]);
    const status = device.status();
    expect('detail' in status && status.detail.split('; ')[1]).toBe(`A B: 5 ${'é'.repeat(64)}, 6`);
  });

  it('of very many trackers do not make the status endless', async () => {
    const { device, send } = psnReceiver({ multicast: false });
    await detailOf(device);
    for (let packet = 0; packet < 60; packet += 1) {
      const ids = Array.from({ length: 50 }, (_, i) => [packet * 50 + i, 'n'.repeat(20)]);
      send([infoOf({ packetCount: 60 }, 'Many', Object.fromEntries(ids))]);
    }
    const status = device.status();
    expect('detail' in status && status.detail.length).toBeLessThan(2200);
    expect('detail' in status && status.detail.endsWith(', …')).toBe(true);
  });
});

describe('the options of a psn device', () => {
  it('join the group of the protocol on its port unless they say otherwise', async () => {
    const { device } = psnReceiver();
    opened.push(device);
    await device.open();
    // Where there is no multicast, the reason names the group.
    expect(JSON.stringify(device.status())).toContain('236.10.10.10');
    const unicast = psnReceiver({ multicast: false });
    expect(await detailOf(unicast.device)).toMatch(/^UDP 127\.0\.0\.1:\d+$/);
  });

  it('make its trackers objects, or what a camera takes its pose from', () => {
    for (const [options, kind] of [
      [{}, 'object'],
      [{ as: 'camera' }, 'camera'],
    ] as const) {
      const { send, samples } = psnReceiver(options);
      send([dataOf({}, trackerOf(1, at))]);
      expect(samples).toMatchObject([{ kind }]);
    }
  });

  it('are refused with a pointer when they are wrong', () => {
    const { device } = psnReceiver({ as: 'light', orientationHand: 'both', ignore: ['speed'] });
    const status = device.status();
    expect('reason' in status && status.reason).toMatch(
      /\/options\/as: .*\/options\/orientationHand: .*\/options\/ignore\/0: /,
    );
  });

  it('a sender on this machine is heard by unicast', async () => {
    const receiver = psnReceiver({ multicast: false });
    await detailOf(receiver.device);
    const status = receiver.device.status();
    const port = status.state === 'open' ? (status.port ?? 0) : 0;
    const sender = await openUdpSender({ host: '127.0.0.1', port });
    const pose = createPose();
    vec3.set(pose.position, 1, 2, 3);
    for (const bytes of psnSimulator({ id: 4 }).datagrams(pose, 0)) sender.send(bytes);
    await until(() => receiver.samples.length === 1);
    expect(receiver.samples).toMatchObject([{ subject: '4', x: 1, y: 2, z: 3 }]);
    await sender.close();
  });
});
