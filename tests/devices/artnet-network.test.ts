import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { encodeArtDmx, encodeArtPoll } from '../../devices/artnet/codec.ts';
import { artNetFactory } from '../../devices/artnet/driver.ts';
import type { Device } from '../../devices/device.ts';
import type { BoundInterface } from '../../devices/udp/bound-interface.ts';
import { broadcastBindings } from '../../devices/udp/broadcast-bindings.ts';
import { until } from './collect.ts';
import { collectFrom, commandFor } from './control-fixture.ts';

const open: Device[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  await Promise.all(open.splice(0).map((device) => device.close()));
});

/** A device with two Port-Addresses on loopback, and a console's socket beside it. */
async function consoleAndDevice() {
  const bindings = [commandFor('slot/7/1', { value: '/a' })];
  const collected = collectFrom(artNetFactory, { universes: [7, 300], bindings });
  open.push(collected.device);
  await collected.device.open();
  const status = collected.device.status();
  if (status.state !== 'open' || !status.port) throw new Error(JSON.stringify(status));
  const socket = createSocket('udp4');
  sockets.push(socket);
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  socket.setBroadcast(true);
  return { ...collected, socket, port: status.port, detail: status.detail };
}

describe('broadcast', () => {
  const eth0: BoundInterface = {
    address: '192.168.7.2',
    family: 'udp4',
    networks: ['192.168.7.2/24'],
    joinOn: ['192.168.7.2'],
  };

  it('needs sockets of its own beside one that is bound to a local address', () => {
    const heard = broadcastBindings(eth0, 'linux');
    expect(heard.map(({ address }) => address)).toEqual(['192.168.7.255', '255.255.255.255']);
    expect(heard.every(({ optional, reuseAddr }) => optional && reuseAddr)).toBe(true);
    expect(broadcastBindings({ ...eth0, address: '0.0.0.0' }, 'linux')).toEqual([]);
    expect(broadcastBindings(eth0, 'win32')).toEqual([]);
    const ipv6 = { ...eth0, address: 'fd00::2', family: 'udp6' as const };
    expect(broadcastBindings(ipv6, 'linux')).toEqual([]);
  });

  it('reaches the device where the system can bind its address', async (context) => {
    const { controls, socket, port, detail } = await consoleAndDevice();
    if (!detail.includes('127.255.255.255')) return context.skip(`no broadcast here: ${detail}`);
    socket.send(encodeArtDmx(7, 0, Uint8Array.of(51)), port, '127.255.255.255');
    await until(() => controls.length === 1);
    expect(controls).toEqual([{ control: 'slot/7/1', kind: 'level', value: 0.2 }]);
  });
});

describe('an ArtPoll', () => {
  it('is answered from the device’s port, once for each Port-Address', async () => {
    const { device, socket, port } = await consoleAndDevice();
    const replies: { bytes: Uint8Array; from: number }[] = [];
    socket.on('message', (bytes, from) => replies.push({ bytes, from: from.port }));
    socket.send(encodeArtPoll(), port, '127.0.0.1');
    await until(() => replies.length === 2);
    expect(replies.map(({ from }) => from)).toEqual([port, port]);
    const universes = replies.map(({ bytes: b }) => [b[18], b[19], b[190]]);
    expect(universes).toEqual([
      [0, 0, 7],
      [1, 2, 12],
    ]);
    expect(replies.map(({ bytes: b }) => [...b.subarray(10, 14)])).toEqual([
      [127, 0, 0, 1],
      [127, 0, 0, 1],
    ]);
    expect(device.counters().accepted).toBe(1);
    expect(device.counters().noted?.get('not-sent')).toBeUndefined();
  });
});
