import { decode } from 'cborg';
import { describe, expect, it } from 'vitest';
import { mat4, quat, radFromDeg, type Triple, vec3 } from '../../core/math.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { encodePayload, packetsFromPayload } from '../../devices/opentrackio/encoder.ts';
import { fletcher16 } from '../../devices/opentrackio/header.ts';
import { replayInto } from '../../devices/replay/replay-into.ts';
import { collect, fixtureJson, fixtureRecording, loopback } from './collect.ts';

interface Transform {
  translation: Record<'x' | 'y' | 'z', number>;
  rotation: Record<'pan' | 'tilt' | 'roll', number>;
  scale?: Record<'x' | 'y' | 'z', number>;
}

interface Sample {
  sourceNumber?: number;
  transforms: Transform[];
  lens: Record<string, number> & { encoders: Record<string, number> };
  timing: { sampleTimestamp?: { seconds: number; nanoseconds: number } };
}

/** The transforms as 4×4 matrices in the wire's own axes, multiplied in order, then turned to ours. */
function expectedMatrix(transforms: Transform[]): mat4 {
  const wire = mat4.create();
  for (const { translation: t, rotation: r, scale: s } of transforms) {
    mat4.translate(wire, wire, [t.x, t.y, t.z]);
    mat4.rotateZ(wire, wire, radFromDeg(r.pan));
    mat4.rotateX(wire, wire, radFromDeg(r.tilt));
    mat4.rotateY(wire, wire, radFromDeg(r.roll));
    if (s) mat4.scale(wire, wire, [s.x, s.y, s.z]);
  }
  // M takes the wire's x right, y forward, z up to x right, y up, z back.
  const m: mat4 = [1, 0, 0, 0, 0, 0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 1];
  const result = mat4.multiply(mat4.create(), m, wire);
  return mat4.multiply(result, result, mat4.invert(mat4.create(), m)!);
}

function expectPose(sample: TrackingSample, transforms: Transform[]): void {
  const expected = expectedMatrix(transforms);
  const position = mat4.getTranslation(vec3.create(), expected);
  expect(sample.x).toBeCloseTo(position[0], 6);
  expect(sample.y).toBeCloseTo(position[1], 6);
  expect(sample.z).toBeCloseTo(position[2], 6);
  if (transforms.some((t) => t.scale)) return;
  const rotation = mat4.getRotation(quat.create(), expected);
  const dot = quat.dot(rotation, [sample.qx, sample.qy, sample.qz, sample.qw]);
  expect(Math.abs(dot)).toBeCloseTo(1, 9);
}

function expectSample(actual: TrackingSample | undefined, sample: Sample): void {
  expectPose(actual!, sample.transforms);
  expect(actual?.subject).toBe(String(sample.sourceNumber));
  expect(actual?.focalLengthMm).toBe(sample.lens.pinholeFocalLength);
  expect(actual?.focusDistanceM).toBe(sample.lens.focusDistance);
  expect(actual?.fStop).toBe(sample.lens.fStop);
  expect(actual?.entrancePupilMm).toBeCloseTo(sample.lens.entrancePupilOffset! * 1000, 9);
  expect(actual?.zoomEncoder).toBe(sample.lens.encoders.zoom);
  expect(actual?.focusEncoder).toBe(sample.lens.encoders.focus);
  expect(actual?.irisEncoder).toBe(sample.lens.encoders.iris);
  const stamp = sample.timing.sampleTimestamp;
  const timeMs = stamp ? stamp.seconds * 1000 + stamp.nanoseconds / 1e6 : Number.NaN;
  expect(actual?.sourceTimeMs).toBe(timeMs);
}

/** Sends one sample, given as fields. */
function send(device: ReturnType<typeof collect>['device'], fields: object, sequence = 0): void {
  for (const packet of packetsFromPayload('json', encodePayload('json', fields), sequence)) {
    device.receive(packet, loopback);
  }
}

const atRest = { translation: { x: 0, y: 0, z: 0 }, rotation: { pan: 0, tilt: 0, roll: 0 } };

describe('OpenTrackIO captures of the reference sender', () => {
  it.each(['json', 'cbor'])('decode to their payloads (%s)', (encoding) => {
    const recording = fixtureRecording(`opentrackio/captured_${encoding}_ptp_single.jsonl`);
    const { device, samples } = collect('opentrackio');
    replayInto(device, recording);
    expect(device.counters().accepted).toBe(8);
    expect([...device.counters().refused]).toEqual([]);
    expect([...(device.counters().noted ?? [])]).toEqual([]);
    for (const [i, { bytes }] of recording.entries()) {
      const payload = bytes.subarray(16);
      const fields: unknown =
        encoding === 'cbor' ? decode(payload) : JSON.parse(new TextDecoder().decode(payload));
      expectSample(samples[i], fields as Sample);
      expect(samples[i]?.sequence).toBe(i);
    }
  });
});

describe.each([
  'complete_static',
  'complete_dynamic',
  'recommended_static',
  'recommended_dynamic',
  'v1.0.1_complete_static',
  'v1.0.1_recommended_static',
  'v1.0.1_recommended_dynamic',
])('the example %s', (name) => {
  const fields = fixtureJson(`opentrackio/${name}_example.json`) as Sample;

  it.each(['json', 'cbor'] as const)('decodes in %s, whole and in 7 segments', (encoding) => {
    for (const segments of [1, 7]) {
      const { device, samples } = collect('opentrackio');
      const packets = packetsFromPayload(
        encoding,
        encodePayload(encoding, fields),
        65533,
        segments,
      );
      expect(packets).toHaveLength(segments === 1 ? Math.max(1, packets.length) : 7);
      for (const packet of packets) device.receive(packet, loopback);
      expect(samples).toHaveLength(1);
      expectSample(samples[0], fields);
    }
  });
});

describe('OpenTrackIO fields', () => {
  it('remembers the sensor and squeeze of a static block for the samples after it', () => {
    const { device, samples } = collect('opentrackio');
    const camera = {
      activeSensorPhysicalDimensions: { width: 36, height: 24 },
      anamorphicSqueeze: { num: 2, denom: 1 },
    };
    send(device, { sourceId: 'urn:uuid:a', static: { camera }, transforms: [atRest] }, 0);
    send(device, { sourceId: 'urn:uuid:a', transforms: [atRest] }, 1);
    send(device, { sourceId: 'urn:uuid:b', transforms: [atRest] }, 2);
    expect(samples.map((s) => [s.sensorWidthMm, s.sensorHeightMm, s.squeeze])).toEqual([
      [36, 24, 2],
      [36, 24, 2],
      [Number.NaN, Number.NaN, Number.NaN],
    ]);
  });

  it('composes every transform of the list, first to last, and not the first alone', () => {
    const transforms = [
      { translation: { x: 1, y: 2, z: 0 }, rotation: { pan: 90, tilt: 0, roll: 0 } },
      { translation: { x: 0, y: 3, z: 1 }, rotation: { pan: 0, tilt: 30, roll: 0 } },
      { translation: { x: 0.5, y: 0, z: 0 }, rotation: { pan: 10, tilt: 0, roll: 5 } },
    ];
    const { device, samples } = collect('opentrackio');
    send(device, { transforms });
    expectPose(samples[0]!, transforms);
  });

  it('lets a scale act on the translations after it and not on the orientation', () => {
    const scale = { x: 2, y: 3, z: 4 };
    const transforms = [
      { ...atRest, rotation: { pan: 90, tilt: 0, roll: 0 }, scale },
      { ...atRest, translation: { x: 1, y: 1, z: 1 } },
    ];
    const { device, samples } = collect('opentrackio');
    send(device, { transforms });
    expectPose(samples[0]!, transforms);
    const [{ qx, qy, qz, qw }] = samples as [TrackingSample];
    const look = vec3.transformQuat(vec3.create(), [0, 0, -1] as Triple, [qx, qy, qz, qw]);
    expect(look[0]).toBeCloseTo(-1, 9);
  });

  it.each([
    ['a missing rotation', { transforms: [{ translation: { x: 0, y: 0, z: 0 } }] }, 'transform'],
    [
      'text for a number',
      { transforms: [{ ...atRest, translation: { x: '1', y: 0, z: 0 } }] },
      'transform',
    ],
    ['an empty list', { transforms: [] }, 'transform'],
    ['a scale of zero', { transforms: [{ ...atRest, scale: { x: 0, y: 1, z: 1 } }] }, 'transform'],
    [
      'an overflow',
      { transforms: Array(3).fill({ ...atRest, translation: { x: 1e308, y: 0, z: 0 } }) },
      'non-finite',
    ],
    ['another protocol', { protocol: { name: 'Other' }, transforms: [atRest] }, 'protocol'],
    ['a list for a sample', [1, 2], 'payload'],
  ])('refuses %s', (_what, fields, reason) => {
    const { device, samples } = collect('opentrackio');
    send(device, fields);
    expect(samples).toEqual([]);
    expect([...device.counters().refused]).toEqual([[reason, 1]]);
  });

  it('leaves out a bad lens field, counts it, and keeps the rest', () => {
    const { device, samples } = collect('opentrackio');
    const lens = {
      pinholeFocalLength: -35,
      focusDistance: 'far',
      fStop: 2.8,
      encoders: { zoom: 7 },
    };
    send(device, { transforms: [atRest], lens });
    expect(samples[0]).toMatchObject({
      hasPose: true,
      focalLengthMm: Number.NaN,
      focusDistanceM: Number.NaN,
      fStop: 2.8,
      zoomEncoder: Number.NaN,
    });
    expect(device.counters().noted?.get('field')).toBe(3);
  });

  it('takes a sample with a lens and no transforms', () => {
    const { device, samples } = collect('opentrackio');
    send(device, { sourceNumber: 3, lens: { pinholeFocalLength: 50 } });
    expect(samples[0]).toMatchObject({ subject: '3', hasPose: false, focalLengthMm: 50 });
  });

  it('names the subject by sourceNumber, else by the last octet of the group, else "0"', () => {
    const cases: [object, object, string][] = [
      [{}, { sourceNumber: 14 }, '14'],
      [{ sourceNumber: 7 }, {}, '7'],
      [{ multicast: '239.135.1.42' }, {}, '42'],
      [{}, {}, '0'],
    ];
    for (const [options, fields, subject] of cases) {
      const { device, samples } = collect('opentrackio', options);
      send(device, { ...fields, transforms: [atRest] });
      expect(samples[0]?.subject).toBe(subject);
    }
  });

  it('accepts the checksum modulo 255 of older senders, and counts it', () => {
    const { device, samples } = collect('opentrackio');
    const [packet] = packetsFromPayload('json', encodePayload('json', { transforms: [atRest] }), 0);
    new DataView(packet!.buffer).setUint16(14, fletcher16(packet!, 255));
    device.receive(packet!, loopback);
    expect(samples).toHaveLength(1);
    expect(device.counters().noted?.get('checksum-mod-255')).toBe(1);
  });

  it('refuses CBOR that is nested without end or claims endless lists, without throwing', () => {
    const { device } = collect('opentrackio');
    const hostile = [
      new Uint8Array(30_000).fill(0x81),
      new Uint8Array(30_000).fill(0x9f),
      Uint8Array.from([0x9b, 255, 255, 255, 255, 255, 255, 255, 255]),
      new Uint8Array(30_000).fill(0xc1),
    ];
    for (const [i, payload] of hostile.entries()) {
      const [first, ...rest] = packetsFromPayload('cbor', payload, i * 40);
      for (const packet of [first!, ...rest]) device.receive(packet, loopback);
    }
    expect(device.counters().refused.get('cbor')).toBe(4);
    expect(device.counters().refused.get('internal')).toBeUndefined();
  });
});
