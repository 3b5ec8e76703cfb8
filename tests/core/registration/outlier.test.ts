import { describe, expect, it } from 'vitest';
import { type Triple, vec3 } from '../../../core/math.ts';
import { findOutliers } from '../../../core/registration/outlier.ts';
import type { PointPair } from '../../../core/registration/point-fit.ts';
import { printedSeed } from '../../support/random.ts';
import { anyPose, anyTurn, noisy, type Random, seeds, tripleFrom } from './noise.ts';

/** Six points about a small stage, measured to 1 mm by a tracker that stands anywhere. */
function sixPoints(random: Random): PointPair[] {
  const corners: Triple[] = [
    [-2, 0.1, -2],
    [2, 0.1, -2],
    [2, 0.1, 1],
    [-2, 0.1, 1],
    [-1, 1.5, -2],
    [1.5, 1.8, 0],
  ];
  const tracker = anyPose(random, 5);
  return corners.map((corner) => {
    const stage = tripleFrom(vec3.add(vec3.create(), corner, anyPose(random, 0.3).position));
    const seen = vec3.transformQuat(vec3.create(), stage, tracker.orientation);
    vec3.add(seen, seen, tracker.position);
    return { stage, tracker: noisy(tripleFrom(seen), 0.001, random) };
  });
}

/** The pair measured `distance` metres away in some direction. */
function shifted(pair: PointPair, distance: number, random: Random): PointPair {
  const away = vec3.transformQuat(vec3.create(), [distance, 0, 0], anyTurn(random));
  return { ...pair, tracker: tripleFrom(vec3.add(vec3.create(), pair.tracker, away)) };
}

describe('a wrong point', () => {
  it('of 50 mm among six at 1 mm is named, and no other, for 300 seeds', () => {
    for (const { seed, random } of seeds(printedSeed('one outlier'), 300)) {
      const pairs = sixPoints(random);
      const wrong = Math.floor(random() * 6);
      const pair = pairs[wrong];
      if (pair) pairs[wrong] = shifted(pair, 0.05, random);
      const found = findOutliers(pairs);
      expect(found?.points, `seed ${seed}`).toEqual([wrong]);
      expect(found?.distancesM[0]).toBeGreaterThan(0.04);
      expect(found?.distancesM[0]).toBeLessThan(0.06);
    }
  });

  it('is not named among good ones at 1 mm, nor at 5 mm, for 200 seeds each', () => {
    for (const { seed, random } of seeds(printedSeed('no outlier'), 200)) {
      expect(findOutliers(sixPoints(random)), `seed ${seed}`).toBeUndefined();
      const rough = sixPoints(random).map(({ stage, tracker }) => ({
        stage,
        tracker: noisy(tracker, 0.005, random),
      }));
      expect(findOutliers(rough), `seed ${seed} at 5 mm`).toBeUndefined();
    }
  });

  it('has company at times: two of six are both named', () => {
    let both = 0;
    for (const { random } of seeds(printedSeed('two outliers'), 60)) {
      const pairs = sixPoints(random);
      const [first, second] = [pairs[0], pairs[3]];
      if (first) pairs[0] = shifted(first, 0.08, random);
      if (second) pairs[3] = shifted(second, 0.08, random);
      const found = findOutliers(pairs);
      if (found?.points.join() === '0,3') both += 1;
    }
    expect(both).toBeGreaterThan(54);
  });

  it('cannot be told with three points, and is not guessed', () => {
    for (const { random } of seeds(printedSeed('three points'), 20)) {
      const [first, ...others] = sixPoints(random).slice(0, 3);
      if (first) expect(findOutliers([shifted(first, 0.05, random), ...others])).toBeUndefined();
    }
  });
});
