import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import type { RemoteAddress } from '../../devices/device.ts';
import { OscDevice } from '../../devices/osc/osc-device.ts';
import { collect, loopback, until } from './collect.ts';
import { int32, message, text } from './osc-bytes.ts';
import { blackout, decoded, program } from './osc-told.ts';

const sockets: Socket[] = [];
const devices: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  await Promise.all(devices.splice(0).map((device) => device.close()));
});

/** A client with a socket of its own, and what it hears. */
async function client() {
  const socket = createSocket('udp4');
  sockets.push(socket);
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const heard: [address: string, args: unknown][] = [];
  socket.on('message', (bytes) => heard.push(decoded(bytes)));
  const send = (port: number, datagram: number[]) =>
    socket.send(Uint8Array.from(datagram), port, '127.0.0.1');
  return { heard, send, port: socket.address().port };
}

async function openDevice(options: object = {}) {
  const collected = collect('osc', { port: 0, ...options }, { nowMs: () => performance.now() });
  const { device } = collected;
  if (!(device instanceof OscDevice)) throw new Error('an osc device is one');
  devices.push(device);
  await device.open();
  const status = device.status();
  return { device, port: status.state === 'open' ? (status.port ?? 0) : 0 };
}

describe('an OSC device with subscribers', () => {
  it('answers from its own port to where it was asked from, and to a port that is named', async () => {
    const { device, port } = await openDevice();
    const [asking, listening] = [await client(), await client()];
    device.feedback(() => [program('desert')]);
    asking.send(port, message('/cyc/subscribe', ''));
    await until(() => asking.heard.length === 1);
    asking.send(
      port,
      message('/cyc/subscribe', 'si', text('/cyc/state/program'), int32(listening.port)),
    );
    await until(() => listening.heard.length === 1);
    device.feedback(() => [program('street'), blackout(true)]);
    await until(() => asking.heard.length === 3 && listening.heard.length === 2);
    expect(listening.heard).toEqual([
      ['/cyc/state/program', ['desert']],
      ['/cyc/state/program', ['street']],
    ]);
    expect(device.status()).toMatchObject({ detail: expect.stringContaining('2 subscribed') });
    asking.send(port, message('/cyc/unsubscribe', ''));
    await until(() => device.counters().accepted === 3);
    expect(device.status()).toMatchObject({ detail: expect.stringContaining('1 subscribed') });
  });

  it('works the state out for those who listen only, and for the first of them at once', async () => {
    const collected = collect('osc', { allow: ['127.0.0.1'] });
    const { device } = collected;
    let asked = 0;
    const change = () =>
      device.feedback?.(() => {
        asked += 1;
        return [program('desert')];
      });
    const receive = (address: string) =>
      device.receive(Uint8Array.from(message(address, '')), loopback);
    for (let i = 0; i < 100; i++) change();
    expect(asked).toBe(0);
    receive('/cyc/subscribe');
    expect(asked).toBe(1);
    // Asked for again by its renewal, nothing has changed.
    receive('/cyc/subscribe');
    expect(asked).toBe(1);
    for (let i = 0; i < 3; i++) change();
    expect(asked).toBe(4);
    collected.nowMs += 30_001;
    change();
    expect(asked).toBe(4);
    receive('/cyc/subscribe');
    receive('/cyc/unsubscribe');
    change();
    expect(asked).toBe(5);
  });

  it('sends to those whom the options name, and moves their faders', async () => {
    const fixed = await client();
    const { device } = await openDevice({ subscribers: [`127.0.0.1:${fixed.port}`] });
    device.show('osc:/1/fader1', { tally: 'off', level: 0.25, label: '' });
    device.show('osc:/1/push1', { tally: 'air', level: null, label: '' });
    device.show('osc:/1/xy1:2', { tally: 'air', level: null, label: '' });
    device.show('note/1/60', { tally: 'air', level: null, label: '' });
    await until(() => fixed.heard.length === 2);
    expect(fixed.heard).toEqual([
      ['/1/fader1', [0.25]],
      ['/1/push1', [1]],
    ]);
  });

  it('refuses those who may not give commands, and what is no port', () => {
    const { device } = collect('osc', { allow: ['10.0.0.7'] });
    const stranger = { address: '192.168.1.4', port: 9 };
    const receive = (from: RemoteAddress, ...rest: Parameters<typeof message>) =>
      device.receive(Uint8Array.from(message(...rest)), from);
    receive(stranger, '/cyc/subscribe', '');
    receive(loopback, '/cyc/subscribe', 'i', int32(70_000));
    receive(loopback, '/cyc/subscribe', 'ss', text('a'), text('b'));
    receive(loopback, '/cyc/subscribe', 'i', int32(0));
    receive({ address: '10.0.0.7', port: 9 }, '/cyc/subscribe', 'i', int32(1));
    expect(Object.fromEntries(device.counters().refused)).toEqual({ source: 1, arguments: 2 });
    expect(Object.fromEntries(device.counters().noted ?? [])).toEqual({ 'button-release': 1 });
    expect(device.counters().accepted).toBe(2);
  });

  it('with a subscriber that is no address and port is unavailable', () => {
    const status = collect('osc', { subscribers: ['tablet:9001'] }).device.status();
    expect('reason' in status && status.reason).toContain('/options/subscribers/0');
  });
});
