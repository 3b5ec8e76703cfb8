import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mat3, type quat, type Triple, vec3 } from '../../core/math.ts';
import { type Collected, collect, loopback } from './collect.ts';
import { fuzzSeed, randomFrom } from './fuzz.ts';
import { bundle, float32, floats, int32, message, text } from './osc-bytes.ts';

const pose = ['x', 'y', 'z', 'qx', 'qy', 'qz', 'qw'];

function receive(collected: Collected, ...datagrams: number[][]): void {
  for (const datagram of datagrams) {
    collected.device.receive(Uint8Array.from(datagram), loopback);
  }
}

const refused = ({ device }: Collected) => Object.fromEntries(device.counters().refused);
const positions = ({ samples }: Collected) => samples.map(({ x, y, z }) => [x, y, z]);

describe('a free mapping', () => {
  it('reads lens and other fields beside a pose, and skips what it is told to', () => {
    const fields = [
      ...['skip', 'x', 'y', 'z', 'pan', 'tilt', 'roll', 'skip'],
      ...['focalLengthMm', 'focusDistanceM', 'fStop', 'entrancePupilMm', 'verticalFov'],
      ...['zoomEncoder', 'focusEncoder', 'irisEncoder', 'timeMs', 'sequence'],
    ];
    const collected = collect('osc', { mappings: [{ address: '/all', subject: 'A', fields }] });
    const tags = `s${'f'.repeat(6)}b${'f'.repeat(10)}`;
    const rest = floats(35, 2.5, 4, -120, 60, 0.25, 0.5, 0.75, 5000, 17);
    const skipped = [...int32(3), 1, 2, 3, 0];
    receive(
      collected,
      message('/all', tags, text('name'), floats(1, 2, 3, 0, 0, 0), skipped, rest),
    );
    expect(collected.samples).toHaveLength(1);
    expect(collected.samples[0]).toMatchObject({
      subject: 'A',
      x: 1,
      z: 3,
      focalLengthMm: 35,
      focusDistanceM: 2.5,
      fStop: 4,
      entrancePupilMm: -120,
      zoomEncoder: 0.25,
      focusEncoder: 0.5,
      irisEncoder: 0.75,
      sourceTimeMs: 5000,
      sequence: 17,
    });
    expect(collected.samples[0]?.verticalFovRad).toBeCloseTo(Math.PI / 3, 9);
  });

  it('of a lens alone gives a sample without a pose, and leaves out what is not positive', () => {
    const fields = ['focalLengthMm', 'fStop', 'zoomEncoder'];
    const collected = collect('osc', { mappings: [{ address: '/lens/<id>', fields }] });
    receive(collected, message('/lens/B', 'fff', floats(50, 0, -3)));
    const [sample] = collected.samples;
    expect(sample).toMatchObject({
      subject: 'B',
      hasPose: false,
      focalLengthMm: 50,
      zoomEncoder: -3,
    });
    expect(sample?.fStop).toBeNaN();
  });

  it('of a position alone gives an object that is not turned', () => {
    const mappings = [{ address: '/at/<id>', fields: ['x', 'y', 'z'], as: 'object' }];
    const collected = collect('osc', { mappings });
    receive(collected, message('/at/actor', 'fff', floats(1, 2, 3)));
    expect(collected.samples[0]).toMatchObject({ kind: 'object', subject: 'actor', x: 1, qw: 1 });
  });

  it('goes by its literals: several mappings share an address', () => {
    const mappings = [
      { address: '/say', fields: ['=lens', 'subject', 'focalLengthMm'] },
      { address: '/say', fields: ['=2', 'subject', ...pose] },
    ];
    const collected = collect('osc', { mappings });
    receive(
      collected,
      message('/say', 'ssf', text('lens'), text('A'), float32(24)),
      message('/say', 'isfffffff', int32(2), text('A'), floats(1, 2, 3, 0, 0, 0, 1)),
      message('/say', 'ss', text('colour'), text('A')),
      message('/say', 'sif', text('lens'), int32(-3), float32(24)),
    );
    expect(collected.samples.map((s) => [s.subject, s.hasPose])).toEqual([
      ['A', false],
      ['A', true],
      ['-3', false],
    ]);
    expect(refused(collected)).toEqual({ unmapped: 1 });
  });

  it('comes before a named sender, and takes a message without type tags', () => {
    const mappings = [{ address: '/rigidbody/<id>/position', fields: ['x', 'y', 'z'] }];
    const collected = collect('osc', { mappings, senders: ['natnet'] });
    receive(collected, message('/rigidbody/9/position', undefined, floats(7, 8, 9)));
    expect(positions(collected)).toEqual([[7, 8, 9]]);
    expect(collected.device.counters().noted?.get('no-type-tags')).toBe(1);
  });

  it.each([
    ['too few arguments', message('/p/A', 'ff', floats(1, 2)), 'arguments'],
    ['text for a number', message('/p/A', 'fsfffff', floats(1), text('x')), 'arguments'],
    [
      'a number that is none',
      message('/p/A', 'f'.repeat(7), floats(Number.NaN, 0, 0, 0, 0, 0, 1)),
      'non-finite',
    ],
    ['an argument that is cut off', message('/p/A', 'f'.repeat(7), floats(1, 2)), 'length'],
    [
      'a quaternion of another length',
      message('/p/A', 'f'.repeat(7), floats(0, 0, 0, 0, 0, 0, 2)),
      'quaternion',
    ],
    ['no arguments at all', message('/p/A', ''), 'arguments'],
    ['an unknown tag', message('/p/A', 'q'), 'arguments'],
  ])('refuses %s, and counts it', (_what, datagram, reason) => {
    const collected = collect('osc', { mappings: [{ address: '/p/<id>', fields: pose }] });
    receive(collected, datagram);
    expect(collected.samples).toEqual([]);
    expect(refused(collected)).toEqual({ [reason]: 1 });
  });

  it('needs a subject that is one', () => {
    const collected = collect('osc', {
      mappings: [{ address: '/p', fields: ['subject', ...pose] }],
    });
    const numbers = floats(0, 0, 0, 0, 0, 0, 1);
    for (const [tag, subject] of [
      ['s', text('')],
      ['s', text('x'.repeat(200))],
      ['f', floats(1.5)],
      ['N', []],
    ] as const) {
      receive(collected, message('/p', `${tag}fffffff`, [...subject], numbers));
    }
    expect(refused(collected)).toEqual({ subject: 4 });
  });

  it('comes only from whom poses are taken', () => {
    const options = { allow: ['10.0.0.0/24'], mappings: [{ address: '/p/<id>', fields: pose }] };
    const collected = collect('osc', options);
    receive(collected, message('/p/A', 'fffffff', floats(0, 0, 0, 0, 0, 0, 1)));
    expect(refused(collected)).toEqual({ source: 1 });
  });

  it.each([
    [{ address: 'p', fields: pose, subject: 'A' }, 'begins with /'],
    [{ address: '/p/*', fields: pose, subject: 'A' }, 'literal'],
    [{ address: '/p/<id>/<id>', fields: pose }, '<id>'],
    [{ address: '/p<id>', fields: pose }, '<id>'],
    [{ address: '/cyc/camera/A/pose', fields: pose, subject: 'A' }, '/cyc'],
    [{ address: '/p', fields: pose }, 'subject'],
    [{ address: '/p/<id>', fields: pose, subject: 'A' }, 'subject'],
    [{ address: '/p/<id>', fields: ['x', 'x'] }, 'twice'],
    [{ address: '/p/<id>', fields: ['skip'] }, 'use'],
    [{ address: '/p/<id>', fields: ['qx', 'qy', 'qz'] }, 'quaternion'],
    [{ address: '/p/<id>', fields: [...pose, 'pan'] }, 'rotation'],
    [{ address: '/p/<id>', fields: ['yaw'] }, 'not one of'],
    [{ address: '/p/<id>', fields: ['-fStop'] }, 'not one of'],
    [{ address: '/p/<id>', fields: pose, axes: { x: '+x', y: '+x', z: '+z' } }, 'once'],
  ])('is refused in the options when it cannot be: %o', (entry, words) => {
    const status = collect('osc', { mappings: [entry] }).device.status();
    expect(status).toMatchObject({ state: 'unavailable' });
    expect('reason' in status && status.reason).toContain('/options/mappings/0');
    expect('reason' in status && status.reason).toContain(words);
  });
});

describe('a pose in several messages', () => {
  const mappings = [
    { address: '/<id>/position', fields: ['x', 'y', 'z'] },
    { address: '/<id>/rotation', fields: ['qx', 'qy', 'qz', 'qw'] },
  ];
  const at = (x: number, who = 'A') => message(`/${who}/position`, 'fff', floats(x, 0, 0));
  const turned = (qz: number, who = 'A') =>
    message(`/${who}/rotation`, 'ffff', floats(0, 0, qz, Math.sqrt(1 - qz * qz)));

  /** Sends messages at their times; answers what poses came: x, and the turn of the same number. */
  function poses(arrivals: readonly (readonly [ms: number, datagram: number[]])[]) {
    const collected = collect('osc', { mappings });
    for (const [ms, datagram] of arrivals) {
      collected.nowMs = 1000 + ms;
      receive(collected, datagram);
    }
    return collected.samples.map(({ x, qz }) => [x, Math.round(qz * 1000)]);
  }

  const frame = (i: number): number => i * 16;

  it('is given once, with the last of its parts, whatever their order', () => {
    const rotationFirst = [0, 1, 2].flatMap((i) => [
      [frame(i), turned(i / 1000)] as const,
      [frame(i) + 1, at(i)] as const,
    ]);
    expect(poses(rotationFirst)).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ]);
  });

  it('never mixes two frames when a part is lost', () => {
    const arrivals = [
      [frame(0), at(0)],
      [frame(0) + 1, turned(0)],
      [frame(1) + 1, turned(0.001)],
      [frame(2), at(2)],
      [frame(2) + 1, turned(0.002)],
      [frame(3), at(3)],
      [frame(4), at(4)],
      [frame(4) + 1, turned(0.004)],
    ] as const;
    expect(poses(arrivals)).toEqual([
      [0, 0],
      [2, 2],
      [4, 4],
    ]);
  });

  it('never mixes two frames at 240 a second either', () => {
    const arrivals = Array.from({ length: 200 }, (_, i) => {
      const ms = (i * 1000) / 240;
      const both = [[ms, at(i)] as const, [ms + 0.3, turned(i / 1000)] as const];
      return i % 7 === 5 ? both.slice(1) : both;
    }).flat();
    const given = poses(arrivals).slice(20);
    expect(given.length).toBeGreaterThan(140);
    for (const [x, turn] of given) expect(turn).toBe(x);
  });

  it('keeps subjects apart that come in turns', () => {
    const collected = collect('osc', { mappings });
    receive(collected, at(1, 'A'), at(2, 'B'), turned(0.1, 'B'), turned(0.2, 'A'));
    expect(collected.samples.map(({ subject, x }) => [subject, x])).toEqual([
      ['B', 2],
      ['A', 1],
    ]);
  });

  it('comes after some patience when its parts never come together', () => {
    const arrivals = Array.from({ length: 40 }, (_, i) => [
      [20 * i, at(i)] as const,
      [20 * i + 10, turned(0.5)] as const,
    ]).flat();
    const given = poses(arrivals);
    expect(given.length).toBeGreaterThan(50);
    expect(given.at(-1)).toEqual([39, 500]);
  });

  it('follows single faders, each at an address of its own', () => {
    const names = ['x', 'y', 'z', 'pan', 'tilt', 'roll'];
    const faders = names.map((field) => ({
      address: `/pad/${field}`,
      subject: 'A',
      fields: [field],
    }));
    const collected = collect('osc', { mappings: faders });
    const move = (name: string, value: number) => {
      collected.nowMs += 30;
      receive(collected, message(`/pad/${name}`, 'f', float32(value)));
    };
    for (const name of names) move(name, 0);
    for (let i = 0; i < 60; i += 1) move('x', i / 4);
    expect(collected.samples.at(-1)).toMatchObject({ subject: 'A', x: 59 / 4, y: 0, qw: 1 });
    expect(collected.samples.length).toBeGreaterThan(30);
  });

  it('in a bundle is complete at once', () => {
    const collected = collect('osc', { mappings });
    receive(collected, bundle([at(5), turned(0)], [2_208_988_800 + 77, 0]));
    expect(collected.samples).toHaveLength(1);
    expect(collected.samples[0]).toMatchObject({ x: 5, sourceTimeMs: 77_000 });
  });

  it('still comes when more subjects send than are remembered', () => {
    const collected = collect('osc', { mappings });
    for (let i = 0; i < 2000; i += 1) {
      collected.nowMs += 1;
      receive(collected, at(i, `s${i}`), turned(0, `s${i}`));
    }
    expect(collected.samples).toHaveLength(2000);
  });
});

/** The turn by `angle` about axis 0, 1 or 2, as columns, from its definition. */
function turnMatrix(axis: number, angle: number): mat3 {
  const m = mat3.create();
  const [a, b] = [(axis + 1) % 3, (axis + 2) % 3];
  m[a * 3 + a] = m[b * 3 + b] = Math.cos(angle);
  m[a * 3 + b] = Math.sin(angle);
  m[b * 3 + a] = -Math.sin(angle);
  return m;
}

const metres = fc.double({ min: -50, max: 50, noNaN: true });
const radians = fc.double({ min: -3, max: 3, noNaN: true });
const triple = (of: fc.Arbitrary<number>) => fc.tuple(of, of, of);
const axes = fc
  .tuple(
    fc.shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 }),
    triple(fc.constantFrom(-1, 1)),
  )
  .map(([wire, signs]) => ({ wire, signs }));
const order = fc.constantFrom('XYZ', 'XZY', 'YXZ', 'YZX', 'ZXY', 'ZYX');
const unit = fc.constantFrom(['m', 1], ['cm', 100], ['mm', 1000]);

describe('any frame of a sender', () => {
  it(`leads to the same pose as its matrices (CYCLORAMA_SEED=${fuzzSeed})`, () => {
    const property = fc.property(
      triple(metres),
      triple(radians),
      axes,
      order,
      unit,
      fc.boolean(),
      (position, angles, { wire, signs }, turnOrder, [unitName, perMetre], inDegrees) => {
        const names = wire.map((axis, i) => `${signs[i] === 1 ? '+' : '-'}${'xyz'[axis]}`);
        const [x, y, z] = names;
        const mapping = {
          address: '/m/<id>',
          fields: ['x', 'y', 'z', 'rx', 'ry', 'rz'],
          axes: { x, y, z },
          unit: unitName,
          angle: inDegrees ? 'deg' : 'rad',
          order: turnOrder,
        };
        const collected = collect('osc', { mappings: [mapping] });
        const scale = inDegrees ? 180 / Math.PI : 1;
        const numbers = [
          ...position.map((value) => value * Number(perMetre)),
          ...angles.map((value) => value * scale),
        ];
        receive(collected, message('/m/A', 'ffffff', floats(...numbers)));
        // Row i of M picks the wire's axis wire[i] with its sign.
        const m = mat3.fromValues(0, 0, 0, 0, 0, 0, 0, 0, 0);
        for (let i = 0; i < 3; i += 1) m[wire[i]! * 3 + i] = signs[i]!;
        const turn = mat3.create();
        for (const letter of turnOrder) {
          const axis = 'XYZ'.indexOf(letter);
          mat3.multiply(turn, turn, turnMatrix(axis, angles[axis]!));
        }
        const house = mat3.multiply(mat3.create(), m, turn);
        mat3.multiply(house, house, mat3.transpose(mat3.create(), m));
        const expected = vec3.transformMat3(vec3.create(), position as Triple, m);
        const [sample] = collected.samples;
        if (!sample) throw new Error(JSON.stringify(refused(collected)));
        const q: quat = [sample.qx, sample.qy, sample.qz, sample.qw];
        const turned = mat3.fromQuat(mat3.create(), q);
        for (let i = 0; i < 9; i += 1) expect(turned[i]).toBeCloseTo(house[i]!, 5);
        for (const [i, value] of [sample.x, sample.y, sample.z].entries()) {
          expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-5);
        }
      },
    );
    fc.assert(property, { seed: fuzzSeed, numRuns: 100 });
  });
});

describe('mutated messages to mappings', () => {
  const options = {
    senders: ['natnet', 'zig-sim', 'vmc-trackers', 'reality-field'],
    mappings: [{ address: '/free/<id>', fields: ['skip', ...pose, 'fStop'] }],
    bindings: [{ control: 'osc:/1/fader1', command: { type: 'stage.blackout' } }],
  };
  const seven = floats(1, 2, 3, 0, 0, 0, 1);
  const valid = [
    message('/rigidbody', 'isfff', int32(7), text('position'), floats(1, 2, 3)),
    message('/rigidbody', 'isffff', int32(7), text('quat'), floats(0, 0, 0, 1)),
    message('/rb', 'iiffffffff', int32(7), int32(2), float32(5), seven),
    message('/a/arkitposition', 'fff', floats(1, 2, 3)),
    message('/a/arkitrotation', 'ffff', floats(0, 0, 0, 1)),
    message('/VMC/Ext/Tra/Pos', 'sfffffff', text('t'), seven),
    message('/tracker/position/C', 'f'.repeat(9), floats(1, 2, 3, 4, 5, 6, 7, 8, 9)),
    message('/free/F', 'bfffffffd', [...int32(2), 1, 2, 0, 0], seven, floats(1, 2)),
    message('/1/fader1', 'f', float32(0.5)),
    message('/cyc/subscribe', 'si', text('/cyc'), int32(9001)),
  ];

  it(`are each counted, none throws, no bad pose comes out (CYCLORAMA_SEED=${fuzzSeed})`, () => {
    const random = randomFrom(fuzzSeed);
    const below = (limit: number): number => Math.floor(random() * limit);
    const collected = collect('osc', options);
    const { device } = collected;
    const counted = (): number =>
      device.counters().accepted +
      [...device.counters().refused.values()].reduce((a, b) => a + b, 0);
    let uncounted = 0;
    for (let i = 0; i < 10_000; i += 1) {
      const bytes = Uint8Array.from(valid[below(valid.length)]!);
      for (let n = below(4); n > 0; n -= 1) bytes[below(bytes.length)] = below(256);
      const cut = random() < 0.1 ? 4 * below(bytes.length / 4) : bytes.length;
      collected.nowMs += below(4);
      const before = counted();
      device.receive(bytes.subarray(0, cut), loopback);
      if (counted() === before) uncounted += 1;
    }
    expect(uncounted).toBe(0);
    expect(device.counters().refused.get('internal')).toBeUndefined();
    expect(collected.samples.length).toBeGreaterThan(1000);
    const wrong = collected.samples.filter(({ x, y, z, qx, qy, qz, qw, subject }) => {
      const isUnit = Math.abs(Math.hypot(qx, qy, qz, qw) - 1) < 1e-9;
      return !isUnit || ![x, y, z].every(Number.isFinite) || subject === '';
    });
    expect(wrong).toEqual([]);
  });
});
