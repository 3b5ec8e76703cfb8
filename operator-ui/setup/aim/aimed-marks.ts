import { plainStagePointAt, type WallGeometry } from '../../../core/stage/wall-geometry.ts';
import type { WallMark } from '../../../core/stage/wall-marks.ts';
import type { StageMark } from '../stage-marks.ts';
import type { AimJudgement } from './aim-findings.ts';
import type { AimRow } from './aim-rows.ts';

/** The marks for the stage's picture: each once, and again for every aim at it, with what that misses by. */
export function aimedMarks(
  marks: readonly WallMark[],
  walls: readonly WallGeometry[],
  rows: readonly AimRow[],
  judgements: ReadonlyMap<AimRow['id'], AimJudgement>,
): StageMark[] {
  const isAimedAt = ({ number }: WallMark) => rows.some(({ mark }) => mark.number === number);
  const others = marks
    .filter((mark) => !isAimedAt(mark))
    .flatMap((mark) => stageMark(mark, walls, undefined));
  return [...others, ...rows.flatMap((row) => stageMark(row.mark, walls, judgements.get(row.id)))];
}

function stageMark(
  { wall: id, number, x, y }: WallMark,
  walls: readonly WallGeometry[],
  judgement: AimJudgement | undefined,
): StageMark[] {
  const wall = walls.find((each) => each.id === id);
  const at = wall && plainStagePointAt(wall, x, y);
  if (!at) return [];
  const mark: StageMark = { label: String(number), at, isOdd: judgement?.isSuspect ?? false };
  const { residual } = judgement ?? {};
  const solved = residual && plainStagePointAt(wall, x + residual.xPx, y + residual.yPx);
  return [solved ? { ...mark, solved } : mark];
}
