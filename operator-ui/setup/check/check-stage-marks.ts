import type { CheckMark } from '../../../core/registration/check-marks.ts';
import { plainStagePointAt, type WallGeometry } from '../../../core/stage/wall-geometry.ts';
import type { StageMark } from '../stage-marks.ts';

/** On the stage's picture: the card, and where on the wall the far mark is before and after the move. */
export function checkStageMarks(
  wall: WallGeometry,
  { card, far }: { card: CheckMark; far: CheckMark },
): StageMark[] {
  const seen = [
    ['F', far.before.onWall, false],
    ['F′', far.after.onWall, true],
  ] as const;
  const onWall = seen.flatMap(([label, place, isNow]) => {
    const at = place && plainStagePointAt(wall, place.x, place.y);
    return at ? [{ label, at, ...(isNow && { solved: at }) }] : [];
  });
  return [{ label: 'C', at: card.point, solved: card.point }, ...onWall];
}
