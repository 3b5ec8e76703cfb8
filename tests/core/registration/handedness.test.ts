import { describe, expect, it } from 'vitest';
import { type Triple, vec3 } from '../../../core/math.ts';
import { axisMaps, invertAxes, isMirror, mapPoint } from '../../../core/registration/axis-map.ts';
import { findAxisFault, tippedTracker } from '../../../core/registration/handedness.ts';
import type { PointPair } from '../../../core/registration/point-fit.ts';
import { registerPoints } from '../../../core/registration/point-pairs.ts';
import { registeredPoint } from '../../../core/registration/registration.ts';
import { findUnitFault } from '../../../core/registration/tracker-unit.ts';
import { printedSeed } from '../../support/random.ts';
import { anyPose, between, noisy, type Random, seeds, tripleFrom } from './noise.ts';

const stagePoints: Triple[] = [
  [-1.5, 0.2, -1],
  [1.5, 0.2, -1],
  [-1.5, 1.4, 2],
  [1.2, 0.2, 2],
  [0, 1.8, 0],
];

/** Points read by a tracker that is turned by `yaw` about the stage's up, then by `wrong` axes. */
function readBy(
  wrong: (point: Triple) => Triple,
  yaw: number,
  sigma: number,
  random: Random,
): PointPair[] {
  return stagePoints.map((stage) => {
    const turned = vec3.rotateY(vec3.create(), stage, [0, 0, 0], yaw);
    const seen = tripleFrom(vec3.add(turned, turned, [2, -0.3, 1]));
    return { stage, tracker: noisy(wrong(seen), sigma, random) };
  });
}

describe('signed axis orders', () => {
  it('are 48, all different, half of them mirrors by their determinant', () => {
    expect(new Set(axisMaps.map(String)).size).toBe(48);
    for (const map of axisMaps) {
      const [a, b, c] = [
        mapPoint(map, [1, 0, 0]),
        mapPoint(map, [0, 1, 0]),
        mapPoint(map, [0, 0, 1]),
      ];
      const determinant = vec3.dot(a, vec3.cross(vec3.create(), b, c));
      expect(isMirror(map)).toBe(determinant < 0);
    }
  });
});

describe('a tracker with mirrored axes', () => {
  it('is told by its Z axis when that points the other way, with the registration it then has', () => {
    for (const { random } of seeds(printedSeed('mirrored Z'), 60)) {
      const pairs = readBy(([x, y, z]) => [x, y, -z], between(random, -0.5, 0.5), 0.001, random);
      const found = findAxisFault(pairs);
      expect(found?.axes).toEqual(['x', 'y', '-z']);
      expect(found?.message).toContain("The tracker's Z axis points the other way");
      expect(found?.message).toContain('(x, y, −z)');
      expect(found?.rmsM).toBeLessThan(0.004);
      for (const { tracker, stage } of pairs) {
        const [x, y, z] = tracker;
        const back = found && registeredPoint(found.registration, [x, y, -z]);
        expect(vec3.distance(back ?? [9, 9, 9], stage)).toBeLessThan(0.008);
      }
    }
  });

  it('is told by its X axis, and by Y and Z exchanged', () => {
    const { random } = seeds(printedSeed('mirrors'), 1)[0] ?? { random: () => 0.5 };
    const flippedX = findAxisFault(readBy(([x, y, z]) => [-x, y, z], 0.2, 0.001, random));
    expect(flippedX?.axes).toEqual(['-x', 'y', 'z']);
    const swapped = findAxisFault(readBy(([x, y, z]) => [x, z, y], 0.2, 0.001, random));
    expect(swapped?.axes).toEqual(['x', 'z', 'y']);
    expect(swapped?.message).toContain("The tracker's Y and Z axes are exchanged");
  });

  it('is recognised under each of the 24 mirrored orders, and the points then fit', () => {
    const { random } = seeds(printedSeed('24 mirrors'), 1)[0] ?? { random: () => 0.5 };
    for (const map of axisMaps.filter(isMirror)) {
      const pairs = readBy((point) => mapPoint(map, point), 0.3, 0.001, random);
      const found = findAxisFault(pairs);
      expect(found?.rmsM, String(map)).toBeLessThan(0.004);
      expect(found && tippedTracker(found.registration)).toBeUndefined();
    }
  });

  it('is told what its axes are in all, where some map was set already', () => {
    const { random } = seeds(printedSeed('mapped mirrors'), 1)[0] ?? { random: () => 0.5 };
    const present = ['x', 'z', '-y'] as const;
    // A tracker of x, y, −z whose points have been read as x, z, −y.
    const pairs = readBy(([x, y, z]) => mapPoint(present, [x, y, -z]), 0.2, 0.001, random);
    expect(findAxisFault(pairs, { present })?.axes).toEqual(['x', 'y', '-z']);
    // A sound one that is read through a mirror.
    const mirrored = readBy(([x, y, z]) => [x, y, -z], 0.2, 0.001, random);
    const found = findAxisFault(mirrored, { present: ['x', 'y', '-z'] });
    expect(found?.axes).toEqual(['x', 'y', 'z']);
    expect(found?.message).toContain('right as they come: read as (x, y, z)');
    expect(invertAxes(present)).toEqual(['x', '-z', 'y']);
  });

  it('is not seen in an order that only turns space: the registration takes that in', () => {
    const { random } = seeds(printedSeed('24 turns'), 1)[0] ?? { random: () => 0.5 };
    for (const map of axisMaps.filter((candidate) => !isMirror(candidate))) {
      const pairs = readBy((point) => mapPoint(map, point), 0.3, 0.001, random);
      expect(findAxisFault(pairs)).toBeUndefined();
      const fit = registerPoints(pairs);
      expect(fit.ok && fit.value.rmsM).toBeLessThan(0.004);
    }
  });

  it('is never suspected in good data, up to 30 mm of noise, nor for one wrong point', () => {
    for (const { seed, random } of seeds(printedSeed('good data'), 150)) {
      const sigma = [0.001, 0.01, 0.03][seed % 3] ?? 0;
      const pairs = readBy((point) => point, between(random, -Math.PI, Math.PI), sigma, random);
      expect(findAxisFault(pairs), `seed ${seed}`).toBeUndefined();
      const [first, ...rest] = pairs;
      if (!first) continue;
      const [x, y, z] = first.tracker;
      const wrong: PointPair = { ...first, tracker: [x + 0.3, y, z] };
      expect(findAxisFault([wrong, ...rest]), `seed ${seed}`).toBeUndefined();
    }
  });

  it('hides where all points lie in one plane, but the tracker then seems to hang upside down', () => {
    const flat = stagePoints.map(
      ([x, , z]): PointPair => ({ stage: [x, 0, z], tracker: [x, 0, -z] }),
    );
    expect(findAxisFault(flat)).toBeUndefined();
    const fit = registerPoints(flat);
    const problem = fit.ok ? tippedTracker(fit.value.registration) : undefined;
    expect(problem?.code).toBe('tipped-tracker');
    expect(problem?.message).toContain('down');
  });
});

describe('a tracker in another unit', () => {
  it('is recognised by its scale: millimetres, feet, or any other', () => {
    const { random } = seeds(printedSeed('units'), 1)[0] ?? { random: () => 0.5 };
    const scaled = (size: number) =>
      readBy(([x, y, z]) => [x / size, y / size, z / size], 1, 0, random);
    expect(findUnitFault(scaled(0.001))?.message).toContain('millimetres');
    expect(findUnitFault(scaled(0.3048))?.scale).toBeCloseTo(0.3048, 9);
    expect(findUnitFault(scaled(2.5))?.message).toContain('2.500 m');
  });

  it('is not suspected in metres, noisy or placed anywhere', () => {
    for (const { random } of seeds(printedSeed('metres'), 100)) {
      const { position } = anyPose(random, 3);
      const pairs = readBy(
        ([x, y, z]) => [x + position[0], y + position[1], z + position[2]],
        1,
        0.02,
        random,
      );
      expect(findUnitFault(pairs)).toBeUndefined();
    }
  });
});
