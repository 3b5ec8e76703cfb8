import { describe, expect, it } from 'vitest';
import { createPose, mat3, type Pose, quat, vec3 } from '../../../core/math.ts';
import {
  type AxisMap,
  axisMaps,
  composeAxes,
  houseAxes,
  invertAxes,
  isHouseAxes,
  mapPoint,
  withAxis,
} from '../../../core/registration/axis-map.ts';
import { poseAxes, readInHouseAxes, rereadPose } from '../../../core/tracking/pose-axes.ts';
import { printedSeed } from '../../support/random.ts';
import { anyPose, seeds, tripleFrom } from '../registration/noise.ts';

/** The map as a matrix of columns, made by hand: row i has its sign where the axis is. */
function matrixOf(map: AxisMap): mat3 {
  const rows = map.map((axis) => {
    const row = ['x', 'y', 'z'].map((name) => (axis.endsWith(name) ? 1 : 0));
    return row.map((value) => (axis.startsWith('-') ? -value : value));
  });
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
  // biome-ignore format: a matrix
  return [at(0, 0), at(1, 0), at(2, 0), at(0, 1), at(1, 1), at(2, 1), at(0, 2), at(1, 2), at(2, 2)];
}

const copyOf = ({ position, orientation }: Pose): Pose => ({
  position: vec3.clone(position),
  orientation: quat.clone(orientation),
});

const distance = (a: mat3, b: mat3): number =>
  Math.max(...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => Math.abs((a[i] ?? 0) - (b[i] ?? 0))));

const random = seeds(printedSeed('axes'), 1)[0]?.random ?? (() => 0.5);

describe('a pose read by another order of axes', () => {
  it('is M·p and M·R·M⁻¹, as matrices have it, for all 48 orders and signs', () => {
    for (const map of axisMaps) {
      const tracked = anyPose(random, 5);
      const m = matrixOf(map);
      const inverse = mat3.transpose(mat3.create(), m);
      const turned = mat3.multiply(
        mat3.create(),
        m,
        mat3.fromQuat(mat3.create(), tracked.orientation),
      );
      mat3.multiply(turned, turned, inverse);
      const moved = vec3.transformMat3(vec3.create(), tracked.position, m);
      const read = copyOf(tracked);
      readInHouseAxes(read, poseAxes(map));
      expect(vec3.distance(read.position, moved), String(map)).toBe(0);
      const rotation = mat3.fromQuat(mat3.create(), read.orientation);
      expect(distance(rotation, turned), String(map)).toBeLessThan(1e-14);
    }
  });

  it('is the pose as it came where the axes are the house’s or nothing is said', () => {
    const tracked = anyPose(random, 5);
    const read = copyOf(tracked);
    readInHouseAxes(read, poseAxes());
    expect(read).toEqual(tracked);
  });

  it('pans to the left where a left-handed tracker, z into the picture, pans to its own left', () => {
    // In left-handed axes a turn from z towards −x is about −y; seen in the house it is about +y.
    const tracked = createPose();
    quat.setAxisAngle(tracked.orientation, [0, -1, 0], 0.3);
    readInHouseAxes(tracked, poseAxes(['x', 'y', '-z']));
    const sight = vec3.transformQuat(vec3.create(), [0, 0, -1], tracked.orientation);
    expect(sight[0]).toBeCloseTo(-Math.sin(0.3), 12);
    expect(sight[2]).toBeCloseTo(-Math.cos(0.3), 12);
  });

  it('can be read anew by a third order without knowing how it came', () => {
    for (const before of axisMaps) {
      const after = axisMaps[Math.floor(random() * axisMaps.length)] ?? houseAxes;
      const tracked = anyPose(random, 5);
      const [expected, read] = [copyOf(tracked), copyOf(tracked)];
      readInHouseAxes(expected, poseAxes(after));
      readInHouseAxes(read, poseAxes(before));
      rereadPose(read, poseAxes(before), poseAxes(after));
      expect(vec3.distance(read.position, expected.position)).toBe(0);
      expect(quat.dot(read.orientation, expected.orientation)).toBeCloseTo(1, 12);
    }
  });
});

describe('signed orders of axes', () => {
  it('follow one another as their points do, and each has one that takes it back', () => {
    const point = tripleFrom([1, 2, 3]);
    for (const outer of axisMaps) {
      for (const inner of axisMaps) {
        const both = mapPoint(composeAxes(outer, inner), point);
        expect(both).toEqual(mapPoint(outer, mapPoint(inner, point)));
      }
      expect(isHouseAxes(composeAxes(invertAxes(outer), outer))).toBe(true);
      expect(isHouseAxes(composeAxes(outer, invertAxes(outer)))).toBe(true);
    }
  });

  it('stay an order when one axis is chosen: the other place takes what was here', () => {
    expect(withAxis(houseAxes, 1, 'z')).toEqual(['x', 'z', 'y']);
    expect(withAxis(['x', 'z', '-y'], 2, '-z')).toEqual(['x', '-y', '-z']);
    expect(withAxis(houseAxes, 2, '-z')).toEqual(['x', 'y', '-z']);
  });
});
