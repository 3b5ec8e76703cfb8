import { describe, expect, it } from 'vitest';
import type { Triple, vec3 } from '../../core/math.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { fixtureRecording } from './collect.ts';
import {
  chunkOf,
  dataOf,
  floatsOf,
  positionOf,
  psnReceiver,
  trackerOf,
  turned,
  unsigned64Of,
} from './psn-receiver.ts';

const recorded = fixtureRecording('psn/captured_2trackers_info_then_data.jsonl').map(
  (datagram) => datagram.bytes,
);
const dataPackets = recorded.slice(1);

/** One tracker's sample out of a packet made by hand. */
function decoded(fields: number[][], options: object = {}, timestampUs = 5000): TrackingSample {
  const { send, samples } = psnReceiver(options);
  send([dataOf({ timestampUs }, trackerOf(7, ...fields))]);
  const [sample] = samples;
  if (!sample) throw new Error('no sample came');
  return sample;
}

const at: number[] = positionOf(0, 0, 0);
const orientationOf = (x: number, y: number, z: number) => chunkOf(2, floatsOf(x, y, z));

describe('the datagrams of the reference encoder', () => {
  it.each(dataPackets.map((bytes, f) => [f, bytes] as const))(
    'DATA frame %i decodes to its documented values',
    (f, bytes) => {
      const { send, samples, device } = psnReceiver();
      send([bytes]);
      expect(samples).toHaveLength(2);
      for (const [i, sample] of samples.entries()) {
        expect(sample).toMatchObject({ kind: 'object', subject: String(i), valid: i === 0 });
        expect(sample).toMatchObject({ hasPose: true, receivedMs: 1000 });
        expect(sample.x).toBeCloseTo(2 * Math.sin(0.1 * f + i) + i, 6);
        expect(sample.y).toBe(1.5 + 0.25 * i);
        expect(sample.z).toBeCloseTo(3 - Math.cos(0.1 * f + i), 6);
        expect(sample.sourceTimeMs).toBeCloseTo((1_000_000 + 16_667 * f - 250) / 1000, 9);
        // A turn by +0.1·f about the upward axis of a left-handed frame takes forward to the right.
        const [x, y, z] = turned(sample, [0, 0, -1]);
        expect(x).toBeCloseTo(Math.sin(0.1 * f), 6);
        expect(y).toBeCloseTo(0, 9);
        expect(z).toBeCloseTo(-Math.cos(0.1 * f), 6);
      }
      expect(device.counters()).toMatchObject({ accepted: 1, refused: new Map() });
    },
  );

  it('are frames that count on, each tracker in each', () => {
    const { send, sequences, subjects } = psnReceiver();
    send(recorded);
    const [first = Number.NaN] = sequences();
    expect(sequences().map((sequence) => sequence - first)).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].flatMap((f) => [f, f]),
    );
    expect(subjects()).toEqual(Array(8).fill(['0', '1']).flat());
  });
});

describe('the axes of PosiStageNet', () => {
  it('to the right, up and into the depth is +X, +Y and −Z', () => {
    const { x, y, z } = decoded([positionOf(1.5, 2.25, 0.75)]);
    expect([x, y, z]).toEqual([1.5, 2.25, -0.75]);
  });

  it.each([
    ['turned to the right', [0, 1, 0], [0, 0, -1], [Math.sin(0.5), 0, -Math.cos(0.5)]],
    ['tilted down', [1, 0, 0], [0, 0, -1], [0, -Math.sin(0.5), -Math.cos(0.5)]],
    ['rolled anticlockwise from behind', [0, 0, 1], [0, 1, 0], [-Math.sin(0.5), Math.cos(0.5), 0]],
  ] as [string, Triple, Triple, Triple][])(
    'half a radian by the left hand: %s',
    (_words, axis, direction, expected) => {
      const [x, y, z] = axis;
      const sample = decoded([at, orientationOf(x / 2, y / 2, z / 2)]);
      expectVector(turned(sample, direction), expected);
      const mirrored = decoded([at, orientationOf(-x / 2, -y / 2, -z / 2)], {
        orientationHand: 'right',
      });
      expectVector(turned(mirrored, direction), expected);
    },
  );

  it('any axis and angle is what the rotation formula gives in the frame of the wire', () => {
    const turns: Triple[] = [
      [0.3, -0.7, 1.1],
      [-2, 1, 0.5],
      [3, 0.1, -0.2],
      [1e-5, 0, -1e-5],
      [-4, 4, 4],
    ];
    for (const turn of turns) {
      const sample = decoded([at, orientationOf(...turn)]);
      for (const d of [
        [1, 0, 0],
        [0, 1, 0],
        [0.6, -0.3, 0.7],
      ] as Triple[]) {
        const [x, y, z] = rotatedOnWire([d[0], d[1], -d[2]], turn.map(Math.fround) as Triple);
        expectVector(turned(sample, d), [x, y, -z]);
      }
    }
  });

  it('a tracker without an orientation is not turned', () => {
    expect(decoded([at])).toMatchObject({ qx: 0, qy: 0, qz: 0, qw: 1 });
    expect(decoded([at, orientationOf(0, 0, 0)])).toMatchObject({ qw: 1 });
  });
});

/** v·cos + (k × v)·sin + k·(k·v)·(1 − cos), Rodrigues' formula, k the unit axis. */
function rotatedOnWire(v: Triple, turn: Triple): Triple {
  const angle = Math.hypot(...turn);
  const k = turn.map((c) => c / angle) as Triple;
  const cross: Triple = [
    k[1] * v[2] - k[2] * v[1],
    k[2] * v[0] - k[0] * v[2],
    k[0] * v[1] - k[1] * v[0],
  ];
  const along = (k[0] * v[0] + k[1] * v[1] + k[2] * v[2]) * (1 - Math.cos(angle));
  return [0, 1, 2].map(
    (i) => v[i]! * Math.cos(angle) + cross[i]! * Math.sin(angle) + k[i]! * along,
  ) as Triple;
}

function expectVector(actual: Readonly<vec3>, expected: Readonly<Triple>): void {
  for (let i = 0; i < 3; i += 1) expect(actual[i]).toBeCloseTo(expected[i]!, 6);
}

describe('the fields of a tracker', () => {
  const status = (value: number) => chunkOf(3, floatsOf(value));
  const timestamp = (us: number) => chunkOf(6, unsigned64Of(us));

  it('status above 0 is valid; 0, less, or no number is not; none at all is', () => {
    for (const value of [1, 0.1, 1e-30]) expect(decoded([at, status(value)]).valid).toBe(true);
    for (const value of [0, -1, Number.NaN]) expect(decoded([at, status(value)]).valid).toBe(false);
    expect(decoded([at]).valid).toBe(true);
  });

  it('time is the tracker’s own, or the packet’s, or none when both are 0', () => {
    expect(decoded([at, timestamp(4200)]).sourceTimeMs).toBe(4.2);
    expect(decoded([at]).sourceTimeMs).toBe(5);
    expect(decoded([at, timestamp(0)]).sourceTimeMs).toBe(5);
    expect(decoded([at, timestamp(0)], {}, 0).sourceTimeMs).toBeNaN();
    expect(decoded([at, timestamp(2 ** 50)]).sourceTimeMs).toBe(2 ** 50 / 1000);
  });

  it('orientation, status and timestamps are left where the options say so', () => {
    const fields = [at, orientationOf(1, 2, 3), status(0), timestamp(4200)];
    const none = decoded(fields, { ignore: ['orientation', 'status', 'timestamps'] });
    expect(none).toMatchObject({ qw: 1, valid: true, sourceTimeMs: Number.NaN });
    const some = decoded(fields, { ignore: ['status'] });
    expect(some).toMatchObject({ valid: true, sourceTimeMs: 4.2 });
    expect(some.qw).not.toBe(1);
  });

  it('come in any order, with unknown ones between them, and may be longer than is known', () => {
    const longer = chunkOf(0, [...floatsOf(1, 2, 3), 9, 9, 9, 9]);
    const sample = decoded([chunkOf(99, [1, 2, 3]), status(0), chunkOf(0x7fff, []), longer]);
    expect(sample).toMatchObject({ x: 1, y: 2, z: -3, valid: false });
  });

  it('a tracker with a short, missing or impossible one is refused, the others are not', () => {
    const { send, subjects, refused, device } = psnReceiver();
    const bad = [
      [chunkOf(0, floatsOf(1, 2))],
      [at, chunkOf(2, floatsOf(1, 2))],
      [at, chunkOf(3, [1])],
      [at, chunkOf(6, floatsOf(1))],
      [orientationOf(1, 0, 0)],
      [positionOf(1, Number.NaN, 2)],
      [at, orientationOf(Number.POSITIVE_INFINITY, 0, 0)],
    ];
    send([dataOf({}, ...bad.map((fields, id) => trackerOf(id, ...fields)), trackerOf(9, at))]);
    expect(subjects()).toEqual(['9']);
    expect(refused()).toEqual({ chunk: 4, position: 1, 'non-finite': 2 });
    expect(device.counters().accepted).toBe(1);
    send([dataOf({ frameId: 2 }, trackerOf(9))]);
    expect(refused()).toMatchObject({ position: 2 });
    expect(device.counters().accepted).toBe(1);
  });
});
