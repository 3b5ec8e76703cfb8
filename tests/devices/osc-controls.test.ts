import { describe, expect, it } from 'vitest';
import { type Collected, collect, loopback } from './collect.ts';
import { float32, floats, int32, message, text } from './osc-bytes.ts';

const command = { type: 'stage.blackout' };
const fader = (control: string) => ({ control, command, value: '/on' });
const key = (control: string) => ({ control, command });

function receive(bindings: object[], datagrams: number[][], options: object = {}): Collected {
  const collected = collect('osc', { bindings, ...options });
  for (const datagram of datagrams) {
    collected.device.receive(Uint8Array.from(datagram), loopback);
  }
  return collected;
}

const events = ({ controls }: Collected) => controls.map(({ kind, value }) => [kind, value]);
const refused = ({ device }: Collected) => Object.fromEntries(device.counters().refused);
const levels = (...values: number[]): number[][] =>
  values.map((value) => message('/1/fader1', 'f', float32(value)));

describe('OSC controls', () => {
  it('are levels where a binding has a value, held within 0 and 1', () => {
    const collected = receive([fader('osc:/1/fader1')], levels(0, 0.25, 1, 1.5, -2));
    expect(collected.controls.every(({ control }) => control === 'osc:/1/fader1')).toBe(true);
    expect(events(collected)).toEqual([
      ['level', 0],
      ['level', 0.25],
      ['level', 1],
      ['level', 1],
      ['level', 0],
    ]);
  });

  it('are presses and releases where it has none', () => {
    expect(events(receive([key('osc:/1/fader1')], levels(1, 0, 1, 0)))).toEqual([
      ['press', 1],
      ['release', 0],
      ['press', 1],
      ['release', 0],
    ]);
  });

  it('press once while a fader is on its way, and again where a button only ever says 1', () => {
    const dragged = receive([key('osc:/1/fader1')], levels(0, 0.25, 0.5, 1, 0.5, 0));
    expect(events(dragged)).toEqual([
      ['press', 0.25],
      ['release', 0],
    ]);
    expect(events(receive([key('osc:/1/fader1')], levels(1, 1, 1)))).toEqual([
      ['press', 1],
      ['press', 1],
      ['press', 1],
    ]);
  });

  it('are both where bindings want both', () => {
    const both = [key('osc:/1/fader1'), fader('osc:/1/fader1')];
    expect(events(receive(both, levels(1)))).toEqual([
      ['level', 1],
      ['press', 1],
    ]);
  });

  it('take integers, doubles, true and false, and press and release at a message without arguments', () => {
    const bindings = [key('osc:/a')];
    const datagrams = [
      message('/a', 'i', int32(1)),
      message('/a', 'i', int32(0)),
      message('/a', 'T'),
      message('/a', 'F'),
      message('/a', ''),
    ];
    const [press, release] = [
      ['press', 1],
      ['release', 0],
    ];
    expect(events(receive(bindings, datagrams))).toEqual([
      press,
      release,
      press,
      release,
      press,
      release,
    ]);
  });

  it('name one of several arguments by its number', () => {
    const bindings = [fader('osc:/1/xy1:1'), fader('osc:/1/xy1:2')];
    const collected = receive(bindings, [message('/1/xy1', 'ff', floats(0.25, 0.75))]);
    expect(collected.controls).toEqual([
      { control: 'osc:/1/xy1:1', kind: 'level', value: 0.25 },
      { control: 'osc:/1/xy1:2', kind: 'level', value: 0.75 },
    ]);
  });

  it('that no binding names are somebody else’s, and so are all when controls are off', () => {
    const datagrams = [...levels(1), message('/1/fader2', 'f', float32(1))];
    expect(refused(receive([key('osc:/1/fader1')], datagrams))).toEqual({ unmapped: 1 });
    const off = receive([key('osc:/1/fader1')], datagrams, { controls: false });
    expect(refused(off)).toEqual({ unmapped: 2 });
    expect(off.controls).toEqual([]);
  });

  it('with arguments that are no numbers, or not finite, are refused', () => {
    const bindings = [fader('osc:/1/fader1'), fader('osc:/1/xy1:2')];
    const collected = receive(bindings, [
      message('/1/fader1', 's', text('x')),
      message('/1/xy1', 'f', float32(1)),
      message('/1/fader1', 'f', float32(Number.NaN)),
    ]);
    expect(collected.controls).toEqual([]);
    expect(refused(collected)).toEqual({ arguments: 2, 'non-finite': 1 });
  });

  it('come from those alone who may give commands', () => {
    const collected = collect('osc', { bindings: [key('osc:/1/fader1')], interface: '0.0.0.0' });
    const [datagram] = levels(1);
    const elsewhere = { address: '10.0.0.7', port: 9 };
    collected.device.receive(Uint8Array.from(datagram!), elsewhere);
    expect(collected.controls).toEqual([]);
    const allowed = collect('osc', { bindings: [key('osc:/1/fader1')], allow: ['10.0.0.7'] });
    allowed.device.receive(Uint8Array.from(datagram!), elsewhere);
    expect(allowed.controls).toHaveLength(1);
  });
});
