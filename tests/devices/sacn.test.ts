import { describe, expect, it } from 'vitest';
import { binding } from '../../core/control/binding.ts';
import { dmxPlan } from '../../devices/dmx/options.ts';
import { PacketCounters } from '../../devices/packet-counters.ts';
import {
  createSacnPacket,
  decodeSacn,
  encodeSacnData,
  encodeSacnDiscovery,
  encodeSacnSync,
  type SacnData,
  sourceName,
} from '../../devices/sacn/codec.ts';
import { sacnFactory } from '../../devices/sacn/driver.ts';
import { universesByGroup } from '../../devices/sacn/groups.ts';
import { SacnReceiver } from '../../devices/sacn/receiver.ts';
import { sacnSimulator } from '../../devices/sacn/simulator.ts';
import { bytesOf, fixtureJson, fixtureRecording, loopback } from './collect.ts';
import { collectFrom, commandFor, mutations, refusedOf } from './control-fixture.ts';
import { fuzzSeed } from './fuzz.ts';

interface Vector {
  name: string;
  hex: string;
}

const captured = fixtureRecording('sacn/captured_npm_sacn_4.6.2.jsonl').map((d) => d.bytes);
const generated = fixtureJson('sacn/generated_sync_discovery_edge.json') as Vector[];
const vector = (start: string): Uint8Array =>
  bytesOf(generated.find(({ name }) => name.startsWith(start))!.hex);

const cidA = Uint8Array.from({ length: 16 }, (_, i) => i);
const cidB = Uint8Array.from({ length: 16 }, (_, i) => 0xb0 + i);
const cidC = Uint8Array.from({ length: 16 }, (_, i) => 0xc0 + i);

/** A packet of universe 1 with these slots. */
const packet = (slots: number[], more: Partial<SacnData> = {}): Uint8Array =>
  encodeSacnData({
    cid: cidA,
    name: 'A',
    universe: 1,
    sequence: 0,
    slots: Uint8Array.from(slots),
    ...more,
  });

/** A device whose slots 1, 2 and the pair 3 and 4 of universe 1 are watched. */
function watched(...controls: object[]) {
  const bindings = [
    commandFor('slot/1/1', { value: '/a' }),
    commandFor('slot/1/2', { value: '/a' }),
    commandFor('slot16/1/3', { value: '/a' }),
    ...controls,
  ];
  const collected = collectFrom(sacnFactory, { bindings });
  let sequence = 0;
  return Object.assign(collected, {
    /** Sends the next packet of source A, or of the one in `more`. */
    send: (slots: number[], more: Partial<SacnData> = {}) => {
      sequence = (sequence + 1) & 0xff;
      collected.device.receive(packet(slots, { sequence, ...more }), loopback);
    },
    sync: (address: number, at: number, cid = cidA) =>
      collected.device.receive(encodeSacnSync(cid, at, address), loopback),
  });
}

describe('the sACN codec', () => {
  it('reads the packets of npm sacn as documented, and refuses its malformed one', () => {
    const out = createSacnPacket();
    for (const [i, sequence] of [253, 254, 255].entries()) {
      const bytes = captured[i]!;
      expect(decodeSacn(bytes, out)).toBeUndefined();
      expect(out).toMatchObject({ kind: 'data', universe: 1, priority: 100, sequence });
      expect(out).toMatchObject({ syncAddress: 0, startCode: 0, slotCount: 512 });
      expect([...bytes.subarray(126, 129)]).toEqual([255, 128, i * 10]);
      expect(sourceName(bytes)).toBe('Kiosk sACN');
    }
    expect(captured[3]).toHaveLength(639);
    expect(decodeSacn(captured[3]!, out)).toBe('length');
  });

  it('reads the constructed packets as documented', () => {
    const out = createSacnPacket();
    expect(decodeSacn(vector('sync'), out)).toBeUndefined();
    expect(out).toMatchObject({ kind: 'sync', sequence: 7, syncAddress: 7000 });
    const four = vector('data 4');
    expect(decodeSacn(four, out)).toBeUndefined();
    expect(out).toMatchObject({ kind: 'data', slotCount: 4, universe: 1 });
    expect([...four.subarray(126)]).toEqual([1, 2, 3, 4]);
    expect(sourceName(four)).toBe('Stage server');
    expect(decodeSacn(vector('preview'), out)).toBeUndefined();
    expect(out).toMatchObject({ isPreview: true, isTerminated: false, slotCount: 8 });
    expect(decodeSacn(vector('force_sync'), out)).toBeUndefined();
    expect(out).toMatchObject({ isForceSync: true, isPreview: false, syncAddress: 7000 });
    expect(decodeSacn(vector('priority'), out)).toBe('priority');
  });

  it('writes the constructed packets byte for byte', () => {
    expect(encodeSacnSync(cidA, 7, 7000)).toEqual(vector('sync'));
    const four = { name: 'Stage server', priority: 100 };
    expect(packet([1, 2, 3, 4], four)).toEqual(vector('data 4'));
  });

  it('reads back what it writes, with names cut between characters', () => {
    const out = createSacnPacket();
    const name = `${'x'.repeat(62)}é`;
    const more = { name, universe: 63_999, priority: 0, sequence: 200, syncAddress: 5 };
    const bytes = packet([9, 8], { ...more, options: 0x60, startCode: 0xdd });
    expect(decodeSacn(bytes, out)).toBeUndefined();
    const { name: _name, ...numbers } = more;
    expect(out).toMatchObject({ ...numbers, startCode: 0xdd, slotCount: 2 });
    expect(out).toMatchObject({ isPreview: false, isTerminated: true, isForceSync: true });
    expect(sourceName(bytes)).toBe('x'.repeat(62));
    const discovery = encodeSacnDiscovery(cidB, 'B', [1, 2, 300]);
    expect(discovery).toHaveLength(126);
    expect(decodeSacn(discovery, out)).toBeUndefined();
    expect(out.kind).toBe('discovery');
  });

  it('takes the end of a stream without any values, and nothing else without a start code', () => {
    const out = createSacnPacket();
    const bare = (options: number): Uint8Array => {
      const bytes = packet([], { options }).slice(0, 125);
      const view = new DataView(bytes.buffer);
      for (const at of [16, 38, 115]) view.setUint16(at, 0x7000 | (125 - at));
      view.setUint16(123, 0);
      return bytes;
    };
    expect(decodeSacn(bare(0x40), out)).toBeUndefined();
    expect(out).toMatchObject({ isTerminated: true, slotCount: 0 });
    expect(decodeSacn(bare(0), out)).toBe('length');
  });

  it('refuses universes and synchronisation addresses that do not exist', () => {
    const out = createSacnPacket();
    expect(decodeSacn(packet([1], { universe: 0 }), out)).toBe('universe');
    expect(decodeSacn(packet([1], { universe: 64_000 }), out)).toBe('universe');
    expect(decodeSacn(encodeSacnSync(cidA, 1, 0), out)).toBe('sync-address');
    const other = vector('sync');
    other[21] = 9;
    expect(decodeSacn(other, out)).toBe('vector');
    expect(
      decodeSacn(
        Uint8Array.from({ length: 200 }, () => 7),
        out,
      ),
    ).toBe('type');
  });
});

describe('slots as controls', () => {
  it('tell their level when it changes, and nothing while it stays', () => {
    const { send, controls } = watched();
    send([0, 255, 0x12, 0x34]);
    expect(controls.splice(0)).toEqual([
      { control: 'slot/1/1', kind: 'level', value: 0 },
      { control: 'slot/1/2', kind: 'level', value: 1 },
      { control: 'slot16/1/3', kind: 'level', value: 0x1234 / 65535 },
    ]);
    send([0, 255, 0x12, 0x34, 99]);
    expect(controls).toEqual([]);
    send([51, 255, 0x12, 0x35]);
    expect(controls).toEqual([
      { control: 'slot/1/1', kind: 'level', value: 0.2 },
      { control: 'slot16/1/3', kind: 'level', value: 0x1235 / 65535 },
    ]);
  });

  it('press above half and release below 45 %, but never by what stands there at first', () => {
    const { send, controls } = watched(commandFor('slot/1/5'));
    const keys = (level: number): string[] => {
      controls.length = 0;
      send([0, 0, 0, 0, level]);
      return controls.filter(({ kind }) => kind !== 'level').map(({ kind }) => kind);
    };
    expect(keys(255)).toEqual([]);
    expect(keys(114)).toEqual(['release']);
    expect(keys(127)).toEqual([]);
    expect(keys(128)).toEqual(['press']);
    expect(keys(115)).toEqual([]);
    expect(keys(200)).toEqual([]);
    expect(keys(0)).toEqual(['release']);
  });

  it('of momentary bindings follow the console at once', () => {
    const { send, controls } = watched(commandFor('slot/1/5', { press: 'momentary' }));
    send([0, 0, 0, 0, 255]);
    expect(controls.at(-1)).toEqual({ control: 'slot/1/5', kind: 'press', value: 1 });
  });

  it('that only set a value are never pressed, as a press would set it to its end', () => {
    const { send, controls } = watched();
    for (const level of [0, 200, 0]) send([level, 0, 0, 0]);
    expect(controls.every(({ kind }) => kind === 'level')).toBe(true);
  });

  it('keep their value while no packet is long enough to carry them', () => {
    const { send, controls } = watched();
    send([10, 20, 30, 40]);
    controls.length = 0;
    send([11]);
    expect(controls.map(({ control }) => control)).toEqual(['slot/1/1']);
    send([11, 20, 30]);
    expect(controls).toHaveLength(1);
  });

  it('are those that bindings name well; other names are in the status', async () => {
    const strange = ['slot/1/513', 'slot16/1/512', 'slot/0/1', 'note/1/60'].map((c) =>
      commandFor(c),
    );
    const { device } = watched(...strange);
    await device.open();
    const status = device.status();
    expect(status).toMatchObject({ state: 'open' });
    const detail = 'detail' in status ? status.detail : '';
    expect(detail).toContain('"slot/1/513", "slot16/1/512", "slot/0/1", "note/1/60"');
    expect(detail).toContain('universe 1: nobody');
    await device.close();
  });
});

describe('sACN sequence numbers', () => {
  it('drop a packet that is 0 to 19 behind, and take one from further back as a new start', () => {
    const { device, controls } = watched();
    const at = (sequence: number, level: number): void =>
      device.receive(packet([level], { sequence }), loopback);
    at(100, 1);
    at(100, 2);
    at(81, 3);
    expect(controls).toHaveLength(1);
    expect(refusedOf(device)).toEqual({ sequence: 2 });
    at(80, 4);
    at(81, 5);
    expect(controls.map(({ value }) => Math.round(value * 255))).toEqual([1, 4, 5]);
  });

  it('count over the end, and anew after a silence', () => {
    const collected = watched();
    const at = (sequence: number, level: number): void =>
      collected.device.receive(packet([level], { sequence }), loopback);
    at(255, 1);
    at(0, 2);
    expect(collected.controls).toHaveLength(2);
    collected.nowMs += 2501;
    at(0, 3);
    expect(collected.controls).toHaveLength(3);
  });

  it('are counted for each source and universe', () => {
    const collected = collectFrom(sacnFactory, {
      bindings: [commandFor('slot/1/1'), commandFor('slot/2/1')],
    });
    for (const cid of [cidA, cidB]) {
      for (const universe of [1, 2]) {
        collected.device.receive(packet([1], { cid, universe, sequence: 9 }), loopback);
      }
    }
    expect(collected.device.counters().accepted).toBe(4);
  });
});

describe('several sACN sources', () => {
  const level = (collected: { controls: { control: string; value: number }[] }): number =>
    Math.round((collected.controls.findLast((e) => e.control === 'slot/1/1')?.value ?? -1) * 255);

  it('of one priority are merged by the highest value, pairs as pairs', () => {
    const desk = watched();
    desk.send([10, 200, 0x01, 0x00]);
    desk.send([20, 100, 0x00, 0xff], { cid: cidB });
    expect(desk.controls.map(({ control, value }) => [control, value])).toEqual([
      ['slot/1/1', 10 / 255],
      ['slot/1/2', 200 / 255],
      ['slot16/1/3', 0x0100 / 65535],
      ['slot/1/1', 20 / 255],
    ]);
  });

  it('of a higher priority win, whatever they send; 0 is a priority', () => {
    const desk = watched();
    desk.send([200], { priority: 0 });
    expect(level(desk)).toBe(200);
    desk.send([10], { cid: cidB, priority: 1 });
    expect(level(desk)).toBe(10);
    desk.send([100], { priority: 2 });
    expect(level(desk)).toBe(100);
    desk.send([255], { priority: 201 });
    expect(level(desk)).toBe(100);
    expect(refusedOf(desk.device)).toEqual({ priority: 1 });
  });

  it('that end their stream hand over at once, and their last packets make no new source', () => {
    const desk = watched();
    desk.send([200], { priority: 150 });
    desk.send([10], { cid: cidB });
    expect(level(desk)).toBe(200);
    for (let i = 0; i < 3; i += 1) desk.send([], { priority: 150, options: 0x40 });
    expect(level(desk)).toBe(10);
    expect(desk.device.counters().noted?.get('terminated')).toBe(3);
    expect(desk.device.counters().refused.size).toBe(0);
  });

  it('that fall silent hand over after 2.5 s, once the other is still heard', () => {
    const desk = watched();
    desk.send([200], { priority: 150 });
    for (let i = 0; i < 30; i += 1) {
      desk.nowMs += 100;
      desk.send([10], { cid: cidB });
      expect(level(desk)).toBe(i < 25 ? 200 : 10);
    }
  });

  it('that fall silent together take nothing over from each other', () => {
    const desk = watched();
    const low = (): void => desk.send([5], { cid: cidC, priority: 1 });
    desk.send([200], { priority: 150 });
    desk.nowMs += 900;
    desk.send([10], { cid: cidB });
    desk.nowMs += 1700;
    low();
    expect(level(desk)).toBe(200);
    desk.nowMs += 900;
    low();
    const told = desk.controls.filter(({ control }) => control === 'slot/1/1');
    expect(told.map(({ value }) => Math.round(value * 255))).toEqual([200, 5]);
  });

  it('leave every value as it is when the last of them is lost', () => {
    const desk = watched(commandFor('slot/1/5', { press: 'momentary' }));
    desk.send([200, 0, 0, 0, 255]);
    desk.controls.length = 0;
    desk.nowMs += 60_000;
    desk.send([200, 0, 0, 0, 255], { cid: cidB });
    expect(desk.controls).toEqual([]);
  });

  it('are 16 at most, until one is lost', () => {
    const desk = watched();
    const from = (i: number): void =>
      desk.send([i], { cid: Uint8Array.from({ length: 16 }, () => i) });
    for (let i = 1; i <= 17; i += 1) from(i);
    expect(refusedOf(desk.device)).toEqual({ sources: 1 });
    desk.nowMs += 2501;
    from(17);
    expect(level(desk)).toBe(17);
  });

  it('are named in the status, and told when they come and go', async () => {
    const desk = watched();
    await desk.device.open();
    const before = desk.statusChanges;
    desk.send([1], { name: 'Kiosk\u0007 sACN', priority: 120 });
    expect(desk.statusChanges).toBe(before + 1);
    const detail = (): string => {
      const status = desk.device.status();
      return 'detail' in status ? status.detail : '';
    };
    expect(detail()).toContain('universe 1: "Kiosk sACN" (priority 120)');
    desk.nowMs += 2501;
    expect(detail()).toContain('(priority 120, silent)');
    desk.send([], { options: 0x40 });
    expect(detail()).toContain('universe 1: nobody');
    await desk.device.close();
  });
});

describe('what must not drive anything', () => {
  it('is preview data, other start codes, and universes that nobody asked for', () => {
    const { device, send, controls } = watched();
    device.receive(vector('preview'), loopback);
    send([1], { startCode: 0xdd });
    send([1], { universe: 2 });
    expect(controls).toEqual([]);
    expect(refusedOf(device)).toEqual({ preview: 1, 'start-code': 1, 'other-universe': 1 });
  });

  it('is what senders give that may not command', () => {
    const options = { interface: '127.0.0.1', bindings: [commandFor('slot/1/1')] };
    const { device, controls } = collectFrom(sacnFactory, options);
    device.receive(packet([255]), { address: '10.0.0.9', port: 5568 });
    expect(controls).toEqual([]);
    expect(refusedOf(device)).toEqual({ source: 1 });
  });

  it('is a packet that came by another universe’s group', () => {
    const counters = new PacketCounters();
    const taken: string[] = [];
    const sink = {
      sample: () => {},
      command: () => {},
      control: ({ control }: { control: string }) => void taken.push(control),
    };
    const bindings = [
      binding.parse(commandFor('slot/1/1')),
      binding.parse(commandFor('slot/258/1')),
    ];
    const plan = dmxPlan([], bindings, [1, 63_999]);
    const context = { nowMs: () => 0, sink, onStatus: () => {} };
    const receiver = new SacnReceiver(context, counters, plan, universesByGroup([1, 258, 7000]));
    const rights = { pose: true, command: true };
    const by = (bytes: Uint8Array, group: string): void =>
      receiver.handle(bytes, loopback, 0, rights, group);
    by(packet([1]), '239.255.0.1');
    by(packet([1], { universe: 258 }), '239.255.1.2');
    by(vector('sync'), '239.255.27.88');
    by(encodeSacnDiscovery(cidA, 'A', [1]), '239.255.250.214');
    expect(counters.accepted).toBe(4);
    expect(counters.noted.get('discovery')).toBe(1);
    by(packet([2], { sequence: 1 }), '239.255.1.2');
    by(vector('sync'), '239.255.0.1');
    expect(Object.fromEntries(counters.refused)).toEqual({ group: 2 });
    expect(taken).toEqual(['slot/1/1', 'slot/258/1']);
  });
});

describe('sACN synchronisation', () => {
  const levels = (desk: { controls: { value: number }[] }): number[] =>
    desk.controls.splice(0).map(({ value }) => Math.round(value * 255));

  it('begins with the first packet at an address that slots have named, and then holds them', () => {
    const desk = watched();
    desk.send([1], { syncAddress: 7000 });
    expect(levels(desk)).toEqual([1]);
    expect(desk.device.counters().noted?.get('sync-never-heard')).toBe(1);
    desk.device.receive(vector('sync'), loopback);
    desk.send([2], { syncAddress: 7000 });
    desk.send([3], { syncAddress: 7000 });
    expect(levels(desk)).toEqual([]);
    desk.sync(7001, 8);
    expect(levels(desk)).toEqual([]);
    desk.sync(7000, 8);
    expect(levels(desk)).toEqual([3]);
  });

  it('ends with slots that name no address: they count at once, and overtake what waits', () => {
    const desk = watched();
    desk.send([1], { syncAddress: 9 });
    desk.sync(9, 1);
    desk.send([2], { syncAddress: 9 });
    desk.send([3]);
    expect(levels(desk)).toEqual([1, 3]);
    desk.sync(9, 2);
    expect(levels(desk)).toEqual([]);
  });

  it('when lost keeps slots waiting until it is back, unless they force it', () => {
    const desk = watched();
    desk.send([1], { syncAddress: 9 });
    desk.sync(9, 1);
    desk.nowMs += 2400;
    desk.send([2], { syncAddress: 9, options: 0x20 });
    expect(levels(desk)).toEqual([1]);
    desk.nowMs += 200;
    desk.send([3], { syncAddress: 9 });
    expect(levels(desk)).toEqual([]);
    desk.send([4], { syncAddress: 9, options: 0x20 });
    expect(levels(desk)).toEqual([4]);
    desk.send([5], { syncAddress: 9 });
    desk.sync(9, 1);
    expect(levels(desk)).toEqual([5]);
  });

  it('drops synchronisation packets that come late, each sender counting for itself', () => {
    const desk = watched();
    desk.send([1], { syncAddress: 9 });
    desk.sync(9, 10);
    desk.send([2], { syncAddress: 9 });
    desk.sync(9, 10);
    expect(levels(desk)).toEqual([1]);
    expect(refusedOf(desk.device)).toEqual({ sequence: 1 });
    desk.sync(9, 10, cidB);
    expect(levels(desk)).toEqual([2]);
  });
});

describe('2000 mutated sACN packets', () => {
  it(`are each counted, and none throws (CYCLORAMA_SEED=${fuzzSeed})`, () => {
    const valid = [
      ...captured,
      ...generated.map(({ hex }) => bytesOf(hex)),
      encodeSacnDiscovery(cidA, 'A', [1, 2]),
      packet([], { options: 0x40 }),
    ];
    const { device, controls } = watched();
    mutations(2000, valid, (bytes) => device.receive(bytes, loopback));
    const { accepted, refused } = device.counters();
    const counted = [...refused.values()].reduce((sum, count) => sum + count, accepted);
    expect(counted).toBe(2000);
    expect(accepted).toBeGreaterThan(50);
    expect(refused.get('internal')).toBeUndefined();
    expect(controls.every(({ value }) => value >= 0 && value <= 1)).toBe(true);
  });
});

describe('the sACN simulator', () => {
  it('sends packets that the device takes: fades, a pair, and a cue', () => {
    const { device, controls } = watched(commandFor('slot/1/4'));
    const simulator = sacnSimulator({ cid: cidA, universe: 1 });
    for (let i = 0; i < 441; i += 1) {
      for (const bytes of simulator(i)) device.receive(bytes, loopback);
    }
    expect(device.counters().refused.size).toBe(0);
    expect(device.counters().noted?.get('discovery')).toBe(2);
    const of = (control: string, kind: string) =>
      controls.filter((event) => event.control === control && event.kind === kind);
    expect(Math.max(...of('slot/1/1', 'level').map(({ value }) => value))).toBe(1);
    expect(of('slot/1/4', 'press')).toHaveLength(1);
    expect(of('slot/1/4', 'release')).toHaveLength(1);
  });
});
