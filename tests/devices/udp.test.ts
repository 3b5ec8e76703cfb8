import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { NetworkInterfaceInfo } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { createPose } from '../../core/math.ts';
import type { Device } from '../../devices/device.ts';
import { freedSimulator } from '../../devices/freed/simulator.ts';
import { openTrackIoSimulator } from '../../devices/opentrackio/simulator.ts';
import { bindPlan } from '../../devices/udp/bind-plan.ts';
import { boundInterface } from '../../devices/udp/bound-interface.ts';
import { SourceFilter } from '../../devices/udp/source-filter.ts';
import { openUdpSender } from '../../devices/udp/udp-sender.ts';
import { collect, until } from './collect.ts';

const open: Device[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((device) => device.close()));
});

async function opened(kind: string, options: object) {
  const collected = collect(kind, options);
  open.push(collected.device);
  await collected.device.open();
  const status = collected.device.status();
  return { ...collected, status, port: status.state === 'open' ? (status.port ?? 0) : 0 };
}

const freedPacket = (): Uint8Array =>
  freedSimulator({ cameraId: 5 }).datagrams(createPose(), 0)[0] ?? new Uint8Array(0);

const entry = (address: string, cidr: string, family: 'IPv4' | 'IPv6'): NetworkInterfaceInfo =>
  ({ address, cidr, family, netmask: '', mac: '', internal: false }) as NetworkInterfaceInfo;

const machine = {
  lo: [entry('127.0.0.1', '127.0.0.1/8', 'IPv4'), entry('::1', '::1/128', 'IPv6')],
  eth0: [entry('fd00::2', 'fd00::2/64', 'IPv6'), entry('192.168.7.2', '192.168.7.2/24', 'IPv4')],
};

describe('the interface option', () => {
  it('is an address, a name, localhost, any loopback address, or all of them', () => {
    expect(boundInterface('192.168.7.2', machine)).toMatchObject({ address: '192.168.7.2' });
    expect(boundInterface('eth0', machine)).toMatchObject({
      address: '192.168.7.2',
      family: 'udp4',
      networks: ['192.168.7.2/24'],
    });
    expect(boundInterface('fd00::2', machine)).toMatchObject({ family: 'udp6' });
    expect(boundInterface('localhost', machine)).toMatchObject({ address: '127.0.0.1' });
    expect(boundInterface('127.0.0.53', machine)).toMatchObject({ address: '127.0.0.53' });
    expect(boundInterface('0.0.0.0', machine)?.networks).toContain('192.168.7.2/24');
    expect(boundInterface('10.1.1.1', machine)).toBeUndefined();
    expect(boundInterface('wlan0', machine)).toBeUndefined();
  });

  it('with a group needs two sockets, except where one covers both', () => {
    const eth0 = boundInterface('eth0', machine);
    const all = boundInterface('0.0.0.0', machine);
    if (!eth0 || !all) throw new Error('the machine of this test has both');
    expect(bindPlan(eth0, false, 'linux')).toMatchObject([
      { address: '192.168.7.2', reuseAddr: false },
    ]);
    expect(bindPlan(eth0, '239.135.1.1', 'linux')).toMatchObject([
      { address: '239.135.1.1', reuseAddr: true, joinOn: ['192.168.7.2'] },
      { address: '192.168.7.2', reuseAddr: false, optional: true },
    ]);
    expect(bindPlan(eth0, '239.135.1.1', 'win32')).toMatchObject([{ address: '0.0.0.0' }]);
    expect(bindPlan(all, '239.135.1.1', 'linux')).toMatchObject([
      { address: '0.0.0.0', joinOn: ['127.0.0.1', '192.168.7.2'] },
    ]);
  });
});

describe('the allow-list', () => {
  it('empty means the bound network for poses and loopback for commands', () => {
    const filter = new SourceFilter([], ['192.168.7.2/24']);
    expect(filter.rights('192.168.7.99')).toEqual({ pose: true, command: false });
    expect(filter.rights('192.168.8.1')).toEqual({ pose: false, command: false });
    expect(filter.rights('127.0.0.1')).toEqual({ pose: false, command: true });
    expect(filter.rights('::1')).toEqual({ pose: false, command: true });
  });

  it('names addresses and networks, IPv6 and mapped IPv4 included', () => {
    const filter = new SourceFilter(['10.0.0.7', '10.9.0.0/16', 'fd00::/64'], ['192.168.7.2/24']);
    for (const address of ['10.0.0.7', '10.9.200.1', 'fd00::9', '::ffff:10.0.0.7']) {
      expect(filter.rights(address), address).toEqual({ pose: true, command: true });
    }
    for (const address of ['10.0.0.8', '192.168.7.9', 'fd01::9', 'nonsense']) {
      expect(filter.rights(address), address).toEqual({ pose: false, command: false });
    }
  });

  it('judges before anything is decoded', () => {
    const { device, samples } = collect('freed');
    device.receive(freedPacket(), { address: '10.0.0.9', port: 1 });
    device.receive(Uint8Array.from([1, 2, 3]), { address: '10.0.0.9', port: 1 });
    expect(samples).toEqual([]);
    expect(Object.fromEntries(device.counters().refused)).toEqual({ source: 2 });
  });

  it('stays right for more senders than it remembers', () => {
    const filter = new SourceFilter(['10.0.0.0/8'], []);
    for (let i = 0; i < 3000; i += 1) {
      expect(filter.rights(`10.0.${i >> 8}.${i & 255}`).pose).toBe(true);
      expect(filter.rights(`11.0.${i >> 8}.${i & 255}`).pose).toBe(false);
    }
  });
});

describe('a UDP device', () => {
  it('receives real datagrams and names its port when asked for any free one', async () => {
    const { samples, port, device } = await opened('freed', { port: 0 });
    expect(port).toBeGreaterThan(0);
    const sender = await openUdpSender({ host: '127.0.0.1', port });
    sender.send(freedPacket());
    await until(() => samples.length > 0);
    expect(samples[0]?.subject).toBe('5');
    expect(device.counters().accepted).toBe(1);
    await sender.close();
  });

  it('whose port is in use is unavailable and names the port and the option', async () => {
    const blocker = createSocket('udp4');
    blocker.bind(0, '127.0.0.1');
    await once(blocker, 'listening');
    const { port } = blocker.address();
    const { status, device, statusChanges } = await opened('freed', { port });
    expect(status).toMatchObject({ state: 'unavailable' });
    expect('reason' in status && status.reason).toContain(String(port));
    expect('reason' in status && status.reason).toContain('options.port');
    expect(statusChanges).toBe(1);
    blocker.close();
    await once(blocker, 'close');
    await device.open();
    expect(device.status().state).toBe('open');
  });

  it('on an interface that does not exist is unavailable and lists those that do', async () => {
    const { status } = await opened('osc', { port: 0, interface: '203.0.113.77' });
    expect(status).toMatchObject({ state: 'unavailable' });
    expect('reason' in status && status.reason).toContain('options.interface');
    expect('reason' in status && status.reason).toContain('127.0.0.1');
  });

  it('can be closed while it opens, and opened again', async () => {
    const { device } = collect('freed', { port: 0 });
    const opening = device.open();
    const closing = device.close();
    await Promise.all([opening, closing]);
    expect(device.status()).toEqual({ state: 'closed' });
    await device.open();
    expect(device.status().state).toBe('open');
    await device.close();
  });
});

/** Why loopback multicast cannot be tested here, or undefined when it can. */
async function multicastTrouble(): Promise<string | undefined> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  try {
    socket.bind(0, '0.0.0.0');
    await once(socket, 'listening');
    socket.addMembership('239.135.1.199', '127.0.0.1');
    socket.setMulticastInterface('127.0.0.1');
    const arrived = once(socket, 'message', { signal: AbortSignal.timeout(1000) });
    socket.send('?', socket.address().port, '239.135.1.199');
    await arrived;
    return undefined;
  } catch (error) {
    return `multicast does not work on loopback here: ${String(error)}`;
  } finally {
    socket.close();
  }
}

describe('multicast', () => {
  it('reaches the device that joined the group and no other group’s; unicast does, too', async (context) => {
    const trouble = await multicastTrouble();
    if (trouble) return context.skip(trouble);
    const seven = await opened('opentrackio', { port: 0, sourceNumber: 7 });
    expect(seven.status).toMatchObject({ state: 'open' });
    const eight = await opened('opentrackio', { port: seven.port, sourceNumber: 8 });
    expect(eight.status).toMatchObject({ state: 'open' });
    const simulator = openTrackIoSimulator({ encoding: 'json', sourceNumber: 7, sourceId: 'x' });
    const datagram = () => simulator.datagrams(createPose(), 0)[0] ?? new Uint8Array(0);
    const toGroup = await openUdpSender({
      host: '239.135.1.7',
      port: seven.port,
      multicastInterface: '127.0.0.1',
    });
    toGroup.send(datagram());
    await until(() => seven.samples.length === 1);
    const unicast = await openUdpSender({ host: '127.0.0.1', port: seven.port });
    unicast.send(datagram());
    await until(() => seven.samples.length === 2);
    expect(eight.samples).toEqual([]);
    await Promise.all([toGroup.close(), unicast.close()]);
  });
});
