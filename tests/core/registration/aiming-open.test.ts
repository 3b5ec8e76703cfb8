import { describe, expect, it } from 'vitest';
import type { Triple } from '../../../core/math.ts';
import { solveAiming } from '../../../core/registration/aiming.ts';
import {
  type Mount,
  poseFromPlaced,
  type Registration,
} from '../../../core/registration/registration.ts';
import { printedSeed } from '../../support/random.ts';
import { edges, exactAims, heldOut, six } from './aimed-places.ts';
import { aimingTrial, aimingTrials, entered, gaussian, type Trial, wall } from './aiming-trial.ts';
import { turnBetweenDeg } from './noise.ts';

describe('aims at the edge of the picture', () => {
  const places = [...six, ...edges];
  const mountOff = { meters: 0.15, degrees: 8, roll: 5 };

  it('determine roll and the place of the pupil on the axis', () => {
    const run = aimingTrials(printedSeed('edges'), 8, {
      places,
      noise: gaussian(1),
      heldOut,
      mountOff,
    });
    expect(run.edges95).toBeLessThan(4);
    for (const { solution, truth } of run.results) {
      expect(solution.rollFrom).toBe('aims');
      expect(Math.abs(solution.mount.rotationDeg[2] - truth.mount.rotationDeg[2])).toBeLessThan(
        0.5,
      );
      const told = solution.determined.filter(({ byAims }) => byAims).map(({ unknown }) => unknown);
      expect(told).toEqual(expect.arrayContaining(['roll', 'depth']));
    }
  });

  it('determine the focal length, too, from places at different distances', () => {
    const trial: Trial = {
      places,
      noise: gaussian(1),
      heldOut,
      mountOff,
      focal: 1.04,
      options: { withFocal: true },
    };
    const run = aimingTrials(printedSeed('focal'), 8, trial);
    for (const { solution } of run.results) {
      expect(Math.abs(solution.focalFactor / 1.04 - 1)).toBeLessThan(0.01);
    }
    expect(run.edges95).toBeLessThan(4);
  });

  it('are missed by centred aims alone: what these leave open stays as it was entered', () => {
    const { solution } = aimingTrial(printedSeed('centred'), {
      places: six,
      noise: gaussian(1),
      heldOut,
    });
    expect(solution.rollFrom).toBe('entered');
    expect(solution.mount.rotationDeg[2]).toBeCloseTo(0, 9);
    const names = solution.determined.map(({ unknown }) => unknown);
    expect(names).not.toContain('roll');
    expect(names).not.toContain('depth');
  });
});

describe('aims all held at one place beside the centre, as a shifted sensor has it', () => {
  it('foretell as centred ones do, and leave roll and pupil as they were entered', () => {
    const places = six.map((place) => ({ ...place, at: [0.01, -0.01] as const }));
    const trial: Trial = { places, noise: gaussian(0.1), heldOut };
    const run = aimingTrials(printedSeed('shifted'), 8, trial);
    expect(run.aims95).toBeLessThan(0.5);
    for (const { solution } of run.results) {
      expect(solution.rollFrom).toBe('entered');
      expect(Math.abs(solution.mount.rotationDeg[2])).toBeLessThan(0.05);
      expect(solution.determined.map(({ unknown }) => unknown)).not.toContain('depth');
    }
  });
});

describe('a mount that stands on end', () => {
  it('keeps the roll it was entered with, where centred aims leave it open', () => {
    const mount: Mount = { position: [0.05, 0.1, 0], rotationDeg: [90, 0, 25] };
    const truth = {
      registration: { position: [1, 0.3, -0.5], rotationDeg: [1, 70, -1], scale: 1 },
      mount,
    } satisfies { registration: Registration; mount: Mount };
    const { aims } = exactAims(wall, truth);
    const off = {
      ...entered,
      mount: { position: [0, 0, 0] as Triple, rotationDeg: [88, 0, 25] as Triple },
    };
    const result = solveAiming(aims, [wall], off);
    if (!result.ok) throw new Error(result.fault[0]?.message);
    expect(result.value.rollFrom).toBe('entered');
    const solved = poseFromPlaced(result.value.mount).orientation;
    expect(turnBetweenDeg(solved, poseFromPlaced(mount).orientation)).toBeLessThan(0.1);
  });
});

describe('a level camera', () => {
  const mountOff = { meters: 0.1, degrees: 5, roll: 5 };

  it('determines roll by its bubble in some of the aims', () => {
    const places = six.map((place, i) => ({ ...place, isLevel: i === 1 }));
    const run = aimingTrials(printedSeed('level aims'), 10, {
      places,
      noise: gaussian(1),
      heldOut,
      mountOff,
    });
    for (const { solution, truth } of run.results) {
      expect(solution.rollFrom).toBe('aims');
      expect(Math.abs(solution.mount.rotationDeg[2] - truth.mount.rotationDeg[2])).toBeLessThan(
        0.3,
      );
    }
  });

  it('may be taken for granted on average', () => {
    const places = six.map((place) => ({ ...place, isLevel: false }));
    const trial: Trial = {
      places,
      noise: gaussian(1),
      heldOut,
      mountOff,
      options: { roll: 'levelled' },
    };
    const run = aimingTrials(printedSeed('levelled'), 10, trial);
    // Each aim was rolled by up to ±1°.
    for (const { solution, truth } of run.results) {
      expect(solution.rollFrom).toBe('levelled');
      expect(Math.abs(solution.mount.rotationDeg[2] - truth.mount.rotationDeg[2])).toBeLessThan(
        0.6,
      );
    }
  });
});
