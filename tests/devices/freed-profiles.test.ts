import { describe, expect, it } from 'vitest';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { type Collected, collect, loopback } from './collect.ts';

interface Lens {
  camera?: number;
  zoom?: number;
  focus?: number;
  user?: number;
}

/** A D1 packet at rest with these lens fields, written down byte by byte from the manual. */
function packet({ camera = 1, zoom = 0, focus = 0, user = 0 }: Lens): number[] {
  const three = (value: number): number[] => [value >> 16, (value >> 8) & 255, value & 255];
  const pose = Array<number>(18).fill(0);
  const head = [0xd1, camera, ...pose, ...three(zoom), ...three(focus), user >> 8, user & 255];
  const sum = head.reduce((total, byte) => total + byte, 0);
  return [...head, (0x40 - sum) & 0xff];
}

const receive = ({ device }: Collected, ...lenses: Lens[]): void => {
  for (const lens of lenses) device.receive(Uint8Array.from(packet(lens)), loopback);
};

function lensOf(options: object, lens: Lens): TrackingSample {
  const collected = collect('freed', options);
  receive(collected, lens);
  const [sample] = collected.samples;
  if (!sample) throw new Error('no sample came');
  return sample;
}

const encoders = ({ zoomEncoder, focusEncoder, irisEncoder }: TrackingSample): number[] => [
  zoomEncoder,
  focusEncoder,
  irisEncoder,
];

const nan = Number.NaN;

describe('FreeD profiles', () => {
  it('are generic when the show says nothing: raw counts, and no lens in millimetres', () => {
    const sample = lensOf({}, { zoom: 0xfffffe, focus: 3, user: 0xabcd });
    expect(encoders(sample)).toEqual([0xfffffe, 3, 0xabcd]);
    expect(sample).toMatchObject({ focalLengthMm: nan, focusDistanceM: nan, fStop: nan });
    expect(sample.sequence).toBeNaN();
  });

  it.each([
    ['panasonic', { zoom: 0x555, focus: 0xfff, user: 0x555 }, [0, 1, 1]],
    ['panasonic', { zoom: 0xfff, focus: 0x555, user: 0xfff }, [1, 0, 0]],
    ['panasonic', { zoom: 0xaaa, focus: 0xaaa, user: 0xaaa }, [0.5, 0.5, 0.5]],
    ['sony', { zoom: 0x7ac0, focus: 0x1000, user: 0xffff }, [1, 0, 1]],
    ['sony', { zoom: 0x3d60, focus: 0x8000, user: 0x7ff }, [0.5, 0.5, 0x7ff / 0xfff]],
    ['mosys', { zoom: 0xffff, focus: 0, user: 0x1234 }, [1, 0, nan]],
    ['stype', { zoom: 0xffffff, focus: 0x800000, user: 7 }, [1, 0x800000 / 0xffffff, nan]],
    ['ncam', { zoom: 0, focus: 0xffffff, user: 7 }, [0, 1, nan]],
  ])('%s turns the counts %o into places in their ranges', (profile, lens, expected) => {
    const sample = lensOf({ profile }, lens);
    for (const [i, value] of encoders(sample).entries()) {
      if (Number.isNaN(expected[i])) expect(value).toBeNaN();
      else expect(value).toBeCloseTo(expected[i]!, 12);
    }
    expect(sample.focalLengthMm).toBeNaN();
  });

  it('hold what lies outside a range at its end, and count it', () => {
    const collected = collect('freed', { profile: 'panasonic' });
    receive(collected, { zoom: 0x554, focus: 0x1000, user: 0x800 });
    expect(encoders(collected.samples[0]!).slice(0, 2)).toEqual([0, 1]);
    expect(collected.device.counters().noted?.get('encoder-range')).toBe(2);
  });

  it('zcam is millimetres × 100, millimetres × 10, F-number × 100 and a frame counter', () => {
    // From Z CAM's page: 950 is 9.50 mm, 12300 is 1230.0 mm, 0x118 is F2.8; the upper 4 bits count.
    const sample = lensOf({ profile: 'zcam' }, { zoom: 950, focus: 12_300, user: 0xb118 });
    expect(sample.focalLengthMm).toBeCloseTo(9.5, 12);
    expect(sample.focusDistanceM).toBeCloseTo(1.23, 12);
    expect(sample.fStop).toBeCloseTo(2.8, 12);
    expect(sample.sequence).toBe(11);
    expect(encoders(sample)).toEqual([nan, nan, nan]);
  });

  it('syncro-link is millimetres × 64 twice and stops × 10', () => {
    const lens = { zoom: 35 * 64, focus: 2500 * 64, user: 56 };
    const sample = lensOf({ profile: 'syncro-link' }, lens);
    expect(sample).toMatchObject({ focalLengthMm: 35, focusDistanceM: 2.5, fStop: 5.6 });
  });

  it('leave out a focal length, distance or stop of 0', () => {
    const sample = lensOf({ profile: 'zcam' }, {});
    expect(sample).toMatchObject({ focalLengthMm: nan, focusDistanceM: nan, fStop: nan });
  });
});

describe('FreeD fields', () => {
  it('replace single fields of a profile', () => {
    const fields = {
      zoom: { kind: 'encoder', from: 100, to: 300, mask: 0xfff, invert: true },
      user: { kind: 'none' },
    };
    const lens = { zoom: 0x5000 + 150, focus: 0xfff, user: 0x600 };
    const sample = lensOf({ profile: 'panasonic', fields }, lens);
    expect(encoders(sample)).toEqual([0.75, 1, nan]);
  });

  it('make a frame counter of some bits while the others are the iris', () => {
    const fields = { user: { kind: 'encoder', sequenceBits: 4 } };
    const sample = lensOf({ fields }, { user: 0xc123 });
    expect([sample.irisEncoder, sample.sequence]).toEqual([0x123, 12]);
  });

  it.each([
    ['a from without a to', { zoom: { kind: 'encoder', from: 1 } }, '/options/fields/zoom'],
    ['a range upside down', { zoom: { kind: 'encoder', from: 9, to: 3 } }, 'invert'],
    ['an invert without a range', { focus: { kind: 'encoder', invert: true } }, 'learn'],
    ['a kind that is none', { focus: { kind: 'metres', perMm: 1 } }, '/options/fields/focus'],
    ['millimetres of nothing', { zoom: { kind: 'mm', perMm: 0 } }, '/options/fields/zoom/perMm'],
    ['an iris for zoom', { zoom: { kind: 'iris', perStop: 1 } }, '/options/fields/zoom'],
  ])('with %s make the device unavailable, and it says where', (_what, fields, words) => {
    const status = collect('freed', { fields }).device.status();
    expect(status).toMatchObject({ state: 'unavailable' });
    expect('reason' in status && status.reason).toContain(words);
  });
});

describe('a learned FreeD range', () => {
  const learning = { fields: { zoom: { kind: 'encoder', learn: true } } };

  it('gives nothing until the ring has moved, then the place between the ends seen so far', () => {
    const collected = collect('freed', learning);
    const counts = [2000, 2010, 2600, 2300, 3000, 2500];
    receive(collected, ...counts.map((zoom) => ({ zoom })));
    const places = collected.samples.map((sample) => sample.zoomEncoder);
    expect(places).toEqual([nan, nan, 1, 0.5, 1, 0.5]);
  });

  it('begins with from and to where they are given, and can be inverted', () => {
    const zoom = { kind: 'encoder', learn: true, from: 1000, to: 2000, invert: true };
    const collected = collect('freed', { fields: { zoom } });
    receive(collected, { zoom: 1250 }, { zoom: 3000 }, { zoom: 1500 });
    expect(collected.samples.map((sample) => sample.zoomEncoder)).toEqual([0.75, 0, 0.75]);
  });

  it('is one for each camera id, and stands in the status of the open device', async () => {
    const collected = collect('freed', { port: 0, ...learning });
    await collected.device.open();
    receive(collected, { camera: 1, zoom: 100 }, { camera: 1, zoom: 900 });
    receive(collected, { camera: 7, zoom: 0x7000 }, { camera: 7, zoom: 0x7fff });
    const detail = 'learned zoom of camera 1: 100 to 900, camera 7: 28672 to 32767';
    expect(collected.device.status()).toMatchObject({ detail: expect.stringContaining(detail) });
    await collected.device.close();
    expect(collected.samples.map((sample) => sample.zoomEncoder)).toEqual([nan, 1, nan, 1]);
  });
});

describe('the frame counter of a Z CAM', () => {
  /** What the samples count when these numbers come at these times. */
  function counted(arrivals: readonly (readonly [ms: number, number: number])[]): number[] {
    const collected = collect('freed', { profile: 'zcam' });
    for (const [ms, number] of arrivals) {
      collected.nowMs = ms;
      receive(collected, { user: (number << 12) | 280 });
    }
    return collected.samples.map((sample) => sample.sequence);
  }

  const everyFrame = (numbers: number[]) => numbers.map((number, i) => [16 * i, number] as const);

  it('goes on over its 16 numbers', () => {
    const numbers = Array.from({ length: 50 }, (_, i) => (i + 14) % 16);
    expect(counted(everyFrame(numbers))).toEqual(numbers.map((_, i) => i + 14));
  });

  it('shows what is lost, what is late and what came twice', () => {
    const arrivals = [
      [0, 14],
      [16, 15],
      [48, 1],
      [49, 0],
      [50, 1],
      [64, 2],
    ] as const;
    expect(counted(arrivals)).toEqual([14, 15, 17, 16, 17, 18]);
  });

  it('that stands still does not make every packet a duplicate', () => {
    expect(counted(everyFrame([5, 5, 5, 5, 6]))).toEqual([5, 6, 7, 8, 9]);
  });

  it('only goes forward after a silence', () => {
    expect(
      counted([
        [0, 9],
        [2000, 3],
        [4000, 3],
      ]),
    ).toEqual([9, 19, 35]);
  });

  it('is kept apart for each camera id', () => {
    const collected = collect('freed', { profile: 'zcam' });
    for (const number of [15, 0, 1]) {
      collected.nowMs += 16;
      receive(collected, { camera: 1, user: number << 12 });
      receive(collected, { camera: 2, user: 4 << 12 });
    }
    const of = (subject: string) =>
      collected.samples.filter((s) => s.subject === subject).map((s) => s.sequence);
    expect(of('1')).toEqual([15, 16, 17]);
    expect(of('2')).toEqual([4, 5, 6]);
  });
});

describe('FreeD one count below zero', () => {
  it.each([
    ['pan', 2, (s: TrackingSample) => 2 * Math.asin(s.qy), Math.PI / 180 / 32768],
    ['tilt', 5, (s: TrackingSample) => 2 * Math.asin(s.qx), -Math.PI / 180 / 32768],
    ['roll', 8, (s: TrackingSample) => 2 * Math.asin(s.qz), Math.PI / 180 / 32768],
    ['X', 11, (s: TrackingSample) => s.x, -1 / 64_000],
    ['Y', 14, (s: TrackingSample) => s.z, 1 / 64_000],
    ['Z', 17, (s: TrackingSample) => s.y, -1 / 64_000],
  ])('is one count below zero in %s', (_field, at, read, expected) => {
    const bytes = packet({});
    bytes.splice(at, 3, 0xff, 0xff, 0xff);
    bytes[28] = (bytes[28]! - 3 * 0xff) & 0xff;
    const collected = collect('freed');
    collected.device.receive(Uint8Array.from(bytes), loopback);
    expect(read(collected.samples[0]!)).toBeCloseTo(expected, 12);
  });
});
