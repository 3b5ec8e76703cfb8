import { describe, expect, it } from 'vitest';
import type { LensDistortion } from '../../core/lens/distortion.ts';
import { encodePayload, packetsFromPayload } from '../../devices/opentrackio/encoder.ts';
import type { PayloadEncoding } from '../../devices/opentrackio/header.ts';
import { type Collected, collect, fixtureJson, fixtureRecording, loopback } from './collect.ts';

const atRest = { translation: { x: 0, y: 0, z: 0 }, rotation: { pan: 0, tilt: 0, roll: 0 } };

let sequence = 0;
function send({ device }: Collected, fields: object, encoding: PayloadEncoding = 'json'): void {
  const packets = packetsFromPayload(encoding, encodePayload(encoding, fields), sequence);
  sequence = (sequence + packets.length) & 0xffff;
  for (const packet of packets) device.receive(packet, loopback);
}

const noted = ({ device }: Collected) => Object.fromEntries(device.counters().noted ?? []);
const refused = ({ device }: Collected) => Object.fromEntries(device.counters().refused);

/** A device whose sample's distortion is looked at while it is lent. */
function distortionOf(lens: object, encoding: PayloadEncoding = 'json') {
  const seen: LensDistortion[] = [];
  const sink = {
    sample: ({ distortion }: { distortion: LensDistortion }) => {
      seen.push(structuredClone(distortion));
    },
    command: () => {},
    control: () => {},
  };
  const collected = collect('opentrackio', {}, { sink });
  send(collected, { transforms: [atRest], lens }, encoding);
  return { distortion: seen[0], collected };
}

describe('OpenTrackIO distortion', () => {
  it.each(['json', 'cbor'] as const)(
    'is from distorted to undistorted by default (%s)',
    (encoding) => {
      const lens = {
        distortion: [{ radial: [0.1, -0.2, 0.3], tangential: [0.01, -0.02], overscan: 1.2 }],
        projectionOffset: { x: 0.5, y: -0.25 },
        distortionOffset: { x: -1, y: 2 },
      };
      expect(distortionOf(lens, encoding).distortion).toEqual({
        model: 'brown-conrady-d-u',
        radial: [0.1, -0.2, 0.3, 0, 0, 0],
        tangential: [0.01, -0.02],
        projectionOffsetMm: [0.5, -0.25],
        distortionOffsetMm: [-1, 2],
      });
    },
  );

  it('is the model that is named, and of several the one from distorted to undistorted', () => {
    const back = { model: 'Brown-Conrady U-D', radial: [9] };
    const forth = { model: 'Brown-Conrady D-U', radial: [1, 2, 3, 4, 5, 6], tangential: [7] };
    expect(distortionOf({ distortion: [back] }).distortion).toMatchObject({
      model: 'brown-conrady-u-d',
      radial: [9, 0, 0, 0, 0, 0],
    });
    expect(distortionOf({ distortion: [back, forth] }).distortion).toMatchObject({
      model: 'brown-conrady-d-u',
      radial: [1, 2, 3, 4, 5, 6],
      tangential: [7, 0],
    });
  });

  it('keeps an offset that comes without coefficients, as a model that bends nothing', () => {
    expect(distortionOf({ projectionOffset: { x: 0.1, y: 0.2 } }).distortion).toEqual({
      model: 'brown-conrady-d-u',
      radial: [0, 0, 0, 0, 0, 0],
      tangential: [0, 0],
      projectionOffsetMm: [0.1, 0.2],
      distortionOffsetMm: [0, 0],
    });
  });

  it('is none when the lens says nothing of it', () => {
    expect(distortionOf({ fStop: 4 }).distortion?.model).toBe('none');
  });

  it.each([
    ['another model', { model: 'Fisheye', radial: [1] }, 'distortion-model'],
    ['no list of coefficients', { radial: 3 }, 'field'],
    ['text for a coefficient', { radial: [1, 'x'] }, 'field'],
    ['more than six of them', { radial: [1, 2, 3, 4, 5, 6, 7] }, 'field'],
    ['three tangential ones', { radial: [1], tangential: [1, 2, 3] }, 'field'],
    ['no map', 7, 'distortion-model'],
  ])('with %s is left out and counted; the pose stands', (_what, entry, oddity) => {
    const { distortion, collected } = distortionOf({ distortion: [entry] });
    expect(distortion?.model).toBe('none');
    expect(noted(collected)).toEqual({ [oddity]: 1 });
    expect(collected.device.counters().accepted).toBe(1);
  });

  it('with coefficients that are not finite is left out (CBOR can say infinity)', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const { distortion } = distortionOf({ distortion: [{ radial: [bad] }] }, 'cbor');
      expect(distortion?.model).toBe('none');
    }
    const { distortion } = distortionOf({ projectionOffset: { x: Number.NaN, y: 0 } }, 'cbor');
    expect(distortion?.model).toBe('none');
  });

  it('does not stay from one sample to the next', () => {
    const models: string[] = [];
    const sink = {
      sample: ({ distortion }: { distortion: LensDistortion }) => models.push(distortion.model),
      command: () => {},
      control: () => {},
    };
    const collected = collect('opentrackio', {}, { sink });
    send(collected, { transforms: [atRest], lens: { distortion: [{ radial: [1] }] } });
    send(collected, { transforms: [atRest] });
    send(collected, { transforms: [atRest], lens: { fStop: 2 } });
    expect(models).toEqual(['brown-conrady-d-u', 'none', 'none']);
  });

  it.each([
    'v1.0.1_complete_static',
    'complete_dynamic',
    'complete_static',
    'v1.0.1_recommended_dynamic',
  ])('of the example %s is read as it stands there', (name) => {
    const { lens } = fixtureJson(`opentrackio/${name}_example.json`) as {
      lens: {
        distortion: { model?: string; radial: number[]; tangential: number[] }[];
        projectionOffset: Record<'x' | 'y', number>;
      };
    };
    const entry = lens.distortion.find(({ model }) => model !== 'Brown-Conrady U-D');
    const { distortion } = distortionOf(lens);
    expect(distortion?.model).toBe('brown-conrady-d-u');
    expect(distortion?.radial.slice(0, entry?.radial.length)).toEqual(entry?.radial);
    expect(distortion?.tangential).toEqual(entry?.tangential);
    const { x, y } = lens.projectionOffset;
    expect(distortion?.projectionOffsetMm).toEqual([x, y]);
  });
});

describe('OpenTrackIO encoders', () => {
  const encoders = { focus: 0.1, iris: 0.2, zoom: 0.3 };
  const rawEncoders = { focus: 1000, iris: 2000, zoom: 4_294_967_295 };

  const read = (options: object, lens: object) => {
    const collected = collect('opentrackio', options);
    send(collected, { transforms: [atRest], lens });
    const [sample] = collected.samples;
    const values = [sample?.focusEncoder, sample?.irisEncoder, sample?.zoomEncoder];
    return { values, noted: noted(collected) };
  };

  it('are the normalised ones, or the raw ones when the option says so; never a mixture', () => {
    const both = { encoders, rawEncoders };
    expect(read({}, both).values).toEqual([0.1, 0.2, 0.3]);
    expect(read({ encoders: 'raw' }, both).values).toEqual([1000, 2000, 4_294_967_295]);
    const part = { encoders: { focus: 0.5 }, rawEncoders };
    expect(read({}, part).values).toEqual([0.5, Number.NaN, Number.NaN]);
  });

  it('that come only in the other form are left, and counted', () => {
    const none = [Number.NaN, Number.NaN, Number.NaN];
    expect(read({}, { rawEncoders })).toEqual({ values: none, noted: { 'other-encoders': 1 } });
    const raw = read({ encoders: 'raw' }, { encoders });
    expect(raw).toEqual({ values: none, noted: { 'other-encoders': 1 } });
  });
});

describe('OpenTrackIO synchronization offsets', () => {
  const agesOf = (options: object, offsets: unknown) => {
    const collected = collect('opentrackio', options);
    const timing = {
      sampleTimestamp: { seconds: 10, nanoseconds: 0 },
      synchronization: { offsets },
    };
    send(collected, { transforms: [atRest], timing });
    const [sample] = collected.samples;
    const ages = [sample?.translationAgeMs, sample?.rotationAgeMs, sample?.lensAgeMs];
    return { ages, noted: noted(collected) };
  };

  it('are read from sync to sample: a part that was captured later is younger', () => {
    const offsets = { translation: 0.004, rotation: 0, lensEncoders: -0.02 };
    expect(agesOf({}, offsets).ages).toEqual([-4, 0, 20]);
    expect(agesOf({ offsets: 'earlier' }, offsets).ages).toEqual([4, 0, -20]);
    expect(agesOf({ offsets: 'ignored' }, offsets).ages).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
  });

  it('may be given for some parts only', () => {
    expect(agesOf({}, { lensEncoders: -0.5 }).ages).toEqual([Number.NaN, Number.NaN, 500]);
  });

  it('beyond a second, or of the wrong type, are left out and counted', () => {
    const offsets = { translation: 1.5, rotation: '0', lensEncoders: -1 };
    const { ages, noted: odd } = agesOf({}, offsets);
    expect(ages).toEqual([Number.NaN, Number.NaN, 1000]);
    expect(odd).toEqual({ field: 2 });
  });

  it('are none in the samples of the reference sender', () => {
    const collected = collect('opentrackio');
    for (const { bytes } of fixtureRecording('opentrackio/captured_json_ptp_single.jsonl')) {
      collected.device.receive(bytes, loopback);
    }
    expect(collected.samples).toHaveLength(8);
    for (const sample of collected.samples) {
      expect(sample.translationAgeMs).toBeNaN();
      expect(sample.lensAgeMs).toBeNaN();
    }
  });
});

describe('the sourceNumber option', () => {
  it('takes that source alone, and samples that have no number', () => {
    const collected = collect('opentrackio', { sourceNumber: 7 });
    send(collected, { sourceNumber: 7, transforms: [atRest] });
    send(collected, { sourceNumber: 8, transforms: [atRest] });
    send(collected, { transforms: [atRest] });
    expect(collected.samples.map((sample) => sample.subject)).toEqual(['7', '7']);
    expect(refused(collected)).toEqual({ 'source-number': 1 });
  });

  it('filters on a group of another name, too', () => {
    const options = { sourceNumber: 7, multicast: '239.135.1.42' };
    const collected = collect('opentrackio', options);
    send(collected, { sourceNumber: 42, transforms: [atRest] });
    send(collected, { sourceNumber: 7, transforms: [atRest] });
    expect(collected.samples.map((sample) => sample.subject)).toEqual(['7']);
  });
});

describe('an OpenTrackIO static block', () => {
  const camera = { activeSensorPhysicalDimensions: { width: 36, height: 24 } };
  const widths = ({ samples }: Collected) => samples.map((sample) => sample.sensorWidthMm);

  it('is remembered while its source is heard, and forgotten after ten seconds of silence', () => {
    const collected = collect('opentrackio');
    send(collected, { sourceId: 'urn:uuid:a', static: { camera }, transforms: [atRest] });
    for (let i = 0; i < 4; i += 1) {
      collected.nowMs += 9000;
      send(collected, { sourceId: 'urn:uuid:a', transforms: [atRest] });
    }
    collected.nowMs += 11_000;
    send(collected, { sourceId: 'urn:uuid:a', transforms: [atRest] });
    expect(widths(collected)).toEqual([36, 36, 36, 36, 36, Number.NaN]);
  });

  it('belongs to its source when several send in turns', () => {
    const collected = collect('opentrackio');
    const other = { activeSensorPhysicalDimensions: { width: 24.89, height: 14 } };
    send(collected, { sourceId: 'urn:uuid:a', static: { camera }, transforms: [atRest] });
    send(collected, { sourceId: 'urn:uuid:b', static: { camera: other }, transforms: [atRest] });
    send(collected, { sourceId: 'urn:uuid:a', transforms: [atRest] });
    send(collected, { sourceId: 'urn:uuid:b', transforms: [atRest] });
    expect(widths(collected)).toEqual([36, 24.89, 36, 24.89]);
  });
});
