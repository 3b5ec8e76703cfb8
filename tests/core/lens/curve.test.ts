import { describe, expect, it } from 'vitest';
import { distortionCurve, lensCurve } from '../../../core/lens/curve.ts';
import { distortionWith } from './distortion-fixture.ts';
import { lensSettings } from './lens-settings.ts';

const settings = lensSettings({
  kind: 'table',
  tables: {
    zoom: [0, 0.2, 1],
    focus: [0, 1],
    focalLengthMm: [
      [24, 26],
      [30, 32],
      [70, 80],
    ],
  },
});

describe('a curve to plot', () => {
  it('runs from the first reading to the last and through every node', () => {
    const at = { zoom: 0, focus: 0.5, iris: 0 };
    const { points, nodes } = lensCurve(settings, 'focalLengthMm', 'zoom', at, 11);
    expect(nodes).toEqual([
      { x: 0, y: 25 },
      { x: 0.2, y: 31 },
      { x: 1, y: 75 },
    ]);
    expect(points).toHaveLength(11);
    expect(points[0]).toEqual({ x: 0, y: 25 });
    expect(points[6]?.y).toBeCloseTo(31 + (44 * 0.4) / 0.8, 12);
  });

  it('is empty where the lens has no such column', () => {
    const at = { zoom: 0, focus: 0, iris: 0 };
    expect(lensCurve(settings, 'fStop', 'iris', at)).toEqual({ points: [], nodes: [] });
    expect(lensCurve(settings, 'focusDistanceM', 'zoom', at)).toEqual({ points: [], nodes: [] });
    expect(lensCurve(lensSettings(), 'focalLengthMm', 'zoom', at)).toEqual({
      points: [],
      nodes: [],
    });
  });

  it('shows how far a distortion pulls the picture in', () => {
    const barrel = distortionWith({ radial: [2e-4, 0, 0, 0, 0, 0] });
    const points = distortionCurve(barrel, [36, 24], 20, 4);
    expect(points.map(({ x }) => x)).toEqual([5, 10, 15, 20]);
    points.forEach(({ x, y }) => {
      expect(y).toBeCloseTo(100 * 2e-4 * x * x, 9);
    });
    const pole = distortionWith({ radial: [0, -0.01, 0, 0, 0, 0] });
    expect(distortionCurve(pole, [36, 24], 24, 4).map(({ x }) => x)).toEqual([6]);
  });
});
