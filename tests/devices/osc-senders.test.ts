import { describe, expect, it } from 'vitest';
import { mat3, quat, radFromDeg, type Triple, vec3 } from '../../core/math.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { type Collected, collect, fixtureRecording, loopback } from './collect.ts';
import { float32, floats, int32, message, text } from './osc-bytes.ts';

/** A camera as the house has it: position in metres, what its own x, y, z axes are in the stage. */
interface Camera {
  position: Triple;
  axes: mat3;
}

type Send = (camera: Camera) => number[][];

interface Sender {
  options: object;
  send: Send;
  subject: string;
}

/** The quaternion of a rotation matrix, by Shepperd's method: independent of the code under test. */
function quaternionOf(m: mat3): [number, number, number, number] {
  const [m00, m10, m20, m01, m11, m21, m02, m12, m22] = [...m] as Nine;
  const squares = [
    1 + m00 - m11 - m22,
    1 - m00 + m11 - m22,
    1 - m00 - m11 + m22,
    1 + m00 + m11 + m22,
  ];
  const largest = squares.indexOf(Math.max(...squares));
  const s = 2 * Math.sqrt(squares[largest]!);
  const [a, b, c] = [m21 - m12, m02 - m20, m10 - m01];
  const [d, e, f] = [m10 + m01, m20 + m02, m21 + m12];
  if (largest === 0) return [s / 4, d / s, e / s, a / s];
  if (largest === 1) return [d / s, s / 4, f / s, b / s];
  if (largest === 2) return [e / s, f / s, s / 4, c / s];
  return [a / s, b / s, c / s, s / 4];
}
type Nine = [number, number, number, number, number, number, number, number, number];

/** The camera in another sender's axes: P takes house vectors to the wire's. */
function seenIn({ position, axes }: Camera, p: Nine): { position: vec3; turn: mat3 } {
  const wireFromHouse = mat3.clone(p);
  const turn = mat3.multiply(mat3.create(), wireFromHouse, axes);
  mat3.multiply(turn, turn, mat3.transpose(mat3.create(), wireFromHouse));
  return { position: vec3.transformMat3(vec3.create(), position, wireFromHouse), turn };
}

// Columns: where the house's x (right), y (up) and z (back) lie on the wire.
const same: Nine = [1, 0, 0, 0, 1, 0, 0, 0, 1];
/** Unity: x right, y up, z forward. */
const unity: Nine = [1, 0, 0, 0, 1, 0, 0, 0, -1];
/** NatNetFour2OSC --yup2zup sends (x, −z, y). */
const zUp: Nine = [1, 0, 0, 0, 0, 1, 0, -1, 0];
/** NatNetFour2OSC --leftHanded sends −x. */
const mirrored: Nine = [-1, 0, 0, 0, 1, 0, 0, 0, 1];
/** Unreal: x forward, y right, z up. */
const unreal: Nine = [0, 1, 0, 0, 0, 1, -1, 0, 0];

function numbers(camera: Camera, p: Nine, scale = 1): number[] {
  const { position, turn } = seenIn(camera, p);
  return [...[...position].map((metres) => metres * scale), ...quaternionOf(turn)];
}

const seven =
  (address: string, p: Nine): Send =>
  (camera) => [message(address, 'fffffff', floats(...numbers(camera, p)))];

/** The angles x, y, z of a rotation that is Ry·Rx·Rz, degrees. */
function yxzDegrees(m: mat3): [number, number, number] {
  const deg = (rad: number): number => (rad * 180) / Math.PI;
  return [deg(Math.asin(-m[7])), deg(Math.atan2(m[6], m[8])), deg(Math.atan2(m[1], m[4]))];
}

const senders: Record<string, Sender> = {
  'NatNet, max': {
    options: { senders: ['natnet'] },
    subject: '7',
    send: (camera) => {
      const [x, y, z, ...q] = numbers(camera, same) as [number, number, number, ...number[]];
      return [
        message('/rigidbody', 'isi', int32(7), text('tracked'), int32(1)),
        message('/rigidbody', 'isfff', int32(7), text('position'), floats(x, y, z)),
        message('/rigidbody', 'isffff', int32(7), text('quat'), floats(...q)),
      ];
    },
  },
  'NatNet, isadora': {
    options: { senders: ['natnet'] },
    subject: '7',
    send: (camera) => {
      const [x, y, z, ...q] = numbers(camera, same) as [number, number, number, ...number[]];
      return [
        message('/rigidbody/7/tracked', 'i', int32(1)),
        message('/rigidbody/7/position', 'fff', floats(x, y, z)),
        message('/rigidbody/7/quat', 'ffff', floats(...q)),
      ];
    },
  },
  'NatNet, touch': {
    options: { senders: ['natnet'] },
    subject: '7',
    send: seven('/rigidbody/7/transformation', same),
  },
  'NatNet, sparck': {
    options: { senders: ['natnet'] },
    subject: '7',
    send: (camera) => [
      message('/rb', 'iii', int32(7), int32(0), int32(1)),
      message(
        '/rb',
        'iiffffffff',
        int32(7),
        int32(2),
        float32(1234),
        floats(...numbers(camera, same)),
      ),
    ],
  },
  'NatNet with z up': {
    options: { senders: [{ name: 'natnet', axes: { x: '+x', y: '+z', z: '-y' } }] },
    subject: '7',
    send: seven('/rigidbody/7/transformation', zUp),
  },
  'NatNet, left-handed': {
    options: { senders: [{ name: 'natnet', axes: { x: '-x', y: '+y', z: '+z' } }] },
    subject: '7',
    send: seven('/rigidbody/7/transformation', mirrored),
  },
  'ZIG SIM': {
    options: { senders: ['zig-sim'] },
    subject: 'my-phone',
    send: (camera) => {
      const [x, y, z, ...q] = numbers(camera, same) as [number, number, number, ...number[]];
      return [
        message('/my-phone/arkitposition', 'fff', floats(x, y, z)),
        message('/my-phone/arkitrotation', 'ffff', floats(...q)),
      ];
    },
  },
  'a VMC tracker': {
    options: { senders: ['vmc-trackers'] },
    subject: 'LHR-1234',
    send: (camera) => [
      message('/VMC/Ext/Tra/Pos', 'sfffffff', text('LHR-1234'), floats(...numbers(camera, unity))),
    ],
  },
  'Reality Field': {
    options: { senders: ['reality-field'] },
    subject: 'CamA',
    send: (camera) => {
      const { position, axes } = camera;
      const all = [...position, ...yxzDegrees(axes), 0.25, 0.5, 0.75];
      return [message('/tracker/position/CamA', 'fffffffff', floats(...all))];
    },
  },
  'Unreal, by a mapping': {
    options: {
      mappings: [
        {
          address: '/ue/camera',
          subject: 'hero',
          fields: ['x', 'y', 'z', 'qx', 'qy', 'qz', 'qw'],
          axes: { x: '+y', y: '+z', z: '-x' },
          unit: 'cm',
        },
      ],
    },
    subject: 'hero',
    send: (camera) => [message('/ue/camera', 'fffffff', floats(...numbers(camera, unreal, 100)))],
  },
  'FreeD axes, by a mapping of angles': {
    options: {
      mappings: [
        {
          address: '/cam/<id>/ptr',
          fields: ['x', 'y', 'z', '-pan', 'tilt', 'roll'],
          axes: { x: '+x', y: '+z', z: '-y' },
          unit: 'mm',
        },
      ],
    },
    subject: '3',
    send: ({ position: [x, y, z], axes }) => {
      const [tilt, pan, turn] = yxzDegrees(axes);
      const all = [1000 * x, -1000 * z, 1000 * y, -pan, tilt, -turn];
      return [message('/cam/3/ptr', 'ffffff', floats(...all))];
    },
  },
};

/** What an operator does, one thing at a time and all together. */
const moves: Record<
  string,
  { position?: Triple; panRight?: number; tiltUp?: number; roll?: number }
> = {
  rest: {},
  'a truck right, up and forward': { position: [1.5, 2.25, -0.75] },
  'a pan of 30° to the right': { panRight: 30 },
  'a tilt of 20° up': { tiltUp: 20 },
  'a roll of 15° clockwise from behind': { roll: 15 },
  'everything at once': { position: [-2, 1.7, 3], panRight: -50, tiltUp: -25, roll: 40 },
};

/** The camera after a move: pan about the stage's up, then tilt about its own right, then roll. */
function cameraAfter({
  position = [0, 0, 0],
  panRight = 0,
  tiltUp = 0,
  roll = 0,
}: (typeof moves)[string]): Camera {
  const q = quat.create();
  quat.rotateY(q, q, -radFromDeg(panRight));
  quat.rotateX(q, q, radFromDeg(tiltUp));
  quat.rotateZ(q, q, -radFromDeg(roll));
  return { position, axes: mat3.fromQuat(mat3.create(), q) };
}

function receiveAll(collected: Collected, datagrams: number[][]): void {
  for (const datagram of datagrams) {
    collected.device.receive(Uint8Array.from(datagram), loopback);
  }
}

function expectCamera(sample: TrackingSample, { position, axes }: Camera): void {
  expect(sample.hasPose).toBe(true);
  for (const [i, value] of [sample.x, sample.y, sample.z].entries()) {
    expect(value).toBeCloseTo(position[i]!, 5);
  }
  const turned = mat3.fromQuat(mat3.create(), [sample.qx, sample.qy, sample.qz, sample.qw]);
  for (let i = 0; i < 9; i += 1) expect(turned[i]).toBeCloseTo(axes[i]!, 5);
}

describe.each(Object.entries(senders))('%s', (_name, { options, send, subject }) => {
  it.each(Object.entries(moves))('moves the camera as its own does: %s', (_move, move) => {
    const camera = cameraAfter(move);
    const collected = collect('osc', options);
    receiveAll(collected, send(camera));
    expect([...collected.device.counters().refused]).toEqual([]);
    expect(collected.samples).toHaveLength(1);
    expect(collected.samples[0]).toMatchObject({ kind: 'camera', subject, valid: true });
    expectCamera(collected.samples[0]!, camera);
  });

  it('makes one pose of each frame, from the first on', () => {
    const collected = collect('osc', options);
    for (let frame = 0; frame < 20; frame += 1) {
      collected.nowMs += 1000 / 60;
      receiveAll(collected, send(cameraAfter({ position: [frame, 1, 2], panRight: frame })));
    }
    expect(collected.samples.map(({ x }) => Math.abs(Math.round(x)))).toEqual(
      Array.from({ length: 20 }, (_, frame) => frame),
    );
  });
});

describe('named senders', () => {
  it('read what oscsend sent of them, and leave the rest', () => {
    const options = { senders: ['reality-field', 'natnet', 'zig-sim', 'vmc-trackers'] };
    const collected = collect('osc', options);
    for (const { bytes } of fixtureRecording('osc/captured_oscsend_liblo.jsonl')) {
      collected.device.receive(bytes, loopback);
    }
    // The messages 3 to 5 of the recording; the sixth is the position of 7 without its rotation.
    expect(collected.samples.map(({ subject }) => subject)).toEqual(['camera', 'CamA', '7']);
    expect(collected.samples[1]).toMatchObject({ x: 1, y: 2, z: 3 });
    expect(collected.samples[1]).toMatchObject({
      focusEncoder: 0.25,
      irisEncoder: 0.5,
      zoomEncoder: 0.75,
    });
    expect(collected.samples[2]?.x).toBeCloseTo(0.1, 6);
    expect(Object.fromEntries(collected.device.counters().refused)).toEqual({ unmapped: 7 });
  });

  it('are counted as somebody else’s unless the options name them', () => {
    const collected = collect('osc');
    receiveAll(collected, senders['ZIG SIM']!.send(cameraAfter({})));
    expect(collected.samples).toEqual([]);
    expect(collected.device.counters().refused.get('unmapped')).toBe(2);
  });

  it('may be objects instead of cameras', () => {
    const collected = collect('osc', { senders: [{ name: 'vmc-trackers', as: 'object' }] });
    receiveAll(collected, senders['a VMC tracker']!.send(cameraAfter({})));
    expect(collected.samples[0]).toMatchObject({ kind: 'object', subject: 'LHR-1234' });
  });

  it('that lose a body give its last pose as not to be trusted, and trust it again when it is back', () => {
    const collected = collect('osc', { senders: ['natnet'] });
    const { send } = senders['NatNet, touch']!;
    receiveAll(collected, [message('/rigidbody/7/tracked', 'i', int32(0))]);
    expect(collected.samples).toEqual([]);
    receiveAll(collected, [message('/rigidbody/7/tracked', 'i', int32(1))]);
    receiveAll(collected, send(cameraAfter({ position: [4, 5, 6] })));
    receiveAll(collected, [message('/rigidbody/7/tracked', 'i', int32(0))]);
    receiveAll(collected, [message('/rigidbody/7/tracked', 'i', int32(1))]);
    receiveAll(collected, send(cameraAfter({ position: [4, 5, 7] })));
    expect(collected.samples.map(({ valid, z }) => [valid, z])).toEqual([
      [true, 6],
      [false, 6],
      [true, 7],
    ]);
  });

  it('carry their own time where a message has one', () => {
    const collected = collect('osc', { senders: ['natnet'] });
    receiveAll(collected, senders['NatNet, sparck']!.send(cameraAfter({})));
    expect(collected.samples[0]?.sourceTimeMs).toBe(1234);
  });

  it('have messages of no use to us, which are accepted', () => {
    const collected = collect('osc', { senders: ['natnet', 'reality-field'] });
    receiveAll(collected, [
      message('/frame/start', 'i', int32(1)),
      message('/f/t', 'f', float32(1)),
      message('/tracker/camera/CamA', 'ffff', floats(1, 2, 3, 4)),
    ]);
    expect(collected.device.counters().accepted).toBe(3);
    expect([...collected.device.counters().refused]).toEqual([]);
  });

  it('that do not exist are refused by name', () => {
    const status = collect('osc', { senders: ['natnet', 'kinect'] }).device.status();
    expect('reason' in status && status.reason).toContain('/options/senders/1/name');
  });
});
