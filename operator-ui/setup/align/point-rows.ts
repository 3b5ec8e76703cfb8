import type { Triple } from '../../../core/math.ts';
import {
  type AxisFault,
  type AxisOptions,
  findAxisFault,
  tippedTracker,
} from '../../../core/registration/handedness.ts';
import { findOutliers } from '../../../core/registration/outlier.ts';
import type { PointPair } from '../../../core/registration/point-fit.ts';
import { type PointRegistration, registerPoints } from '../../../core/registration/point-pairs.ts';
import { registeredPoint } from '../../../core/registration/registration.ts';
import { findUnitFault } from '../../../core/registration/tracker-unit.ts';
import type { Problem, Result } from '../../../core/result.ts';
import type { Wall } from '../../../core/show/stage-schema.ts';
import { plainStagePointAt, wallGeometry } from '../../../core/stage/wall-geometry.ts';
import type { StageMark } from '../stage-marks.ts';

/** A known stage point, metres, and where the tracker saw it; null until it is captured. */
export interface PointRow {
  id: number;
  stage: Triple;
  tracker: Triple | null;
}

export interface PointSolution {
  solved: Result<PointRegistration>;
  /** Everything that looks wrong, worst first. */
  findings: string[];
  /** Ids of the rows that do not belong to the others. */
  outliers: number[];
  /** The order of axes by which the points fit, where that as it is does not. */
  axisFault: AxisFault | undefined;
  /** Metres, by row id. */
  residualM: ReadonlyMap<number, number>;
}

/** The registration from the captured rows, with what looks wrong about them in words. */
export function solveRows(rows: readonly PointRow[], options: AxisOptions): PointSolution {
  const captured = rows.flatMap((row, index) =>
    row.tracker ? [{ row, number: index + 1, tracker: row.tracker, stage: row.stage }] : [],
  );
  const pairs: PointPair[] = captured;
  const solved = registerPoints(pairs, options);
  const found = findOutliers(pairs, options);
  const odd = (found?.points ?? []).flatMap((index) => captured[index] ?? []);
  const named = odd.map(({ number }, i) => {
    const mm = Math.round((found?.distancesM[i] ?? 0) * 1000);
    return `Point ${number} does not belong to the others (${mm} mm off): measure it again.`;
  });
  const about = (problem: Problem | { message: string } | undefined) => problem?.message ?? [];
  const axisFault = findAxisFault(pairs, options);
  const findings = solved.ok
    ? [
        about(findUnitFault(pairs)),
        about(axisFault),
        named,
        about(tippedTracker(solved.value.registration)),
        solved.value.warnings.map(({ message }) => message),
      ].flat(2)
    : solved.fault.map(({ message }) => message);
  const residuals = solved.ok ? solved.value.residuals : [];
  return {
    solved,
    findings,
    outliers: odd.map(({ row }) => row.id),
    axisFault,
    residualM: new Map(captured.map(({ row }, i) => [row.id, residuals[i]?.distanceM ?? 0])),
  };
}

/** The points in the stage, and where the solution has them. */
export function pointStageMarks(
  rows: readonly PointRow[],
  { solved, outliers }: PointSolution,
): StageMark[] {
  return rows.map(({ id, stage, tracker }, index) => {
    const mark = { label: String(index + 1), at: stage, isOdd: outliers.includes(id) };
    if (!tracker || !solved.ok) return mark;
    const p = registeredPoint(solved.value.registration, tracker);
    return { ...mark, solved: [p[0], p[1], p[2]] };
  });
}

export interface WallCorner {
  name: string;
  stage: Triple;
}

/** The corners and the middle of each wall, stage space, metres: points that need no tape. */
export function wallCorners(walls: readonly Wall[]): WallCorner[] {
  return walls.flatMap((wall) => {
    if (wall.surface.kind === 'mesh') return [];
    const geometry = wallGeometry(wall);
    const [width, height] = wall.pixels;
    const places = [
      ['bottom left', 0, height],
      ['bottom right', width, height],
      ['top right', width, 0],
      ['top left', 0, 0],
      ['middle', width / 2, height / 2],
    ] as const;
    return places.flatMap(([place, x, y]) => {
      const stage = plainStagePointAt(geometry, x, y);
      return stage ? { name: `${wall.id}: ${place}`, stage } : [];
    });
  });
}
