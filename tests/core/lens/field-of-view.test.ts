import { describe, expect, it } from 'vitest';
import { fieldOfViewRad } from '../../../core/lens/field-of-view.ts';
import { croppedSensorMm } from '../../../core/lens/sensor-modes.ts';
import { halfTangents, viewCentre } from '../../../core/stage/inner-frustum.ts';
import { createLensState, type LensState } from '../../../core/tracking/lens.ts';

const lensWith = (part: Partial<LensState>): LensState => ({ ...createLensState(), ...part });

/** The edges of the view at distance 1. */
function edges(part: Partial<LensState>, overscan?: number) {
  const lens = lensWith(part);
  const half = halfTangents({ x: 0, y: 0 }, lens, overscan);
  const centre = viewCentre({ x: 0, y: 0 }, lens);
  return {
    left: centre.x - half.x,
    right: centre.x + half.x,
    bottom: centre.y - half.y,
    top: centre.y + half.y,
  };
}

describe('what a lens sees', () => {
  it('is half the sensor over the focal length, twice as wide through a 2× anamorphic', () => {
    const part = { focalLengthMm: 50, sensorWidthMm: 20, sensorHeightMm: 15 };
    expect(edges(part)).toEqual({ left: -0.2, right: 0.2, bottom: -0.15, top: 0.15 });
    const wide = { ...part, squeeze: 2 };
    expect(edges(wide)).toEqual({ left: -0.4, right: 0.4, bottom: -0.15, top: 0.15 });
    const { horizontal, vertical } = fieldOfViewRad(lensWith(wide));
    expect(horizontal).toBeCloseTo(2 * Math.atan(0.4), 12);
    expect(vertical).toBeCloseTo(2 * Math.atan(0.15), 12);
  });

  it('shrinks with a window of the sensor', () => {
    const cropped = croppedSensorMm([36, 24], [6000, 4000], [3000, 1600]);
    expect(cropped).toEqual([18, 9.6]);
    const [sensorWidthMm, sensorHeightMm] = cropped;
    const { right, top } = edges({ focalLengthMm: 36, sensorWidthMm, sensorHeightMm });
    expect(right).toBeCloseTo(0.25, 12);
    expect(top).toBeCloseTo(9.6 / 72, 12);
  });

  it('lies off-centre where the axis does not meet the middle of the sensor', () => {
    const part = {
      focalLengthMm: 50,
      sensorWidthMm: 20,
      sensorHeightMm: 10,
      projectionOffsetXMm: 1,
      projectionOffsetYMm: -0.5,
    };
    const shifted = edges(part);
    // A direction of tangent t falls on the sensor at 50·t + 1: its right edge, 10, is t = 0.18.
    expect(shifted.left).toBeCloseTo(-11 / 50, 12);
    expect(shifted.right).toBeCloseTo(9 / 50, 12);
    // Downwards on the sensor is downwards in the picture: its top edge is y = −5.
    expect(shifted.top).toBeCloseTo(4.5 / 50, 12);
    expect(shifted.bottom).toBeCloseTo(-5.5 / 50, 12);
    const { horizontal } = fieldOfViewRad(lensWith(part));
    expect(horizontal).toBeCloseTo(Math.atan(0.18) + Math.atan(0.22), 12);
  });

  it('grows about the middle of the sensor, with distortion and overscan', () => {
    const part = {
      focalLengthMm: 50,
      sensorWidthMm: 20,
      sensorHeightMm: 10,
      projectionOffsetXMm: 1,
      distortionOverscan: 1.1,
    };
    const { left, right, bottom, top } = edges(part, 1.5);
    expect((left + right) / 2).toBeCloseTo(-1 / 50, 12);
    expect(right - left).toBeCloseTo((20 / 50) * 1.65, 12);
    expect(top).toBeCloseTo(0.165, 12);
    expect(bottom).toBeCloseTo(-0.165, 12);
    expect(fieldOfViewRad(lensWith(part)).vertical).toBeCloseTo(2 * Math.atan(0.11), 12);
  });
});
