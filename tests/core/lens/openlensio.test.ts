import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  distortionModelFromName,
  lensFromOpenTrackIo,
  openTrackIoFromSettings,
} from '../../../core/lens/openlensio.ts';
import { lensSettings } from './lens-settings.ts';

const exampleOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../fixtures/opentrackio/${name}`, import.meta.url), 'utf8'));

const settings = lensSettings({
  focalLengthMm: 40,
  sensorMm: [36, 24],
  squeeze: 1.8,
  entrancePupilMm: 123,
  focusDistanceM: 4.5,
  fStop: 2.8,
  projectionOffsetMm: [0.2, -0.1],
  distortion: {
    model: 'brown-conrady-u-d',
    radial: [-1e-4, 0, 1e-8, 0, 0, 0],
    tangential: [1e-6, -2e-6],
    distortionOffsetMm: [0.01, 0.02],
  },
});

const problemsOf = (document: unknown) => {
  const result = lensFromOpenTrackIo(document);
  return result.ok ? [] : result.fault;
};

describe('a lens as an OpenTrackIO sample', () => {
  it('has the fields of the standard, the pupil in metres and the squeeze as a ratio', () => {
    expect(openTrackIoFromSettings(settings)).toMatchObject({
      static: {
        camera: {
          activeSensorPhysicalDimensions: { width: 36, height: 24 },
          anamorphicSqueeze: { num: 9, denom: 5 },
        },
      },
      lens: {
        distortion: [
          {
            model: 'Brown-Conrady U-D',
            radial: [-1e-4, 0, 1e-8, 0, 0, 0],
            tangential: [1e-6, -2e-6],
          },
        ],
        distortionOffset: { x: 0.01, y: 0.02 },
        projectionOffset: { x: 0.2, y: -0.1 },
        entrancePupilOffset: 0.123,
        pinholeFocalLength: 40,
        focusDistance: 4.5,
        fStop: 2.8,
      },
    });
  });

  it('comes back as the same lens', () => {
    const back = lensFromOpenTrackIo(openTrackIoFromSettings(settings));
    expect(back).toMatchObject({ ok: true, value: { lens: settings, notes: [] } });
    const plain = lensSettings({ focalLengthMm: 35 });
    const plainBack = lensFromOpenTrackIo(openTrackIoFromSettings(plain));
    expect(plainBack).toMatchObject({ ok: true, value: { lens: plain } });
  });

  it('is read from the standard’s own example once its made-up coefficients are lens-like', () => {
    const example = exampleOf('v1.0.1_complete_static_example.json');
    expect(problemsOf(example).length).toBeGreaterThan(0);
    for (const each of example.lens.distortion) {
      each.radial = each.radial.map((k: number) => k * 1e-9);
      each.tangential = each.tangential.map((p: number) => p * 1e-9);
    }
    const read = lensFromOpenTrackIo(example);
    expect(read).toMatchObject({
      ok: true,
      value: {
        lens: {
          name: 'LensMaker Model15 1234567890A',
          sensorMm: [36, 24],
          focalLengthMm: example.lens.pinholeFocalLength,
          entrancePupilMm: example.lens.entrancePupilOffset * 1000,
          distortion: {
            model: 'brown-conrady-d-u',
            tangential: [1e-9, 2e-9],
            distortionOffsetMm: [1, 2],
          },
        },
      },
    });
    expect(read.ok && read.value.notes).toEqual(['Of 2 distortions, number 2 is used.']);
  });

  it('takes a distortion without a name for D-U, and skips those it does not know', () => {
    expect(distortionModelFromName(undefined)).toBe('brown-conrady-d-u');
    expect(distortionModelFromName('brown-conrady u-d')).toBe('brown-conrady-u-d');
    expect(distortionModelFromName('3DE4 Radial')).toBeUndefined();
    const document = openTrackIoFromSettings(settings) as ReturnType<typeof JSON.parse>;
    document.lens.distortion.unshift({ model: 'Other', radial: [1] });
    const read = lensFromOpenTrackIo(document);
    expect(read).toMatchObject({ ok: true, value: { lens: { distortion: settings.distortion } } });
  });

  it('is refused, with a pointer, where it does not say enough or says nonsense', () => {
    const good = () => openTrackIoFromSettings(settings) as ReturnType<typeof JSON.parse>;
    const without = good();
    delete without.static.camera.activeSensorPhysicalDimensions;
    expect(problemsOf(without)).toMatchObject([
      { path: '/static/camera/activeSensorPhysicalDimensions', code: 'no-sensor' },
    ]);
    const squeezed = good();
    squeezed.static.camera.anamorphicSqueeze.denom = 0;
    expect(problemsOf(squeezed)).toMatchObject([
      { path: '/static/camera/anamorphicSqueeze/denom' },
    ]);
    const unknown = good();
    unknown.lens.distortion[0].model = 'Other';
    expect(problemsOf(unknown)).toMatchObject([
      { path: '/lens/distortion/0/model', code: 'model' },
    ]);
    const pole = good();
    pole.lens.distortion[0] = { model: 'Brown-Conrady D-U', radial: [0, -0.01] };
    expect(problemsOf(pole)).toMatchObject([{ code: 'distortion-pole' }]);
    for (const nothing of [null, 7, 'lens', [], {}]) {
      expect(problemsOf(nothing).length).toBeGreaterThan(0);
    }
  });
});
