import { describe, expect, it } from 'vitest';
import {
  createLensState,
  type LensState,
  lensFromSettings,
  updateLens,
} from '../../../core/tracking/lens.ts';
import { TrackingSample } from '../../../core/tracking/tracking-sample.ts';
import { lensSettings } from './lens-settings.ts';

type Settings = ReturnType<typeof lensSettings>;

const startOf = (settings: Settings): LensState => lensFromSettings(createLensState(), settings);
const sampleWith = (part: Partial<TrackingSample>): TrackingSample =>
  Object.assign(new TrackingSample(), part);

describe('a lens from its settings', () => {
  it('has the area of its sensor mode, its offset, and the overscan of its distortion', () => {
    const settings = lensSettings({
      sensorMode: 'arri-alexa-lf-open-gate',
      sensorMm: [10, 10],
      projectionOffsetMm: [0.2, -0.1],
      distortion: { model: 'brown-conrady-d-u', radial: [1e-4, 0, 0, 0, 0, 0] },
    });
    const lens = startOf(settings);
    expect(lens).toMatchObject({ sensorWidthMm: 36.7, sensorHeightMm: 25.54 });
    expect([lens.projectionOffsetXMm, lens.projectionOffsetYMm]).toEqual([0.2, -0.1]);
    // The farthest corner from the centre of distortion, which is at the offset.
    const s = (18.35 + 0.2) ** 2 + (12.77 + 0.1) ** 2;
    const x = (18.35 + 0.2) * (1 + 1e-4 * s) - 0.2;
    expect(lens.distortionOverscan).toBeGreaterThan(1.04);
    expect(lens.distortionOverscan).toBeCloseTo(Math.max(x / 18.35, yFactor()), 3);
  });

  function yFactor(): number {
    // The lower left corner is the farthest downwards, too.
    const s = (18.35 + 0.2) ** 2 + (12.77 + 0.1) ** 2;
    return ((12.77 + 0.1) * (1 + 1e-4 * s) - 0.1) / 12.77;
  }
});

describe('a lens of kind table', () => {
  const rows = lensSettings({
    kind: 'table',
    table: [
      { encoder: 1000, focalLengthMm: 20, entrancePupilMm: 100 },
      { encoder: 3000, focalLengthMm: 60, entrancePupilMm: 160 },
    ],
  });

  it('reads the rows of an older show by raw counts', () => {
    const lens = startOf(rows);
    updateLens(lens, rows, sampleWith({ zoomEncoder: 1500 }));
    expect(lens).toMatchObject({ focalLengthMm: 30, entrancePupilMm: 115 });
    updateLens(lens, rows, sampleWith({ zoomEncoder: 99999 }));
    expect(lens).toMatchObject({ focalLengthMm: 60, entrancePupilMm: 160 });
    updateLens(lens, rows, sampleWith({ focalLengthMm: 300 }));
    expect(lens.focalLengthMm).toBe(60);
  });

  it('stays as its settings say until its ring is known', () => {
    const lens = startOf(rows);
    updateLens(lens, rows, sampleWith({ focusEncoder: 5 }));
    expect(lens).toMatchObject({ focalLengthMm: 35, entrancePupilMm: 0 });
  });

  it('reads encoders over its tables, each ring where it was last', () => {
    const settings = lensSettings({
      kind: 'table',
      encoders: {
        zoom: { from: 0, to: 1000 },
        focus: { from: 0, to: 4000, invert: true },
        iris: { from: 0, to: 0xfff, mask: 0xfff },
      },
      tables: {
        zoom: [0, 1],
        focus: [0, 1],
        focalLengthMm: [
          [20, 22],
          [60, 66],
        ],
        focusDistanceM: [
          [9, 1],
          [9, 1],
        ],
        iris: [0, 1],
        fStop: [2, 22],
      },
    });
    const lens = startOf(settings);
    updateLens(lens, settings, sampleWith({ zoomEncoder: 500, focusEncoder: 3000 }));
    // Focus reads 0.25: half of 20.5 and 61.5.
    expect(lens.focalLengthMm).toBeCloseTo(41, 12);
    expect(lens.focusDistanceM).toBeCloseTo(7, 12);
    expect(lens.fStop).toBe(2.8);
    updateLens(lens, settings, sampleWith({ irisEncoder: 0x3fff }));
    expect(lens.fStop).toBe(22);
    updateLens(lens, settings, sampleWith({ zoomEncoder: 1000 }));
    expect(lens.focalLengthMm).toBeCloseTo(61.5, 12);
  });

  it('forgets its rings when its settings change', () => {
    const lens = startOf(rows);
    updateLens(lens, rows, sampleWith({ zoomEncoder: 3000 }));
    const other = lensSettings({ kind: 'table', table: [{ encoder: 0, focalLengthMm: 85 }] });
    lensFromSettings(lens, other);
    updateLens(lens, other, sampleWith({}));
    expect(lens.focalLengthMm).toBe(85);
  });

  it('keeps two cameras with the same settings apart', () => {
    const [a, b] = [startOf(rows), startOf(rows)];
    updateLens(a, rows, sampleWith({ zoomEncoder: 1000 }));
    updateLens(b, rows, sampleWith({ zoomEncoder: 3000 }));
    updateLens(a, rows, sampleWith({}));
    expect([a.focalLengthMm, b.focalLengthMm]).toEqual([20, 60]);
  });
});

describe('a lens of kind tracked', () => {
  const settings = lensSettings({ kind: 'tracked', sensorMm: [36, 24] });
  const bent = (k1: number): TrackingSample => {
    const sample = new TrackingSample();
    sample.distortion.model = 'brown-conrady-d-u';
    sample.distortion.radial = [k1, 0, 0, 0, 0, 0];
    return sample;
  };

  it('takes offset and overscan from the wire, and keeps them when a packet has none', () => {
    const lens = startOf(settings);
    updateLens(lens, settings, bent(2e-4));
    expect(lens.distortionOverscan).toBeCloseTo(1 + 2e-4 * 468, 9);
    updateLens(lens, settings, new TrackingSample());
    expect(lens.distortionOverscan).toBeCloseTo(1 + 2e-4 * 468, 9);
    const shifted = bent(0);
    shifted.distortion.projectionOffsetMm = [0.3, -0.2];
    updateLens(lens, settings, shifted);
    expect(lens).toMatchObject({
      projectionOffsetXMm: 0.3,
      projectionOffsetYMm: -0.2,
      distortionOverscan: 1,
    });
  });

  it('computes the overscan again when the sensor changes', () => {
    const lens = startOf(settings);
    updateLens(lens, settings, bent(2e-4));
    const sample = bent(2e-4);
    sample.sensorWidthMm = 18;
    sample.sensorHeightMm = 12;
    updateLens(lens, settings, sample);
    expect(lens.distortionOverscan).toBeCloseTo(1 + 2e-4 * 117, 9);
  });

  it('leaves out what no lens does', () => {
    const lens = startOf(settings);
    updateLens(lens, settings, bent(1));
    expect(lens.distortionOverscan).toBe(1);
    const far = bent(1e-4);
    far.distortion.projectionOffsetMm = [Number.NaN, 4000];
    updateLens(lens, settings, far);
    expect([lens.projectionOffsetXMm, lens.projectionOffsetYMm]).toEqual([0, 0]);
    expect(Object.values(lens).every(Number.isFinite)).toBe(true);
  });

  it('takes the plain fields that are present and plausible', () => {
    const lens = startOf(settings);
    updateLens(
      lens,
      settings,
      sampleWith({ focalLengthMm: 85, fStop: 4, squeeze: 2, sensorWidthMm: -1 }),
    );
    expect(lens).toMatchObject({ focalLengthMm: 85, fStop: 4, squeeze: 2, sensorWidthMm: 36 });
    updateLens(lens, settings, sampleWith({ verticalFovRad: 2 * Math.atan(0.25) }));
    expect(lens.focalLengthMm).toBeCloseTo(48, 9);
  });
});
