import { vec3 } from '../../../core/math.ts';
import { pictureOf } from '../../../core/stage/camera-picture.ts';
import { plainStagePointAt, type WallGeometry } from '../../../core/stage/wall-geometry.ts';
import type { WallMark } from '../../../core/stage/wall-marks.ts';
import type { LensState } from '../../../core/tracking/lens.ts';
import type { PlainPose } from '../../../core/wire/status.ts';

/** The mark nearest to the middle of a camera's picture; `undefined` where it sees none. */
export function markInSight(
  marks: readonly WallMark[],
  walls: readonly WallGeometry[],
  { position, orientation }: PlainPose,
  lens: LensState,
): WallMark | undefined {
  const pupil = {
    position: vec3.clone(position),
    orientation: [...orientation] as typeof orientation,
  };
  const away = (mark: WallMark): number => {
    const wall = walls.find(({ id }) => id === mark.wall);
    const point = wall && plainStagePointAt(wall, mark.x, mark.y);
    const place = point && pictureOf(lens, pupil, point);
    return place ? Math.hypot(place.x - 0.5, place.y - 0.5) : Number.POSITIVE_INFINITY;
  };
  const distances = marks.map(away);
  const least = Math.min(...distances);
  return Number.isFinite(least) ? marks[distances.indexOf(least)] : undefined;
}
