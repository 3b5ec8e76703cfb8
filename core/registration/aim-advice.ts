import type { WallGeometry } from '../stage/wall-geometry.ts';
import { expectedPx, type Foretelling, normalMatrix, type SolvedAims } from './aim-information.ts';
import type { Sight } from './aim-model.ts';
import { type AimTarget, aimTarget } from './aim-target.ts';
import { foretoldSight, isBefore, middleOf, placesAround, placesOf } from './foretold-sight.ts';

/** What two further aims would help most. */
export interface AimAdvice {
  words: string;
  /** Within how many pixels 95 % of aims would land after them. */
  expectedPx: number;
}

/** How far from a wall's edges its corner marks are, as a share of its size. */
const inset = 0.1;
const cornerMarks = [
  [inset, inset],
  [1 - inset, 1 - inset],
  [1 - inset, inset],
  [inset, 1 - inset],
] as const;

/**
 * The best next step by the covariance that it would leave: two aims at marks near opposite corners of
 * a wall, from where the camera stood, or a step from the middle of the places. `undefined` where no
 * step helps.
 */
export function bestAdvice(solved: SolvedAims, foretold: Foretelling): AimAdvice | undefined {
  const { sights, frame } = solved;
  const middle = middleOf(placesOf(sights, frame.from));
  const places = [{ place: middle, words: 'between the places' }, ...placesAround(middle, sights)];
  const corners = cornerPairs(sights);
  let best: AimAdvice | undefined;
  const normal = normalMatrix(solved, true);
  let least = expectedPx(frame, normal, foretold);
  for (const { place, words } of places) {
    for (const targets of corners) {
      if (!targets.every((target) => isBefore(target, place))) continue;
      const more = targets.map((target) => foretoldSight(frame.from, place, target));
      const added = normalMatrix({ sights: more, frame }, false);
      const px = expectedPx(
        frame,
        normal.map((v, i) => v + (added[i] ?? 0)),
        foretold,
      );
      if (!(px < least)) continue;
      least = px;
      best = {
        words: `two more aims from ${words}, at marks near opposite corners`,
        expectedPx: px,
      };
    }
  }
  return best;
}

function cornerPairs(sights: readonly Sight[]): AimTarget[][] {
  const walls = new Set<WallGeometry>(sights.map(({ target }) => target.wall));
  return [...walls].flatMap((wall) => {
    const [a, b, c, d] = cornerMarks.map(([u, v]) =>
      aimTarget(wall, u * wall.width, v * wall.height),
    );
    return a && b && c && d
      ? [
          [a, b],
          [c, d],
        ]
      : [];
  });
}
