import { describe, expect, it } from 'vitest';
import {
  createPose,
  type Pose,
  quatFromRotationDeg,
  radFromDeg,
  type Triple,
  vec3,
} from '../../core/math.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { freedSimulator } from '../../devices/freed/simulator.ts';
import { openTrackIoFields, packetsFromPayload } from '../../devices/opentrackio/encoder.ts';
import { encodeOscMessage } from '../../devices/osc/osc-js.ts';
import { bytesOf, collect, loopback } from './collect.ts';
import { chunkOf, dataOf, floatsOf, positionOf, trackerOf } from './psn-receiver.ts';

/** What an operator does to the camera, in words; position in metres, angles in degrees. */
interface Move {
  right?: number;
  up?: number;
  forward?: number;
  panRight?: number;
  tiltUp?: number;
  rollClockwise?: number;
}

/** The same move written down by hand in each protocol's own axes (its specification, not our code). */
const senders: Record<string, (move: Move) => [kind: string, datagram: Uint8Array]> = {
  freed: ({ right = 0, up = 0, forward = 0, panRight = 0, tiltUp = 0, rollClockwise = 0 }) => {
    const signed24 = (value: number): number[] => {
      const v = Math.round(value) & 0xffffff;
      return [v >> 16, (v >> 8) & 255, v & 255];
    };
    const angles = [panRight, tiltUp, rollClockwise].flatMap((deg) => signed24(deg * 32768));
    const millimetres = [right, forward, up].flatMap((m) => signed24(m * 64_000));
    const head = [0xd1, 1, ...angles, ...millimetres, 0, 0, 0, 0, 0, 0, 0, 0];
    const sum = head.reduce((total, byte) => total + byte, 0);
    return ['freed', Uint8Array.from([...head, (0x40 - sum) & 0xff])];
  },
  opentrackio: ({
    right = 0,
    up = 0,
    forward = 0,
    panRight = 0,
    tiltUp = 0,
    rollClockwise = 0,
  }) => {
    const transform = {
      translation: { x: right, y: forward, z: up },
      rotation: { pan: -panRight, tilt: tiltUp, roll: rollClockwise },
    };
    const payload = new TextEncoder().encode(JSON.stringify({ transforms: [transform] }));
    return ['opentrackio', packetsFromPayload('json', payload, 0)[0]!];
  },
  'osc euler': ({
    right = 0,
    up = 0,
    forward = 0,
    panRight = 0,
    tiltUp = 0,
    rollClockwise = 0,
  }) => {
    const numbers = [right, up, -forward, -panRight, tiltUp, rollClockwise];
    return ['osc', encodeOscMessage('/cyc/camera/1/euler', floats(numbers))];
  },
  'osc pose': (move) => ['osc', encodeOscMessage('/cyc/camera/1/pose', floats(housePose(move)))],
  psn: ({ right = 0, up = 0, forward = 0, panRight = 0, tiltUp = 0, rollClockwise = 0 }) => {
    // Left-handed, Y up, Z forward, as Unity; the turn is an axis times its angle.
    const turn = floatsOf(...[-tiltUp, panRight, -rollClockwise].map(radFromDeg));
    return ['psn', dataOf({}, trackerOf(1, positionOf(right, up, forward), chunkOf(2, turn)))];
  },
  vmc: ({ right = 0, up = 0, forward = 0, panRight = 0, tiltUp = 0, rollClockwise = 0 }) => {
    // Unity: left-handed, Y up, Z forward; a positive turn is clockwise along its axis. A tilt up
    // is negative about X, a pan right positive about Y, a clockwise roll negative about Z.
    const q = unityQuaternion(-tiltUp, panRight, -rollClockwise);
    const numbers = floats([right, up, forward, ...q, 40]);
    return ['osc', encodeOscMessage('/VMC/Ext/Cam', [['s', '1'], ...numbers])];
  },
};

const floats = (numbers: number[]) => numbers.map((n) => ['f', n] as const);

function housePose({ right = 0, up = 0, forward = 0, ...turn }: Move): number[] {
  const { panRight = 0, tiltUp = 0, rollClockwise = 0 } = turn;
  const half = (deg: number): number => (deg * Math.PI) / 360;
  const single =
    panRight !== 0
      ? [0, -Math.sin(half(panRight)), 0, Math.cos(half(panRight))]
      : tiltUp !== 0
        ? [Math.sin(half(tiltUp)), 0, 0, Math.cos(half(tiltUp))]
        : [0, 0, -Math.sin(half(rollClockwise)), Math.cos(half(rollClockwise))];
  return [right, up, -forward, ...single];
}

/** Unity's Quaternion.Euler for one axis at a time, which is all that these tests turn. */
function unityQuaternion(x: number, y: number, z: number): number[] {
  const half = (deg: number): number => (deg * Math.PI) / 360;
  const axis = x !== 0 ? 0 : y !== 0 ? 1 : 2;
  const angle = half([x, y, z][axis]!);
  const q = [0, 0, 0, Math.cos(angle)];
  q[axis] = Math.sin(angle);
  return q;
}

function decoded(sender: string, move: Move): TrackingSample {
  const [kind, datagram] = senders[sender]!(move);
  const { device, samples } = collect(kind);
  device.receive(datagram, loopback);
  expect(device.counters().accepted).toBe(1);
  return samples[0]!;
}

function turned(sample: TrackingSample, direction: Triple): vec3 {
  return vec3.transformQuat(vec3.create(), direction, [sample.qx, sample.qy, sample.qz, sample.qw]);
}

describe.each(Object.keys(senders))('signs of %s', (sender) => {
  it('a camera at rest looks along −Z with +Y up', () => {
    const sample = decoded(sender, {});
    expectVector(turned(sample, [0, 0, -1]), [0, 0, -1]);
    expectVector(turned(sample, [0, 1, 0]), [0, 1, 0]);
  });

  it('a pan of 30° to the right turns the look towards +X', () => {
    const sample = decoded(sender, { panRight: 30 });
    expectVector(turned(sample, [0, 0, -1]), [0.5, 0, -Math.sqrt(3) / 2]);
    expectVector(turned(sample, [0, 1, 0]), [0, 1, 0]);
  });

  it('a tilt of 30° up turns the look towards +Y', () => {
    const sample = decoded(sender, { tiltUp: 30 });
    expectVector(turned(sample, [0, 0, -1]), [0, 0.5, -Math.sqrt(3) / 2]);
  });

  it('a roll of 30° clockwise, seen from behind, leans the top of the camera towards +X', () => {
    const sample = decoded(sender, { rollClockwise: 30 });
    expectVector(turned(sample, [0, 1, 0]), [0.5, Math.sqrt(3) / 2, 0]);
    expectVector(turned(sample, [0, 0, -1]), [0, 0, -1]);
  });

  it('a move to the right, up and forward is +X, +Y and −Z', () => {
    const sample = decoded(sender, { right: 1.5, up: 2.25, forward: 0.75 });
    expectVector([sample.x, sample.y, sample.z], [1.5, 2.25, -0.75]);
  });
});

function expectVector(actual: Readonly<vec3>, expected: Triple): void {
  for (let i = 0; i < 3; i += 1) expect(actual[i]).toBeCloseTo(expected[i]!, 4);
}

describe('pan and tilt together', () => {
  it('are the same orientation from every protocol: pan about the vertical, then tilt', () => {
    const pose: Pose = createPose();
    quatFromRotationDeg(pose.orientation, [20, -40, -10]);
    const state = {
      pose,
      sourceId: '',
      sourceNumber: 1,
      sequenceNumber: 0,
      timestampMs: 0,
      focalLengthMm: 35,
      focusDistanceM: 3,
      fStop: 2.8,
    };
    const fields = openTrackIoFields(state) as { transforms: { rotation: object }[] };
    expect(fields.transforms[0]?.rotation).toEqual({
      pan: expect.closeTo(-40),
      tilt: expect.closeTo(20),
      roll: expect.closeTo(10),
    });
    const [packet] = freedSimulator({ cameraId: 1 }).datagrams(pose, 0);
    // 40° · 32768 = 140000, 20° = 0a0000, 10° = 050000 (hexadecimal).
    expect([...packet!.subarray(2, 11)]).toEqual([...bytesOf('1400000a0000050000')]);
  });
});
