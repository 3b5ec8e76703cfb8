import { describe, expect, it } from 'vitest';
import { createPose, quatFromRotationDeg, type Triple, vec3 } from '../../../core/math.ts';
import { normalMatrix } from '../../../core/registration/aim-information.ts';
import {
  createSightLine,
  distanceAhead,
  middleOfPlaces,
  type Sight,
  sightLine,
} from '../../../core/registration/aim-model.ts';
import {
  type AimState,
  type AimUnknown,
  aimUnknowns,
} from '../../../core/registration/aim-state.ts';
import { aimTarget } from '../../../core/registration/aim-target.ts';
import { foretoldSight } from '../../../core/registration/foretold-sight.ts';
import { symmetricEigen } from '../../../core/registration/symmetric-eigen.ts';
import { markAt, wall } from './aiming-trial.ts';

const state: AimState = {
  registration: {
    position: [1, 0.2, -0.5],
    orientation: quatFromRotationDeg([0, 0, 0, 1], [1, 40, 2]),
  },
  scale: 1,
  bodyFromPupil: { ...createPose(), position: [0.1, -0.15, -0.2] },
  focalFactor: 1,
};
const marks = [1, 3, 5, 7, 9];
const places: Triple[] = [
  [-1.5, 1.5, 1.8],
  [0, 1, -1.2],
  [1.5, 1.5, -1.2],
];

/** Aims of the state at all marks from all places, at a place in the picture given by tangents. */
function sights(from: Triple[], tangents: readonly [number, number][]): Sight[] {
  return from.flatMap((place) =>
    marks.flatMap((number) => {
      const mark = markAt(number);
      const target = aimTarget(wall, mark.x, mark.y);
      if (!target) return [];
      return tangents.map(([tangentX, tangentY]) => ({
        ...foretoldSight(state, vec3.clone(place), target),
        tangentX,
        tangentY,
      }));
    }),
  );
}

/** Singular values of the aims' Jacobian, largest first, over the largest. */
function singularValues(taken: Sight[], unknowns: readonly AimUnknown[]): number[] {
  const pivot = middleOfPlaces(taken, state);
  const frame = { from: state, unknowns, priors: [], aimPx: 1, pivot };
  const normal = normalMatrix({ sights: taken, frame }, false);
  const values = symmetricEigen(normal, unknowns.length).values.map((v) =>
    Math.sqrt(Math.max(0, v)),
  );
  return values.map((value) => value / (values[0] ?? 1));
}

const unobservable = (values: number[]): number => values.filter((value) => value < 1e-6).length;
const chain = aimUnknowns.filter((name) => name !== 'scale' && name !== 'focal');

describe('a foretold aim', () => {
  it('has its mark on the line of sight, from the place asked for, with a level camera', () => {
    for (const sight of sights(places, [[0, 0]])) {
      const line = sightLine(createSightLine(), state, sight);
      const ahead = distanceAhead(line, sight);
      const reached = vec3.scaleAndAdd(vec3.create(), line.pupil, line.direction, ahead);
      expect(vec3.distance(reached, sight.target.point)).toBeLessThan(1e-9);
      expect(Math.min(...places.map((place) => vec3.distance(place, line.pupil)))).toBeLessThan(
        1e-9,
      );
      expect(vec3.transformQuat(vec3.create(), [1, 0, 0], line.orientation)[1]).toBeCloseTo(0, 9);
    }
  });
});

describe('what centred aims leave open', () => {
  it('is two of the twelve of registration and mount, whatever the number of aims', () => {
    expect(unobservable(singularValues(sights(places, [[0, 0]]), chain))).toBe(2);
  });

  it('is the roll about the axis and the pupil along it: without them nothing is open', () => {
    const told = chain.filter((name) => name !== 'roll' && name !== 'depth');
    expect(told).toHaveLength(10);
    const values = singularValues(sights(places, [[0, 0]]), told);
    expect(values.at(-1)).toBeGreaterThan(1e-3);
    for (const open of ['roll', 'depth'] as const) {
      expect(unobservable(singularValues(sights(places, [[0, 0]]), [...told, open]))).toBe(1);
    }
  });

  it('is closed by aims at an edge of the picture', () => {
    const both = sights(places, [
      [0, 0],
      [0.35, 0],
    ]);
    expect(singularValues(both, chain).at(-1)).toBeGreaterThan(1e-3);
  });
});

describe('the focal length', () => {
  it('is told from edge aims at different distances, and hardly at one', () => {
    const tangents: [number, number][] = [
      [0, 0],
      [0.35, 0],
    ];
    const withFocal = [...chain, 'focal'] as const;
    const least = (from: Triple[]) => singularValues(sights(from, tangents), withFocal).at(-1) ?? 0;
    const far: Triple[] = places.map(([x, y]) => [x, y, 7]);
    expect(least(places)).toBeGreaterThan(1e-3);
    expect(least(far)).toBeLessThan(0.2 * least(places));
  });
});
