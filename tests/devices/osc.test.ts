import { describe, expect, it } from 'vitest';
import { readArguments } from '../../devices/osc/arguments.ts';
import { createOscMessage, locateMessage } from '../../devices/osc/message.ts';
import { type Collected, collect, fixtureRecording, loopback } from './collect.ts';
import {
  blob,
  bundle,
  float32,
  float64,
  floats,
  int32,
  int64,
  message,
  text,
} from './osc-bytes.ts';

const pose = (address = '/cyc/camera/A/pose', x = 1): number[] =>
  message(address, 'fffffff', floats(x, 2, 3, 0, 0, 0, 1));

function receive(datagram: number[], options: object = {}, from = loopback): Collected {
  const collected = collect('osc', options);
  collected.device.receive(Uint8Array.from(datagram), from);
  return collected;
}

const refused = ({ device }: Collected) => Object.fromEntries(device.counters().refused);
const noted = ({ device }: Collected) => Object.fromEntries(device.counters().noted ?? []);

function decoded(bytes: Uint8Array): { address: string; args: unknown } {
  const located = createOscMessage();
  expect(locateMessage(bytes, 0, bytes.length, located)).toBeUndefined();
  const { addressStart, addressEnd } = located;
  const address = new TextDecoder().decode(bytes.subarray(addressStart, addressEnd));
  return { address, args: readArguments(located) };
}

describe('the messages that oscsend (liblo) sent', () => {
  const documented: [string, unknown[]][] = [
    ['/camera/1/position', [1.5, -2.25, 3.125]],
    ['/camera/1/rotation', [0, Math.fround(Math.SQRT1_2), 0, Math.fround(Math.SQRT1_2)]],
    ['/VMC/Ext/Cam', ['camera', 0.5, Math.fround(1.6), -2, 0, 0, 0, 1, 60]],
    ['/tracker/position/CamA', [1, 2, 3, 10, 20, 30, 0.25, 0.5, 0.75]],
    ['/rigidbody/7/transformation', [0.1, 0.2, 0.3, 0, 0, 0, 1].map(Math.fround)],
    ['/rigidbody', [7, 'position', ...[0.1, 0.2, 0.3].map(Math.fround)]],
    ['/cue/go', []],
    ['/environment/load', ['desert night', 2]],
    ['/types', [1, 1_234_567_890_123, 1.5, 2.5, 'abc', 'x', true, false, null, true]],
    ['/sym', ['symbol']],
    ['/midi', [Uint8Array.from([0, 0, 0x90, 0x3c])]],
  ];
  const recording = fixtureRecording('osc/captured_oscsend_liblo.jsonl');

  it.each(documented.map((row, i) => [i, ...row] as const))(
    'number %i, %s, decodes to its documented arguments',
    (i, address, args) => {
      expect(decoded(recording[i]!.bytes)).toEqual({ address, args });
    },
  );

  it('give one camera sample, and the rest is counted as somebody else’s', () => {
    const collected = collect('osc');
    for (const { bytes } of recording) collected.device.receive(bytes, loopback);
    expect(collected.samples).toHaveLength(1);
    expect(collected.samples[0]).toMatchObject({ subject: 'camera', x: 0.5, z: 2, qw: 1 });
    expect(collected.samples[0]?.verticalFovRad).toBeCloseTo(Math.PI / 3, 9);
    expect(refused(collected)).toEqual({ unmapped: 10 });
  });
});

describe('OSC poses', () => {
  it('come as position and quaternion', () => {
    const { samples } = receive(
      message('/cyc/camera/A/pose', 'fffffff', floats(1, 2, 3, 0, 0.6, 0, 0.8)),
    );
    expect(samples[0]).toMatchObject({ kind: 'camera', subject: 'A', x: 1, y: 2, z: 3 });
    expect(samples[0]?.qy).toBeCloseTo(0.6, 6);
    expect(samples[0]?.qw).toBeCloseTo(0.8, 6);
  });

  it('of objects carry their kind', () => {
    const { samples } = receive(pose('/cyc/object/actor-1/pose'));
    expect(samples[0]).toMatchObject({ kind: 'object', subject: 'actor-1' });
  });

  it('take i, d and h where a number is expected', () => {
    const datagram = message(
      '/cyc/camera/A/pose',
      'ifdhffi',
      [int32(1), float32(2), float64(3), int64(0n)].flat(),
      floats(0, 0),
      int32(1),
    );
    expect(receive(datagram).samples[0]).toMatchObject({ x: 1, y: 2, z: 3, qw: 1 });
  });

  it('are renormalised within 1 % and refused outside', () => {
    const near = receive(message('/cyc/camera/A/pose', 'fffffff', floats(0, 0, 0, 0, 0, 0, 1.009)));
    expect(near.samples[0]?.qw).toBe(1);
    const far = receive(message('/cyc/camera/A/pose', 'fffffff', floats(0, 0, 0, 0, 0, 0, 1.02)));
    expect(refused(far)).toEqual({ quaternion: 1 });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'with %d in them are refused',
    (bad) => {
      expect(refused(receive(pose('/cyc/camera/A/pose', bad)))).toEqual({ 'non-finite': 1 });
    },
  );

  it('with too few numbers, or text, are refused; surplus ones are left', () => {
    const few = message('/cyc/camera/A/pose', 'ffffff', floats(1, 2, 3, 0, 0, 0));
    expect(refused(receive(few))).toEqual({ arguments: 1 });
    const words = message('/cyc/camera/A/pose', 'sffffff', text('x'), floats(2, 3, 0, 0, 0, 1));
    expect(refused(receive(words))).toEqual({ arguments: 1 });
    const more = message('/cyc/camera/A/pose', 'ffffffff', floats(1, 2, 3, 0, 0, 0, 1, 9));
    expect(receive(more).samples).toHaveLength(1);
  });

  it('give a lens with focal length, focus distance and stop', () => {
    const { samples } = receive(message('/cyc/camera/A/lens', 'fff', floats(50, 2.5, 4)));
    expect(samples[0]).toMatchObject({
      subject: 'A',
      hasPose: false,
      focalLengthMm: 50,
      focusDistanceM: 2.5,
      fStop: 4,
    });
  });

  it('are taken without a leading slash and without type tags, and both are counted', () => {
    const slashless = receive(pose('cyc/camera/A/pose'));
    expect(slashless.samples[0]?.subject).toBe('A');
    expect(noted(slashless)).toEqual({ 'no-leading-slash': 1 });
    const untagged = message('/cyc/camera/A/pose', undefined, floats(1, 2, 3, 0, 0, 0, 1));
    const collected = receive(untagged);
    expect(collected.samples[0]).toMatchObject({ x: 1, z: 3, qw: 1 });
    expect(noted(collected)).toEqual({ 'no-type-tags': 1 });
  });

  it('decode from the middle of a pooled buffer', () => {
    const pool = Buffer.alloc(1024, 0xee);
    pool.set(pose(), 264);
    const { device, samples } = collect('osc');
    device.receive(pool.subarray(264, 264 + pose().length), loopback);
    expect(samples[0]).toMatchObject({ subject: 'A', x: 1, y: 2, z: 3 });
  });

  it('keep working when more addresses come than the table of addresses holds', () => {
    const { device, samples } = collect('osc');
    for (let i = 0; i < 5000; i += 1) {
      device.receive(Uint8Array.from(pose(`/cyc/camera/c${i}/pose`)), loopback);
    }
    expect(samples.map((s) => s.subject)).toEqual(Array.from({ length: 5000 }, (_, i) => `c${i}`));
  });
});

describe('OSC bundles', () => {
  it('deliver every message at once, in order, nested ones too', () => {
    const inner = bundle([pose('/cyc/camera/B/pose'), pose('/cyc/camera/C/pose')]);
    const { samples } = receive(bundle([pose(), inner, pose('/cyc/camera/D/pose')]));
    expect(samples.map((s) => s.subject)).toEqual(['A', 'B', 'C', 'D']);
  });

  it('carry their timetag as data and are never delayed by it', () => {
    const secondsTo1970 = 2_208_988_800;
    for (const seconds of [1_700_000_000 + 3600, 1_700_000_000 - 3600]) {
      const timetag = [seconds + secondsTo1970, 0x8000_0000] as const;
      const { samples } = receive(bundle([pose()], timetag));
      expect(samples[0]?.sourceTimeMs).toBe(seconds * 1000 + 500);
    }
  });

  it('without a time say so', () => {
    expect(receive(bundle([pose()], [0, 1])).samples[0]?.sourceTimeMs).toBeNaN();
    expect(receive(bundle([pose()], [0, 0])).samples[0]?.sourceTimeMs).toBeNaN();
  });

  it('with a lying size keep what came before and are counted', () => {
    const lying = [...bundle([pose()]), ...int32(1_000_000), ...pose()];
    const collected = receive(lying);
    expect(collected.samples).toHaveLength(1);
    expect(refused(collected)).toEqual({ bundle: 1 });
  });

  it('that are empty or nested without end are counted, not walked', () => {
    expect(refused(receive(bundle([])))).toEqual({ empty: 1 });
    let nested = pose();
    for (let i = 0; i < 300; i += 1) nested = bundle([nested]);
    expect(refused(receive(nested))).toEqual({ bundle: 1 });
  });
});

describe('OSC addresses', () => {
  it('with pattern characters are refused as text, at once', () => {
    const hostile = '/{{?+}+}+!';
    const collected = receive(message(hostile, ''));
    expect(refused(collected)).toEqual({ pattern: 1 });
    expect(refused(receive(pose('/cyc/camera/*/pose')))).toEqual({ pattern: 1 });
  });

  it('misspelt below /cyc are told apart from those of other senders', () => {
    expect(refused(receive(pose('/cyc/camera/A/position')))).toEqual({ 'unknown-address': 1 });
    expect(refused(receive(message('/cyc/environment/tke', '')))).toEqual({ 'unknown-address': 1 });
    expect(refused(receive(pose('/1/fader1')))).toEqual({ unmapped: 1 });
  });
});

describe('OSC commands', () => {
  it('become requests with their arguments in schema order', () => {
    const preview = receive(message('/cyc/environment/preview', 's', text('desert')));
    expect(preview.commands).toEqual([
      { request: { type: 'environment.preview', id: 'desert' }, from: loopback },
    ]);
    const hold = receive(message('/cyc/camera/holdTracking', 'sT', text('A')));
    expect(hold.commands[0]?.request).toEqual({ type: 'camera.holdTracking', id: 'A', on: true });
    const blackout = receive(message('/cyc/stage/blackout', 'i', int32(0)));
    expect(blackout.commands[0]?.request).toEqual({ type: 'stage.blackout', on: false });
  });

  it.each(['', 'T', 'i'])('fire as a trigger with tags "%s"', (tags) => {
    const datagram = message('/cyc/environment/take', tags, tags === 'i' ? int32(1) : []);
    expect(receive(datagram).commands.map((c) => c.request.type)).toEqual(['environment.take']);
  });

  it.each([
    ['i', int32(0)],
    ['f', float32(0)],
    ['F', []],
  ])('ignore the release of a button (%s), and count it', (tags, argument) => {
    const collected = receive(message('/cyc/environment/take', tags, argument));
    expect(collected.commands).toEqual([]);
    expect(noted(collected)).toEqual({ 'button-release': 1 });
  });

  it('with a blob or a non-finite number are refused', () => {
    const withBlob = message('/cyc/environment/preview', 'b', blob([1, 2, 3]));
    expect(refused(receive(withBlob))).toEqual({ arguments: 1 });
    const infinite = message('/cyc/stage/blackout', 'f', float32(Number.POSITIVE_INFINITY));
    expect(refused(receive(infinite))).toEqual({ 'non-finite': 1 });
  });

  it('come from loopback or the allow-list alone, poses from the bound network', () => {
    const take = message('/cyc/environment/take', '');
    const stranger = { address: '10.0.0.7', port: 5000 };
    const outside = receive(take, { allow: [] }, stranger);
    expect(outside.commands).toEqual([]);
    expect(refused(outside)).toEqual({ source: 1 });
    expect(receive(take, { allow: ['10.0.0.0/24'] }, stranger).commands).toHaveLength(1);
    const local = receive(take, { allow: ['10.0.0.0/24'] });
    expect(local.commands).toHaveLength(1);
    const localPose = receive(pose(), { allow: ['10.0.0.0/24'] });
    expect(refused(localPose)).toEqual({ source: 1 });
  });
});

const twice = (parts: number[][]): number[][] => [...parts, ...parts];

/** Every tag of OSC 1.0 and 1.1, its bytes and what it stands for. */
const everyType: [tag: string, bytes: number[], value: unknown][] = [
  ['i', int32(-5), -5],
  ['f', float32(0.5), 0.5],
  ['s', text('word'), 'word'],
  ['b', blob([9, 8, 7]), Uint8Array.from([9, 8, 7])],
  ['h', int64(-1_234_567_890_123n), -1_234_567_890_123],
  ['t', int64(0x83aa7e80_80000000n - (1n << 64n)), 500],
  ['d', float64(0.1), 0.1],
  ['S', text('symbol'), 'symbol'],
  ['c', int32(0x78), 'x'],
  ['r', [1, 2, 3, 4], Uint8Array.from([1, 2, 3, 4])],
  ['m', [0, 0x90, 60, 127], Uint8Array.from([0, 0x90, 60, 127])],
  ['T', [], true],
  ['F', [], false],
  ['N', [], null],
  ['I', [], true],
];

describe('OSC arguments of every type', () => {
  it.each(everyType)('decode: %s', (tag, bytes, value) => {
    expect(decoded(Uint8Array.from(message('/x', tag, bytes))).args).toEqual([value]);
  });

  it('decode all in one message, and as a list in a list', () => {
    const tags = everyType.map(([tag]) => tag).join('');
    const bytes = everyType.flatMap(([, each]) => each);
    const values = everyType.map(([, , value]) => value);
    const plain = message('/x', tags, bytes);
    expect(decoded(Uint8Array.from(plain)).args).toEqual(values);
    const listed = message('/x', `[${tags}[${tags}]]i`, bytes, bytes, int32(1));
    expect(decoded(Uint8Array.from(listed)).args).toEqual([[...values, values], 1]);
  });

  it('do not stop a bundle: what follows is read, in a nested one, too', () => {
    const tags = everyType.map(([tag]) => tag).join('');
    const everything = message('/types', `${tags}[${tags}]`, ...twice(everyType.map(([, b]) => b)));
    const inner = bundle(
      [everything, pose('/cyc/camera/B/pose')],
      [2_208_988_800 + 7, 0x4000_0000],
    );
    const collected = receive(bundle([everything, inner, pose()], [2_208_988_800 + 9, 0]));
    expect(collected.samples.map((s) => [s.subject, s.sourceTimeMs])).toEqual([
      ['B', 7250],
      ['A', 9000],
    ]);
    expect(refused(collected)).toEqual({ unmapped: 2 });
  });

  it.each(everyType)('in front of a pose make it none, and do not throw: %s', (tag, bytes) => {
    const datagram = message('/cyc/camera/A/pose', `${tag}ffffff`, bytes, floats(2, 3, 0, 0, 0, 1));
    const { samples, device } = receive(datagram);
    const isNumber = ['i', 'f', 'h', 'd'].includes(tag);
    expect(samples).toHaveLength(isNumber ? 1 : 0);
    expect(device.counters().refused.get('arguments')).toBe(isNumber ? undefined : 1);
  });

  it('decode, lists included', () => {
    const datagram = message(
      '/x',
      'r[i[s]]bt',
      [1, 2, 3, 4],
      int32(-5),
      text('in'),
      blob([9, 8, 7]),
      int64(0x83aa7e80_80000000n - (1n << 64n)),
    );
    expect(decoded(Uint8Array.from(datagram)).args).toEqual([
      Uint8Array.from([1, 2, 3, 4]),
      [-5, ['in']],
      Uint8Array.from([9, 8, 7]),
      500,
    ]);
  });

  it.each([
    ['an unknown tag', message('/x', 'q'), 'tags'],
    ['a list that does not end', message('/x', '[i', int32(1)), 'tags'],
    ['a list that ends twice', message('/x', ']'), 'tags'],
    ['a blob that is longer than the packet', message('/x', 'b', int32(1000)), 'length'],
    ['a blob of negative length', message('/x', 'b', int32(-4)), 'length'],
    ['arguments that are cut off', message('/x', 'ii', int32(1)), 'length'],
    ['bytes behind the last argument', message('/x', 'i', int32(1), int32(2)), 'length'],
  ])('refuse %s', (_what, datagram, fault) => {
    expect(decoded(Uint8Array.from(datagram)).args).toBe(fault);
  });
});
