import { describe, expect, it } from 'vitest';
import {
  createTslDisplay,
  decodeTsl,
  encodeTslV3,
  encodeTslV5,
  type TslDisplay,
  type TslFault,
  tslText,
} from '../../devices/tsl/codec.ts';
import { tslFactory } from '../../devices/tsl/driver.ts';
import { tslSimulator } from '../../devices/tsl/simulator.ts';
import { loopback } from './collect.ts';
import { collectFrom, commandFor, mutations, refusedOf } from './control-fixture.ts';
import { fuzzSeed } from './fuzz.ts';

type Read = TslDisplay & { shown: string };

function read(bytes: Uint8Array): { fault: TslFault | undefined; displays: Read[] } {
  const displays: Read[] = [];
  const fault = decodeTsl(bytes, createTslDisplay(), (display, from) =>
    displays.push({ ...display, shown: tslText(display, from) }),
  );
  return { fault, displays };
}

const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')];
const utf16 = (text: string): number[] => [...Buffer.from(text, 'utf16le')];

/** v3.1 of address 5: tallies 2 and 4, full brightness. */
const v3 = Uint8Array.from([0x85, 0b0011_1010, ...ascii('CAM 5           ')]);
/** v5 of screen 1: index 2, right red, left amber, brightness 3; index 300, text green. */
const v5 = Uint8Array.from(
  [26, 0, 0, 0, 1, 0]
    .concat([2, 0, 0b1111_0001, 0, 5, 0], ascii('CAM 2'))
    .concat([0x2c, 1, 0b0000_1000, 0, 5, 0], ascii('VTR B')),
);
v5[0] = v5.length - 2;

/** The wrapper for byte streams. */
const wrapped = (bytes: Uint8Array): Uint8Array =>
  Uint8Array.from([0xfe, 0x02, ...[...bytes].flatMap((b) => (b === 0xfe ? [b, b] : [b]))]);

/** A device with keys on these controls. */
const keysOn = (controls: string[], more: object = {}, press = 'fire') =>
  collectFrom(tslFactory, { bindings: controls.map((c) => commandFor(c, { press })), ...more });

describe('the TSL UMD codec', () => {
  it('reads a v3.1 message', () => {
    const { fault, displays } = read(v3);
    expect(fault).toBeUndefined();
    expect(displays).toMatchObject([
      { version: 3, index: 5, tallies: 0b1010, brightness: 3, shown: 'CAM 5' },
    ]);
  });

  it('reads every display of a v5 packet', () => {
    const { fault, displays } = read(v5);
    expect(fault).toBeUndefined();
    expect(displays).toMatchObject([
      { version: 5, screen: 1, index: 2, tallies: 0b110001, brightness: 3, shown: 'CAM 2' },
      { version: 5, screen: 1, index: 300, tallies: 0b001000, brightness: 0, shown: 'VTR B' },
    ]);
  });

  it('reads UTF-16 where the flag says so', () => {
    const text = utf16('KÄM 愛');
    const bytes = Uint8Array.from([0, 0, 0, 1, 0, 0, 7, 0, 0, 0, text.length, 0, ...text]);
    bytes[0] = bytes.length - 2;
    expect(read(bytes).displays).toMatchObject([{ index: 7, shown: 'KÄM 愛' }]);
  });

  it('unwraps what is meant for byte streams, with 0xFE doubled', () => {
    const bytes = Uint8Array.from(v5);
    bytes[6] = 0xfe;
    expect(wrapped(bytes)).toHaveLength(bytes.length + 3);
    expect(read(wrapped(bytes)).displays.map(({ index }) => index)).toEqual([0xfe, 300]);
  });

  it('takes address 126 with tally 2 for v3.1, although it begins like the wrapper', () => {
    const bytes = encodeTslV3(126, 2, 'CAM');
    expect([bytes[0], bytes[1]! & 0x0f]).toEqual([0xfe, 2]);
    bytes[1] = 0x02;
    expect(read(bytes).displays).toMatchObject([{ version: 3, index: 126, tallies: 2 }]);
  });

  it('reads back what it writes', () => {
    expect(encodeTslV3(5, 0b1010, 'CAM 5')).toEqual(v3);
    expect(read(encodeTslV3(0, 15, 'a text of more than sixteen')).displays).toMatchObject([
      { index: 0, tallies: 15, shown: 'a text of more t' },
    ]);
    const displays = [
      { index: 0, tallies: 0b011011, text: 'ONE' },
      { index: 65_534, tallies: 0, text: '' },
    ];
    expect(read(encodeTslV5(9, displays)).displays).toMatchObject([
      { screen: 9, index: 0, tallies: 0b011011, shown: 'ONE', isUtf16: false },
      { screen: 9, index: 65_534, tallies: 0, shown: '', isUtf16: false },
    ]);
    const wide = encodeTslV5(0, [{ index: 1, tallies: 1, text: '愛' }]);
    expect(read(wide).displays).toMatchObject([{ shown: '愛', isUtf16: true }]);
  });

  it('refuses a packet whole when anything in it is wrong', () => {
    const cut = Uint8Array.from(v5);
    cut[10] = 6;
    expect(read(cut)).toEqual({ fault: 'length', displays: [] });
    const control = Uint8Array.from(v5);
    control[3] = 2;
    expect(read(control)).toEqual({ fault: 'screen-control', displays: [] });
    expect(read(v5.slice(0, 20))).toEqual({ fault: 'type', displays: [] });
    expect(read(v3.slice(0, 17))).toEqual({ fault: 'length', displays: [] });
    expect(read(new Uint8Array(0))).toEqual({ fault: 'type', displays: [] });
    const highest = Uint8Array.from(v3);
    highest[0] = 0xff;
    expect(read(highest)).toEqual({ fault: 'type', displays: [] });
  });
});

describe('tallies as controls', () => {
  it('of v3.1 press and release as they go on and off', () => {
    const { device, controls } = keysOn(['tally/5/1', 'tally/5/2', 'tally/5/4']);
    for (const tallies of [0, 0b0001, 0b0001, 0b1010, 0b1000]) {
      device.receive(encodeTslV3(5, tallies, 'CAM 5'), loopback);
    }
    expect(controls).toEqual([
      { control: 'tally/5/1', kind: 'press', value: 1 },
      { control: 'tally/5/1', kind: 'release', value: 0 },
      { control: 'tally/5/2', kind: 'press', value: 1 },
      { control: 'tally/5/4', kind: 'press', value: 1 },
      { control: 'tally/5/2', kind: 'release', value: 0 },
    ]);
  });

  it('of v5 carry their colour, and press each light by itself', () => {
    const names = ['right', 'right/red', 'right/green', 'text', 'left'];
    const { device, controls } = keysOn(names.map((name) => `tally/2/${name}`));
    const send = (tallies: number): string[] => {
      controls.length = 0;
      device.receive(encodeTslV5(0, [{ index: 2, tallies, text: '' }]), loopback);
      return controls.map(({ control, kind, value }) => `${control.slice(8)} ${kind} ${value}`);
    };
    expect(send(0)).toEqual([]);
    expect(send(1)).toEqual(['right press 1', 'right/red press 1']);
    expect(send(2)).toEqual(['right press 2', 'right/red release 0', 'right/green press 1']);
    expect(send(3)).toEqual(['right press 3', 'right/red press 1']);
    expect(send(0b110100)).toEqual([
      'right release 0',
      'right/red release 0',
      'right/green release 0',
      'text press 1',
      'left press 3',
    ]);
  });

  it('that are lit at first press momentary bindings alone', () => {
    const lit = encodeTslV3(5, 1, '');
    const fires = keysOn(['tally/5/1']);
    fires.device.receive(lit, loopback);
    expect(fires.controls).toEqual([]);
    const follows = keysOn(['tally/5/1'], {}, 'momentary');
    follows.device.receive(lit, loopback);
    expect(follows.controls).toEqual([{ control: 'tally/5/1', kind: 'press', value: 1 }]);
  });

  it('of both versions do not meddle with each other', () => {
    const { device, controls } = keysOn(['tally/2/1', 'tally/2/right'], {}, 'momentary');
    device.receive(encodeTslV3(2, 1, ''), loopback);
    device.receive(encodeTslV5(0, [{ index: 2, tallies: 0, text: '' }]), loopback);
    device.receive(encodeTslV3(2, 1, ''), loopback);
    expect(controls).toEqual([{ control: 'tally/2/1', kind: 'press', value: 1 }]);
  });

  it('of another screen, of control data and of every display at once are left out', () => {
    const { device, controls } = keysOn(['tally/2/right'], { screen: 1 }, 'momentary');
    const send = (screen: number, index: number): Uint8Array =>
      encodeTslV5(screen, [{ index, tallies: 1, text: '' }]);
    device.receive(send(2, 2), loopback);
    device.receive(send(1, 0xffff), loopback);
    const control = send(1, 2);
    control[9] = 0x80;
    device.receive(control, loopback);
    expect(controls).toEqual([]);
    expect(Object.fromEntries(device.counters().noted ?? [])).toEqual({
      'other-screen': 1,
      'every-display': 1,
      'control-data': 1,
    });
    device.receive(send(0xffff, 2), loopback);
    expect(controls).toHaveLength(1);
  });

  it('drive nothing from senders that may not command', () => {
    const { device, controls } = keysOn(['tally/5/1'], { interface: '127.0.0.1' }, 'momentary');
    device.receive(encodeTslV3(5, 1, ''), { address: '10.0.0.9', port: 8900 });
    expect(controls).toEqual([]);
    expect(refusedOf(device)).toEqual({ source: 1 });
  });

  it('show their texts in the status', async () => {
    const { device } = keysOn([]);
    await device.open();
    device.receive(v5, loopback);
    device.receive(v3, loopback);
    const status = device.status();
    expect('detail' in status && status.detail).toContain('2 "CAM 2", 5 "CAM 5", 300 "VTR B"');
    device.receive(encodeTslV3(5, 0, 'SONG'), loopback);
    const later = device.status();
    expect('detail' in later && later.detail).toContain('5 "SONG"');
    await device.close();
  });
});

describe('2000 mutated TSL messages', () => {
  it(`are each counted, and none throws (CYCLORAMA_SEED=${fuzzSeed})`, () => {
    const { device, controls } = keysOn(['tally/5/1', 'tally/2/right', 'tally/2/left/red']);
    const many = encodeTslV5(
      0,
      Array.from({ length: 60 }, (_, index) => ({ index, tallies: index, text: `CAM ${index}` })),
    );
    mutations(2000, [v3, v5, wrapped(v5), many], (bytes) => device.receive(bytes, loopback));
    const { accepted, refused } = device.counters();
    const counted = [...refused.values()].reduce((sum, count) => sum + count, accepted);
    expect(counted).toBe(2000);
    expect(accepted).toBeGreaterThan(200);
    expect(refused.get('internal')).toBeUndefined();
    expect(controls.every(({ value }) => value >= 0 && value <= 3)).toBe(true);
  });
});

describe('the TSL simulator', () => {
  it.each([3, 5] as const)('cuts from camera to camera in version %i', (version) => {
    const onAir = version === 3 ? 'tally/2/1' : 'tally/2/left/red';
    const { device, controls } = keysOn([onAir]);
    const simulator = tslSimulator({ version });
    for (let i = 0; i < 480; i += 1) {
      for (const bytes of simulator(i)) device.receive(bytes, loopback);
    }
    expect(device.counters().refused.size).toBe(0);
    expect(controls.map(({ kind }) => kind)).toEqual(['press', 'release']);
  });
});
