import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { showSchema } from '../../core/show/show-schema.ts';
import { initialState } from '../../core/show/state.ts';
import type { FeedbackItem, RemoteAddress } from '../../devices/device.ts';
import { readArguments } from '../../devices/osc/arguments.ts';
import { FeedbackClients } from '../../devices/osc/feedback.ts';
import { createOscMessage, locateMessage } from '../../devices/osc/message.ts';
import { OscDevice } from '../../devices/osc/osc-device.ts';
import { feedbackFromShow } from '../../devices/osc/show-feedback.ts';
import { collect, loopback, until } from './collect.ts';
import { int32, message, text } from './osc-bytes.ts';

const pad: RemoteAddress = { address: '10.0.0.5', port: 9001 };
const desk: RemoteAddress = { address: '10.0.0.6', port: 9001 };
const program = (id: string): FeedbackItem => ({ address: '/cyc/state/program', args: [id] });
const blackout = (on: boolean): FeedbackItem => ({
  address: '/cyc/state/inhibit/blackout',
  args: [on],
});

function decoded(bytes: Uint8Array): [address: string, args: unknown] {
  const located = createOscMessage();
  expect(locateMessage(bytes, 0, bytes.length, located)).toBeUndefined();
  const { addressStart, addressEnd } = located;
  return [
    new TextDecoder().decode(bytes.subarray(addressStart, addressEnd)),
    readArguments(located),
  ];
}

/** Clients on a clock that stands unless a test moves it, and what they were sent. */
function clients() {
  const sent: { to: string; said: [address: string, args: unknown] }[] = [];
  const feedback = new FeedbackClients((bytes, { address }) => {
    sent.push({ to: address, said: decoded(bytes) });
  });
  const take = (nowMs: number) => {
    feedback.flush(nowMs);
    return sent.splice(0);
  };
  const saidTo = (address: string, nowMs: number) =>
    take(nowMs).flatMap(({ to, said }) => (to === address ? [said] : []));
  return { feedback, take, saidTo };
}

describe('OSC feedback', () => {
  it('is everything at first, and then what has changed', () => {
    const { feedback, saidTo } = clients();
    feedback.state([program('desert'), blackout(false)]);
    feedback.subscribe(pad, '', 0);
    expect(saidTo(pad.address, 0)).toEqual([
      ['/cyc/state/program', ['desert']],
      ['/cyc/state/inhibit/blackout', [0]],
    ]);
    feedback.state([program('desert'), blackout(true)]);
    expect(saidTo(pad.address, 1000)).toEqual([['/cyc/state/inhibit/blackout', [1]]]);
    feedback.state([program('desert'), blackout(true)]);
    expect(saidTo(pad.address, 2000)).toEqual([]);
  });

  it('is only what a client’s prefix asks for', () => {
    const { feedback, saidTo } = clients();
    feedback.state([program('desert'), blackout(false)]);
    feedback.subscribe(pad, '/cyc/state/inhibit', 0);
    expect(saidTo(pad.address, 0)).toEqual([['/cyc/state/inhibit/blackout', [0]]]);
    feedback.state([program('street'), blackout(false)]);
    expect(saidTo(pad.address, 1000)).toEqual([]);
  });

  it('ends with the lease, which a renewal lengthens, saying everything again', () => {
    const { feedback, saidTo, take } = clients();
    feedback.state([program('a')]);
    feedback.subscribe(pad, '', 0);
    feedback.subscribe(desk, '', 0);
    expect(take(0)).toHaveLength(2);
    feedback.subscribe(pad, '', 29_000);
    expect(saidTo(pad.address, 29_000)).toEqual([['/cyc/state/program', ['a']]]);
    feedback.state([program('b')]);
    expect(take(30_000).map(({ to }) => to)).toEqual([pad.address]);
    feedback.state([program('c')]);
    expect(take(58_999).map(({ to }) => to)).toEqual([pad.address]);
    feedback.state([program('d')]);
    expect(take(59_000)).toEqual([]);
    expect(feedback.count).toBe(0);
  });

  it('ends when a client unsubscribes', () => {
    const { feedback, take } = clients();
    feedback.subscribe(pad, '', 0);
    feedback.unsubscribe(pad);
    feedback.state([program('a')]);
    expect(take(0)).toEqual([]);
  });

  it('goes to 32 clients at most, until one has gone', () => {
    const { feedback } = clients();
    const client = (i: number): RemoteAddress => ({ address: '10.0.0.5', port: 9000 + i });
    for (let i = 0; i < 32; i += 1) expect(feedback.subscribe(client(i), '', 0)).toBe(true);
    expect(feedback.subscribe(client(32), '', 0)).toBe(false);
    expect(feedback.subscribe(client(31), '', 0)).toBe(true);
    feedback.unsubscribe(client(4));
    expect(feedback.subscribe(client(32), '', 0)).toBe(true);
    expect(feedback.subscribe(client(33), '', 30_000)).toBe(true);
  });

  it('is sent 20 times a second at most, the newest value only', () => {
    const { feedback, take } = clients();
    feedback.subscribe(pad, '', 0);
    const said: unknown[] = [];
    for (let ms = 0; ms < 1000; ms += 1) {
      feedback.state([{ address: '/cyc/state/x', args: [ms] }]);
      said.push(...take(ms).map(({ said: [, args] }) => args));
    }
    expect(said).toEqual(Array.from({ length: 20 }, (_, i) => [50 * i]));
    expect(feedback.flush(1000)).toBe(Number.POSITIVE_INFINITY);
  });

  it('says when there is more to send', () => {
    const { feedback } = clients();
    expect(feedback.flush(0)).toBe(Number.POSITIVE_INFINITY);
    feedback.subscribe(pad, '', 0);
    feedback.state([program('a')]);
    expect(feedback.flush(0)).toBe(Number.POSITIVE_INFINITY);
    feedback.state([program('b')]);
    expect(feedback.flush(20)).toBe(30);
    expect(feedback.flush(50)).toBe(Number.POSITIVE_INFINITY);
  });

  it('that is much is spread over several sendings, and nothing is left out', () => {
    const { feedback, take } = clients();
    feedback.subscribe(pad, '', 0);
    feedback.state(Array.from({ length: 100 }, (_, i) => ({ address: `/v/${i}`, args: [i] })));
    const counts = [0, 50, 100, 150, 200].map((ms) => take(ms).length);
    expect(counts).toEqual([32, 32, 32, 4, 0]);
  });

  it('forgets what is no longer in the state, and keeps what a surface’s controls show', () => {
    const { feedback, saidTo } = clients();
    feedback.put({ address: '/1/fader1', args: [0.5] });
    feedback.state([program('a'), { address: '/cyc/state/program/params/haze', args: [0.25] }]);
    feedback.state([program('b')]);
    feedback.subscribe(pad, '', 0);
    expect(saidTo(pad.address, 0)).toEqual([
      ['/1/fader1', [0.5]],
      ['/cyc/state/program', ['b']],
    ]);
  });

  it('carries text in UTF-8, numbers as floats and switches as 1 and 0', () => {
    const { feedback, saidTo } = clients();
    feedback.subscribe(pad, '', 0);
    feedback.state([{ address: '/x', args: ['Wüste', 0.1, true, false, '', 'four'] }]);
    expect(saidTo(pad.address, 0)).toEqual([['/x', ['Wüste', Math.fround(0.1), 1, 0, '', 'four']]]);
  });
});

describe('the show as feedback', () => {
  it('says what is on program and preview, what is inhibited and the parameters', () => {
    const show = showSchema.parse({
      format: 1,
      cameras: [{ id: 'A', source: { device: 'd', subject: '1' } }],
      environments: [
        {
          id: 'desert',
          name: 'Desert noon',
          kind: 'scene',
          source: 'desert',
          params: { 'sun height': 60 },
        },
        { id: 'street', kind: 'scene', source: 'street', params: { rain: true } },
      ],
    });
    const state = initialState(show, 0);
    const held = {
      ...state,
      inhibits: {
        ...state.inhibits,
        blackout: { on: true, k: 5 },
        pattern: { pattern: 'grid' as const, output: 'main-1' },
        holdTracking: ['A'],
      },
    };
    expect(feedbackFromShow(held)).toEqual([
      { address: '/cyc/state/program', args: ['desert', 'Desert noon'] },
      { address: '/cyc/state/preview', args: ['street', ''] },
      { address: '/cyc/state/transition', args: ['none', 0] },
      { address: '/cyc/state/inhibit/blackout', args: [true] },
      { address: '/cyc/state/inhibit/freeze', args: [false] },
      { address: '/cyc/state/inhibit/safeLook', args: [false] },
      { address: '/cyc/state/inhibit/identify', args: [false] },
      { address: '/cyc/state/inhibit/frameCode', args: [false] },
      { address: '/cyc/state/inhibit/pattern', args: ['grid', 'main-1'] },
      { address: '/cyc/state/holdTracking/A', args: [true] },
      { address: '/cyc/state/rolling', args: [false] },
      { address: '/cyc/state/program/params/sun_height', args: [60] },
      { address: '/cyc/state/preview/params/rain', args: [true] },
    ]);
  });
});

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
