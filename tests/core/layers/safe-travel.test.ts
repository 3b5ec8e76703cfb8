import { describe, expect, it } from 'vitest';
import type { Layer } from '../../../core/layers/layer.ts';
import {
  offsetFromEye,
  travelPoints,
  travelTriangles,
  travelWarning,
} from '../../../core/layers/placed-travel.ts';
import {
  outsideM,
  reachM,
  type TravelSample,
  travelDirections,
  travelReaches,
} from '../../../core/layers/safe-travel.ts';
import { borderSamples } from '../../../core/layers/travel-samples.ts';
import { vec3 } from '../../../core/math.ts';

const hole = (nearM: number, farM: number): TravelSample => ({
  kind: 'hole',
  near: vec3.fromValues(0, 0, -nearM),
  far: vec3.fromValues(0, 0, -farM),
  across: vec3.fromValues(1, 0, 0),
});
const limits = { pxPerRad: 1000, limitPx: 10, mostM: 20 };
const right = vec3.fromValues(1, 0, 0);

describe('safe travel', () => {
  it('is to the side the limit by the step of inverse depth', () => {
    for (const [near, far] of [
      [2, 8],
      [5, 100],
      [1, 1.5],
    ] as const) {
      const first = limits.limitPx / limits.pxPerRad / (1 / near - 1 / far);
      expect(reachM([hole(near, far)], right, limits) / first).toBeCloseTo(1, 1);
    }
  });

  it('is without end where a border closes, and where all is equally far', () => {
    const left = vec3.fromValues(-1, 0, 0);
    expect(reachM([hole(2, 8)], left, limits)).toBe(limits.mostM);
    expect(reachM([hole(8, 8)], right, limits)).toBe(limits.mostM);
    expect(reachM([], right, limits)).toBe(limits.mostM);
  });

  it('grows with the limit and shrinks with the sharpness of the picture', () => {
    const samples = [hole(3, 9)];
    const reach = reachM(samples, right, limits);
    expect(reachM(samples, right, { ...limits, limitPx: 20 })).toBeGreaterThan(1.9 * reach);
    expect(reachM(samples, right, { ...limits, pxPerRad: 2000 })).toBeLessThan(0.55 * reach);
  });

  it('is between flat layers what the borders of the nearer leave open', () => {
    const flat: Layer = {
      index: 0,
      name: '',
      file: '',
      depthFile: null,
      shape: 'flat',
      widthPx: 100,
      heightPx: 100,
      distanceM: 30,
      offsetM: [0, 0],
      sizeM: [60, 40],
      rotationDeg: [0, 0, 0],
      nearM: 1,
      farM: 30,
      defocus: 0,
      exposure: 0,
      feather: 0,
      hidden: false,
    };
    const near: Layer = { ...flat, index: 1, distanceM: 5, sizeM: [2, 2] };
    const reach = reachM(borderSamples([flat, near]), right, limits);
    // Its border lies 11° to the side, where a metre is seen at cos² of that.
    expect(reach / (0.01 / (1 / 5 - 1 / 30)) / (1 + 1 / 25)).toBeCloseTo(1, 1);
    expect(borderSamples([flat, { ...near, hidden: true }])).toEqual([]);
    expect(borderSamples([near])).toEqual([]);
  });

  it('says by how much a camera is outside, in the metres of the stage', () => {
    const samples = [hole(2, 8)];
    const reach = reachM(samples, right, limits);
    expect(outsideM(samples, vec3.fromValues(reach + 0.4, 0, 0), limits)).toBeCloseTo(0.4, 3);
    expect(outsideM(samples, vec3.fromValues(reach / 2, 0, 0), limits)).toBeLessThan(0);
    const travel = { samples, limits };
    const words = travelWarning('A', vec3.fromValues(reach + 0.4, 0, 0), 2, travel);
    expect(words).toMatch(/^Camera A is 0\.80 m outside .*\./);
    expect(travelWarning('A', vec3.fromValues(reach / 2, 0, 0), 2, travel)).toBeUndefined();
    expect(travelWarning('A', vec3.create(), 1, travel)).toBeUndefined();
  });

  it('follows the environment as it is placed on the stage', () => {
    // Turned by 90° to the left, what was ahead (−Z) lies to the left (−X); twice as large.
    const placement = { position: [1, 0, 2] as [number, number, number], yawDeg: 90, scale: 2 };
    const offset = offsetFromEye(vec3.create(), [1 - 6, 3.2, 2], placement, [0, 1.6, 0]);
    [0, 0, -3].forEach((value, i) => {
      expect(offset[i]).toBeCloseTo(value, 9);
    });
  });

  it('has a closed skin about the eye point', () => {
    const reaches = travelReaches([hole(2, 8)], limits);
    expect(reaches).toHaveLength(26);
    expect(travelPoints([0, 1.6, 0], reaches)).toHaveLength(78);
    const sides = new Map<string, number>();
    const triangles = travelTriangles();
    for (let i = 0; i < triangles.length; i += 3) {
      for (let k = 0; k < 3; k++) {
        const ends = [triangles[i + k] ?? 0, triangles[i + ((k + 1) % 3)] ?? 0];
        const side = ends.sort((a, b) => a - b).join(' ');
        sides.set(side, (sides.get(side) ?? 0) + 1);
      }
    }
    expect(triangles).toHaveLength(3 * 48);
    expect([...sides.values()].every((count) => count === 2)).toBe(true);
    expect(new Set(triangles)).toEqual(new Set(travelDirections.map((_, i) => i)));
  });
});
