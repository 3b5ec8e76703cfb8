import { describe, expect, it } from 'vitest';
import {
  createFrustumTangents,
  frustumTangents,
  horizontalFieldRad,
  verticalFieldRad,
} from '../../../core/lens/frustum-tangents.ts';
import {
  croppedSensorMm,
  recordedSensorMm,
  sensorModeOf,
  sensorModes,
} from '../../../core/lens/sensor-modes.ts';
import { halfTangents, viewCentre } from '../../../core/stage/inner-frustum.ts';
import { createLensState, type LensState } from '../../../core/tracking/lens.ts';

const lensWith = (part: Partial<LensState>): LensState => ({ ...createLensState(), ...part });
const tangents = (part: Partial<LensState>, overscan?: number) =>
  frustumTangents(createFrustumTangents(), lensWith(part), overscan);

describe('what a lens sees', () => {
  it('is half the sensor over the focal length, twice as wide through a 2× anamorphic', () => {
    const part = { focalLengthMm: 50, sensorWidthMm: 20, sensorHeightMm: 15 };
    expect(tangents(part)).toEqual({ left: -0.2, right: 0.2, bottom: -0.15, top: 0.15 });
    const wide = tangents({ ...part, squeeze: 2 });
    expect(wide).toEqual({ left: -0.4, right: 0.4, bottom: -0.15, top: 0.15 });
    expect(horizontalFieldRad(wide)).toBeCloseTo(2 * Math.atan(0.4), 12);
    expect(verticalFieldRad(wide)).toBeCloseTo(2 * Math.atan(0.15), 12);
  });

  it('shrinks with a window of the sensor', () => {
    const cropped = croppedSensorMm([36, 24], [6000, 4000], [3000, 1600]);
    expect(cropped).toEqual([18, 9.6]);
    const [sensorWidthMm, sensorHeightMm] = cropped;
    const { right, top } = tangents({ focalLengthMm: 36, sensorWidthMm, sensorHeightMm });
    expect(right).toBeCloseTo(0.25, 12);
    expect(top).toBeCloseTo(9.6 / 72, 12);
  });

  it('lies off-centre where the axis does not meet the middle of the sensor', () => {
    const shifted = tangents({
      focalLengthMm: 50,
      sensorWidthMm: 20,
      sensorHeightMm: 10,
      projectionOffsetXMm: 1,
      projectionOffsetYMm: -0.5,
    });
    // A direction of tangent t falls on the sensor at 50·t + 1: its right edge, 10, is t = 0.18.
    expect(shifted.left).toBeCloseTo(-11 / 50, 12);
    expect(shifted.right).toBeCloseTo(9 / 50, 12);
    // Downwards on the sensor is downwards in the picture: its top edge is y = −5.
    expect(shifted.top).toBeCloseTo(4.5 / 50, 12);
    expect(shifted.bottom).toBeCloseTo(-5.5 / 50, 12);
  });

  it('grows about the middle of the sensor, with distortion and overscan', () => {
    const { left, right, bottom, top } = tangents(
      {
        focalLengthMm: 50,
        sensorWidthMm: 20,
        sensorHeightMm: 10,
        projectionOffsetXMm: 1,
        distortionOverscan: 1.1,
      },
      1.5,
    );
    expect((left + right) / 2).toBeCloseTo(-1 / 50, 12);
    expect(right - left).toBeCloseTo((20 / 50) * 1.65, 12);
    expect(top).toBeCloseTo(0.165, 12);
    expect(bottom).toBeCloseTo(-0.165, 12);
  });

  it('is the inner frustum that the wall draws', () => {
    const lens = lensWith({
      focalLengthMm: 32,
      squeeze: 1.8,
      projectionOffsetXMm: 0.7,
      projectionOffsetYMm: -0.4,
      distortionOverscan: 1.07,
    });
    const half = halfTangents({ x: 0, y: 0 }, lens, 1.2);
    const centre = viewCentre({ x: 0, y: 0 }, lens);
    const edges = frustumTangents(createFrustumTangents(), lens, 1.2);
    expect(edges.right).toBeCloseTo(centre.x + half.x, 12);
    expect(edges.left).toBeCloseTo(centre.x - half.x, 12);
    expect(edges.top).toBeCloseTo(centre.y + half.y, 12);
    expect(edges.bottom).toBeCloseTo(centre.y - half.y, 12);
  });
});

describe('sensor modes', () => {
  it('have unique names, square pixels and sizes of cinema cameras', () => {
    expect(new Set(sensorModes.map(({ id }) => id)).size).toBe(sensorModes.length);
    for (const { recordedMm, recordedPx, id } of sensorModes) {
      const [x, y] = [recordedMm[0] / recordedPx[0], recordedMm[1] / recordedPx[1]];
      expect(Math.abs(x / y - 1), id).toBeLessThan(0.005);
      expect(recordedMm[0]).toBeGreaterThan(10);
      expect(recordedMm[0]).toBeLessThan(60);
    }
  });

  it('stand for the size of the sensor when they are known', () => {
    const sensorMm = [10, 5] as const;
    expect(recordedSensorMm({ sensorMm, sensorMode: 'red-komodo-6k' })).toEqual([27.03, 14.26]);
    expect(recordedSensorMm({ sensorMm, sensorMode: 'nobody-knows' })).toEqual([10, 5]);
    expect(recordedSensorMm({ sensorMm })).toEqual([10, 5]);
    expect(sensorModeOf('__proto__')).toBeUndefined();
  });
});
