import { describe, expect, it } from 'vitest';
import { binding } from '../../core/control/binding.ts';
import { dmxPlan } from '../../devices/dmx/options.ts';
import { PacketCounters } from '../../devices/packet-counters.ts';
import { encodeSacnDiscovery } from '../../devices/sacn/codec.ts';
import { sacnFactory } from '../../devices/sacn/driver.ts';
import { universesByGroup } from '../../devices/sacn/groups.ts';
import { SacnReceiver } from '../../devices/sacn/receiver.ts';
import { sacnSimulator } from '../../devices/sacn/simulator.ts';
import { loopback } from './collect.ts';
import { collectFrom, commandFor, refusedOf } from './control-fixture.ts';
import { cidA, cidB, packet, vector, watched } from './sacn-rig.ts';

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
