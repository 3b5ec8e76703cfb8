import { describe, expect, it } from 'vitest';
import { type Pose, quat, type Triple, vec3 } from '../../../core/math.ts';
import type { PointPair } from '../../../core/registration/point-fit.ts';
import { registerPoints } from '../../../core/registration/point-pairs.ts';
import { poseFromPlaced, registeredPoint } from '../../../core/registration/registration.ts';
import { printedSeed } from '../../support/random.ts';
import {
  anyPose,
  noisy,
  percentile,
  type Random,
  seeds,
  tripleFrom,
  turnBetweenDeg,
} from './noise.ts';

/** Four points, 3 m apart in two directions and 1 m in height. */
const four: Triple[] = [
  [-1.5, 0.4, -1],
  [1.5, 0.4, -1],
  [-1.5, 1.4, 2],
  [1.5, 0.4, 2],
];

/** What a tracker at `trackerFromStage` measures of stage points, with noise in metres. */
function measured(
  points: readonly Triple[],
  trackerFromStage: Pose,
  scale: number,
  sigma: number,
  random: Random,
): PointPair[] {
  return points.map((stage) => {
    const at = vec3.transformQuat(vec3.create(), stage, trackerFromStage.orientation);
    vec3.add(at, at, trackerFromStage.position);
    const seen = vec3.clone(noisy(tripleFrom(at), sigma, random));
    return { stage, tracker: tripleFrom(vec3.scale(seen, seen, 1 / scale)) };
  });
}

const solved = (pairs: readonly PointPair[], withScale = false) => {
  const result = registerPoints(pairs, { withScale });
  if (!result.ok) throw new Error(result.fault[0]?.message);
  return result.value;
};

const refused = (pairs: readonly PointPair[]) => {
  const result = registerPoints(pairs);
  return result.ok ? undefined : result.fault[0];
};

describe('registration by measured points', () => {
  it('recovers any placement from four points at 1 mm noise to 2 mm and 0.1°, 95 % of 1000 seeds', () => {
    const distances: number[] = [];
    const turns: number[] = [];
    for (const { random } of seeds(printedSeed('four points'), 1000)) {
      const trackerFromStage = anyPose(random, 10);
      const { registration } = solved(measured(four, trackerFromStage, 1, 0.001, random));
      // The middle of the points stands for the place where the camera works.
      const middle: Triple = [0, 0.65, 0.5];
      const seen = vec3.transformQuat(vec3.create(), middle, trackerFromStage.orientation);
      vec3.add(seen, seen, trackerFromStage.position);
      const back = registeredPoint(registration, [seen[0], seen[1], seen[2]]);
      distances.push(vec3.distance(back, middle));
      const wanted = quat.conjugate(quat.create(), trackerFromStage.orientation);
      turns.push(turnBetweenDeg(poseFromPlaced(registration).orientation, wanted));
    }
    console.log(
      `p95: ${(percentile(distances, 0.95) * 1000).toFixed(2)} mm, ${percentile(turns, 0.95).toFixed(3)}°`,
    );
    expect(percentile(distances, 0.95)).toBeLessThanOrEqual(0.002);
    expect(percentile(turns, 0.95)).toBeLessThanOrEqual(0.1);
  });

  it('is exact without noise, for any turn and scale, and says so in its residuals', () => {
    for (const { random } of seeds(printedSeed('exact'), 100)) {
      const scale = 0.2 + 3 * random();
      const { registration, rmsM, residuals } = solved(
        measured(four, anyPose(random, 10), scale, 0, random),
        true,
      );
      expect(registration.scale).toBeCloseTo(scale, 9);
      expect(rmsM).toBeLessThan(1e-9);
      expect(residuals).toHaveLength(4);
    }
  });

  it('recovers a scale of 1.02 to 0.1 % from points 3 m apart at 1 mm', () => {
    const errors = seeds(printedSeed('scale'), 200).map(({ random }) => {
      const pairs = measured(four, anyPose(random, 10), 1.02, 0.001, random);
      return Math.abs(solved(pairs, true).registration.scale / 1.02 - 1);
    });
    expect(percentile(errors, 0.95)).toBeLessThan(0.001);
  });

  it('gives the offset of each point, their RMS, and within what 95 % of measured points lie', () => {
    const pairs = four.map((stage): PointPair => ({ stage, tracker: stage }));
    const lifted = [...pairs];
    lifted[3] = { stage: [1.5, 0.4, 2], tracker: [1.5, 0.42, 2] };
    const { residuals, rmsM } = solved(lifted);
    const sum = residuals.reduce((all, { distanceM }) => all + distanceM ** 2, 0);
    expect(rmsM).toBeCloseTo(Math.sqrt(sum / 4), 12);
    // The lift is shared out, and nobody is off by more than all of it.
    expect(residuals[3]?.offset[1]).toBeGreaterThan(0.002);
    expect(residuals[3]?.distanceM).toBeLessThan(0.02);

    const inside = seeds(printedSeed('95 %'), 400).flatMap(({ random }) => {
      const many = Array.from(
        { length: 12 },
        (): Triple => [4 * random() - 2, 2 * random(), 4 * random() - 2],
      );
      const rough = many.map((stage) => ({ stage, tracker: noisy(stage, 0.001, random) }));
      const { within95M } = solved(rough);
      // The tracker space is the stage here, so each point's own error is known.
      return rough.map(({ stage, tracker }) => vec3.distance(stage, tracker) <= within95M);
    });
    const share = inside.filter(Boolean).length / inside.length;
    expect(share).toBeGreaterThan(0.93);
    expect(share).toBeLessThan(0.97);
  });

  it('takes points in one plane, and warns when they are all at one height', () => {
    const flat = four.map(([x, , z]): Triple => [x, 0, z]);
    for (const { random } of seeds(printedSeed('plane'), 50)) {
      const trackerFromStage = anyPose(random, 5);
      const { registration, warnings } = solved(measured(flat, trackerFromStage, 1, 0, random));
      const wanted = quat.conjugate(quat.create(), trackerFromStage.orientation);
      expect(turnBetweenDeg(poseFromPlaced(registration).orientation, wanted)).toBeLessThan(1e-5);
      expect(warnings.map(({ code }) => code)).toContain('one-height');
    }
    expect(solved(four.map((stage) => ({ stage, tracker: stage }))).warnings).toEqual([]);
  });

  it('warns when three points leave no check, and when points miss by more than 5 mm', () => {
    const three = four.slice(0, 3).map((stage): PointPair => ({ stage, tracker: stage }));
    expect(solved(three).warnings.map(({ code }) => code)).toEqual(['no-check']);
    const bent = four.map((stage): PointPair => ({ stage, tracker: stage }));
    bent[0] = { stage: [-1.5, 0.4, -1], tracker: [-1.5, 0.5, -1] };
    expect(solved(bent).warnings.map(({ code }) => code)).toEqual(['poor-fit']);
  });
});

describe('registration by measured points refuses', () => {
  const pairsAt = (points: readonly Triple[]) =>
    points.map((stage): PointPair => ({ stage, tracker: stage }));

  it('fewer than three points, and says how many are missing', () => {
    expect(refused([])?.code).toBe('too-few-points');
    expect(refused(pairsAt(four.slice(0, 2)))?.message).toContain('measure 1 more');
  });

  it('points on one line or nearly, with how near and what to measure', () => {
    const line = [0, 1, 2, 3.5].map((t): Triple => [t, 0.3 * t, -2 * t]);
    const problem = refused(pairsAt(line));
    expect(problem?.code).toBe('collinear');
    expect(problem?.message).toMatch(
      /within 0 mm of one line .* measure one at least 1 m to the side/,
    );
    const nearly = line.map(([x, y, z], i): Triple => [x, y + (i % 2) * 0.05, z]);
    expect(refused(pairsAt(nearly))?.code).toBe('collinear');
  });

  it('a line on the tracker side alone, whatever its unit', () => {
    const pairs = four.map((stage, i): PointPair => ({ stage, tracker: [1000 * i, 0, 0] }));
    expect(refused(pairs)?.code).toBe('collinear');
  });

  it('points that are all in one place, on either side', () => {
    const place: Triple = [1, 2, 3];
    expect(refused(pairsAt([place, place, place]))?.code).toBe('one-place');
    expect(refused(four.map((stage) => ({ stage, tracker: place })))?.code).toBe('one-place');
  });

  it('numbers that are not finite, naming the point', () => {
    const pairs = pairsAt(four);
    pairs[2] = { stage: [1, Number.NaN, 0], tracker: [0, 0, 0] };
    expect(refused(pairs)).toMatchObject({ path: '/pairs/2/stage', code: 'not-finite' });
  });
});
