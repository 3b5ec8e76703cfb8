import { describe, expect, it } from 'vitest';
import { undistort } from '../../../core/lens/distortion.ts';
import { distortionOverscan, fieldOfViewOverscan } from '../../../core/lens/overscan.ts';
import { caseDistortion, distortionCases, distortionWith } from './distortion-fixture.ts';

describe('the overscan of a distortion', () => {
  it.each(distortionCases)('is what OpenLensIO says: $model', (known) => {
    const factor = distortionOverscan(
      caseDistortion(known, 'brown-conrady-d-u'),
      ...known.sensorMm,
    );
    expect(Math.abs(factor - known.overscanProjectionMatrix)).toBeLessThan(1e-3);
  });

  it('holds every undistorted point of the sensor, in both directions', () => {
    for (const known of distortionCases) {
      for (const model of ['brown-conrady-d-u', 'brown-conrady-u-d'] as const) {
        const distortion = caseDistortion(known, model);
        distortion.projectionOffsetMm = [0.8, -0.5];
        const [w, h] = known.sensorMm;
        const factor = distortionOverscan(distortion, w, h);
        const point = { x: 0, y: 0 };
        let most = 0;
        for (let i = 0; i <= 60; i++) {
          for (let j = 0; j <= 60; j++) {
            undistort(point, distortion, w * (i / 60 - 0.5), h * (j / 60 - 0.5));
            most = Math.max(most, (2 * Math.abs(point.x)) / w, (2 * Math.abs(point.y)) / h);
          }
        }
        expect(most).toBeLessThan(factor + 1e-4);
      }
    }
  });

  it('finds a moustache that reaches farthest between the corners', () => {
    // On the upper edge R is 1 + 1e-3·s − 1.6e-6·s²: largest at s = 312.5, short of the corner's 468.
    const moustache = distortionWith({ radial: [1e-3, 0, -1.6e-6, 0, 0, 0] });
    const tops = Array.from({ length: 3601 }, (_, i) => {
      const s = (18 * (i / 1800 - 1)) ** 2 + 144;
      return 1 + 1e-3 * s - 1.6e-6 * s * s;
    });
    const sides = Array.from({ length: 2401 }, (_, i) => {
      const s = 324 + (12 * (i / 1200 - 1)) ** 2;
      return 1 + 1e-3 * s - 1.6e-6 * s * s;
    });
    const expected = Math.max(...tops, ...sides);
    expect(Math.abs(distortionOverscan(moustache, 36, 24) - expected)).toBeLessThan(1e-3);
  });

  it('adds the projection offset where the picture is drawn symmetrically', () => {
    const shifted = distortionWith({ model: 'none', projectionOffsetMm: [0.9, -0.3] });
    expect(distortionOverscan(shifted, 36, 24)).toBe(1);
    expect(fieldOfViewOverscan(shifted, 36, 24)).toBeCloseTo(1 + 0.9 / 18, 12);
  });
});
