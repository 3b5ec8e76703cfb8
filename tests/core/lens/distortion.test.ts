import { describe, expect, it } from 'vitest';
import {
  distort,
  distortFieldOfView,
  type LensDistortion,
  type SensorPoint,
  undistort,
  undistortFieldOfView,
} from '../../../core/lens/distortion.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';
import {
  caseDistortion,
  distortionCases,
  distortionWith,
  textbookBend,
} from './distortion-fixture.ts';

const through = (
  map: typeof undistort,
  distortion: LensDistortion,
  [x, y]: readonly [number, number],
): [number, number] => {
  const out = createPoint();
  expect(map(out, distortion, x, y)).toBe(true);
  return [out.x, out.y];
};

const createPoint = (): SensorPoint => ({ x: Number.NaN, y: Number.NaN });

const away = (a: readonly [number, number], b: readonly [number, number]): number =>
  Math.hypot(a[0] - b[0], a[1] - b[1]);

describe('lens distortion', () => {
  it.each(distortionCases)('undistorts as OpenLensIO does: $model', (known) => {
    const distortion = caseDistortion(known, 'brown-conrady-d-u');
    for (const { distortedMm, undistortedMm } of known.points) {
      expect(away(through(undistort, distortion, distortedMm), undistortedMm)).toBeLessThan(1e-9);
      expect(away(through(distort, distortion, undistortedMm), distortedMm)).toBeLessThan(1e-6);
    }
  });

  it.each(distortionCases)('leads the other way in a U-D model: $model', (known) => {
    const distortion = caseDistortion(known, 'brown-conrady-u-d');
    for (const { distortedMm: from, undistortedMm: to } of known.points) {
      expect(away(through(distort, distortion, from), to)).toBeLessThan(1e-9);
      expect(away(through(undistort, distortion, to), from)).toBeLessThan(1e-6);
    }
  });

  it('is undone by its inverse over the whole sensor, wherever its centres are', () => {
    const random = seededRandom(printedSeed('distortion'));
    const around = (most: number): number => (2 * random() - 1) * most;
    for (const known of distortionCases) {
      for (const model of ['brown-conrady-d-u', 'brown-conrady-u-d'] as const) {
        const distortion = caseDistortion(known, model);
        distortion.projectionOffsetMm = [around(1), around(1)];
        distortion.distortionOffsetMm = [around(0.5), around(0.5)];
        const [out, back] = [createPoint(), createPoint()];
        let worst = 0;
        for (let i = 0; i < 200; i++) {
          const [x, y] = [around(18), around(12)];
          const found = undistort(out, distortion, x, y) && distort(back, distortion, out.x, out.y);
          worst = Math.max(worst, found ? Math.hypot(back.x - x, back.y - y) : Infinity);
        }
        expect(worst).toBeLessThan(1e-6);
      }
    }
  });

  it('turns about the distortion offset from where the axis meets the sensor', () => {
    const distortion = distortionWith({
      radial: [2e-4, 3e-5, 1e-8, 0, 0, 0],
      tangential: [2e-5, -1e-5],
      projectionOffsetMm: [0.7, -0.4],
      distortionOffsetMm: [-0.2, 0.1],
    });
    const [x, y] = textbookBend(distortion, 9 - 0.5, -4 + 0.3);
    expect(away(through(undistort, distortion, [9, -4]), [x + 0.5, y - 0.3])).toBeLessThan(1e-12);
  });

  it('measures from the axis for a symmetric field of view', () => {
    const distortion = distortionWith({
      radial: [2e-4, 0, 0, 0, 0, 0],
      projectionOffsetMm: [0.7, -0.4],
      distortionOffsetMm: [-0.2, 0.1],
    });
    const [x, y] = through(undistort, distortion, [9, -4]);
    const fromAxis = through(undistortFieldOfView, distortion, [9 - 0.7, -4 + 0.4]);
    expect(away(fromAxis, [x - 0.7, y + 0.4])).toBeLessThan(1e-12);
    const back = through(distortFieldOfView, distortion, fromAxis);
    expect(away(back, [8.3, -3.6])).toBeLessThan(1e-9);
  });

  it('leaves every point where it is without a model', () => {
    const none = distortionWith({ model: 'none', radial: [1, 2, 3, 4, 5, 6] });
    expect(through(undistort, none, [3, -7])).toEqual([3, -7]);
    expect(through(distort, none, [3, -7])).toEqual([3, -7]);
  });

  it('has no answer beyond a pole of its denominator', () => {
    // 1 − r²/100 is 0 at a radius of 10 mm.
    const distortion = distortionWith({ radial: [0, -0.01, 0, 0, 0, 0] });
    const out: SensorPoint = { x: 1, y: 2 };
    expect(undistort(out, distortion, 10, 0)).toBe(false);
    expect(undistort(out, distortion, 12, 0)).toBe(false);
    expect(out).toEqual({ x: 1, y: 2 });
    expect(undistort(out, distortion, 9.9, 0)).toBe(true);
    // Towards the pole every undistorted point is reached, however far out.
    expect(
      away(through(undistort, distortion, through(distort, distortion, [400, 300])), [400, 300]),
    ).toBeLessThan(1e-6);
  });

  it('has no answer for what a fold never reaches', () => {
    // r − r³/432 rises to 8 mm at a radius of 12 mm and falls again.
    const folding = distortionWith({
      model: 'brown-conrady-u-d',
      radial: [-1 / 432, 0, 0, 0, 0, 0],
    });
    const out: SensorPoint = { x: 0, y: 0 };
    expect(undistort(out, folding, 8.01, 0)).toBe(false);
    expect(undistort(out, folding, 0, -7.999)).toBe(true);
    expect(Math.hypot(out.x, out.y)).toBeLessThan(12);
  });

  it('never hands out what is not a number', () => {
    const random = seededRandom(printedSeed('wild distortion'));
    const wild = (): number => (random() - 0.5) * 10 ** (random() * 12 - 8);
    const out: SensorPoint = { x: 0, y: 0 };
    let answers = 0;
    for (let i = 0; i < 1000; i++) {
      const model = i % 2 ? 'brown-conrady-d-u' : 'brown-conrady-u-d';
      const distortion = distortionWith({
        model,
        radial: [wild(), wild(), wild(), wild(), wild(), wild()],
        tangential: [wild(), wild()],
      });
      for (const map of [undistort, distort]) {
        if (map(out, distortion, 36 * (random() - 0.5), 24 * (random() - 0.5))) answers += 1;
        if (!Number.isFinite(out.x) || !Number.isFinite(out.y)) expect(distortion).toBeNull();
      }
    }
    expect(answers).toBeGreaterThan(500);
  });
});
