import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import type { Device } from '../../devices/device.ts';
import { encodeSacnData } from '../../devices/sacn/codec.ts';
import { sacnFactory } from '../../devices/sacn/driver.ts';
import { groupOfUniverse } from '../../devices/sacn/groups.ts';
import type { BoundInterface } from '../../devices/udp/bound-interface.ts';
import { groupPlan } from '../../devices/udp/group-plan.ts';
import { openUdpSender } from '../../devices/udp/udp-sender.ts';
import { until } from './collect.ts';
import { collectFrom, commandFor } from './control-fixture.ts';

const open: Device[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((device) => device.close()));
});

const eth0: BoundInterface = {
  address: '192.168.7.2',
  family: 'udp4',
  networks: ['192.168.7.2/24'],
  joinOn: ['192.168.7.2'],
};
const every: BoundInterface = {
  address: '0.0.0.0',
  family: 'udp4',
  networks: ['127.0.0.1/8', '192.168.7.2/24'],
  joinOn: ['127.0.0.1', '192.168.7.2'],
};
const packet = (universe: number, level: number): Uint8Array =>
  encodeSacnData({
    cid: new Uint8Array(16),
    name: 'test',
    universe,
    sequence: level,
    slots: Uint8Array.of(level),
  });

describe('the sockets for many groups', () => {
  it('are one for each group and one for each local address', () => {
    expect(groupOfUniverse(1)).toBe('239.255.0.1');
    expect(groupOfUniverse(63_999)).toBe('239.255.249.255');
    const groups = ['239.255.0.1', '239.255.0.2'];
    const addresses = (where: BoundInterface): string[] =>
      groupPlan(where, groups, 'linux').map(({ address }) => address);
    expect(addresses(eth0)).toEqual(['192.168.7.2', ...groups]);
    expect(addresses(every)).toEqual(['127.0.0.1', '192.168.7.2', ...groups]);
    expect(groupPlan(every, groups, 'linux').every(({ optional }) => optional)).toBe(true);
    expect(groupPlan(eth0, groups, 'win32')).toMatchObject([{ address: '0.0.0.0', groups }]);
  });
});

/** Why loopback multicast cannot be tested here, or undefined when it can. */
async function multicastTrouble(): Promise<string | undefined> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  try {
    socket.bind(0, '0.0.0.0');
    await once(socket, 'listening');
    socket.addMembership('239.255.0.77', '127.0.0.1');
    socket.setMulticastInterface('127.0.0.1');
    const arrived = once(socket, 'message', { signal: AbortSignal.timeout(1000) });
    socket.send('?', socket.address().port, '239.255.0.77');
    await arrived;
    return undefined;
  } catch (error) {
    return `multicast does not work on loopback here: ${String(error)}`;
  } finally {
    socket.close();
  }
}

describe('a sACN device on the network', () => {
  it('hears the groups of its universes, unicast, and knows a packet in the wrong group', async (context) => {
    const trouble = await multicastTrouble();
    if (trouble) return context.skip(trouble);
    const bindings = [
      commandFor('slot/31/1', { value: '/a' }),
      commandFor('slot/300/1', { value: '/a' }),
    ];
    const { device, controls } = collectFrom(sacnFactory, { bindings });
    open.push(device);
    await device.open();
    const status = device.status();
    if (status.state !== 'open' || !status.port) throw new Error(JSON.stringify(status));
    const { port } = status;
    const to = (host: string) => openUdpSender({ host, port, multicastInterface: '127.0.0.1' });
    const senders = await Promise.all(['239.255.0.31', '239.255.1.44', '127.0.0.1'].map(to));
    const [thirtyOne, threeHundred, unicast] = senders;
    thirtyOne?.send(packet(31, 1));
    await until(() => controls.length === 1);
    threeHundred?.send(packet(300, 1));
    await until(() => controls.length === 2);
    unicast?.send(packet(31, 2));
    await until(() => controls.length === 3);
    threeHundred?.send(packet(31, 3));
    await until(() => device.counters().refused.get('group') === 1);
    expect(device.counters()).toMatchObject({ accepted: 3 });
    await Promise.all(senders.map((sender) => sender.close()));
  });

  it('joins many universes, more than a system lets one socket join', async (context) => {
    const trouble = await multicastTrouble();
    if (trouble) return context.skip(trouble);
    const universes = Array.from({ length: 64 }, (_, i) => i + 1);
    const { device } = collectFrom(sacnFactory, { universes });
    open.push(device);
    await device.open();
    const status = device.status();
    expect(status).toMatchObject({ state: 'open' });
    expect('detail' in status && status.detail).not.toContain('no multicast');
  });

  it('with universes that do not exist is unavailable and says which', () => {
    const { device } = collectFrom(sacnFactory, { universes: [1, 64_000] });
    const status = device.status();
    expect('reason' in status && status.reason).toContain('/options/universes/1');
  });
});
