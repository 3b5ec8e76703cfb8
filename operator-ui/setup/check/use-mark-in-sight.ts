import { useEffect, useState } from 'react';
import type { Wall } from '../../../core/show/stage-schema.ts';
import { wallGeometry } from '../../../core/stage/wall-geometry.ts';
import type { WallMark } from '../../../core/stage/wall-marks.ts';
import type { CameraStatusReport } from '../../../core/wire/status.ts';
import { markInSight } from './mark-in-sight.ts';

/** The chosen mark: at first the one nearest to the middle of the camera's picture. */
export function useMarkInSight(
  marks: readonly WallMark[],
  walls: readonly Wall[] | undefined,
  report: CameraStatusReport | undefined,
): [WallMark | undefined, (mark: WallMark) => void] {
  const [chosen, choose] = useState<WallMark>();
  const { pose, lens } = report ?? {};
  useEffect(() => {
    if (chosen || !pose || !lens) return;
    choose(markInSight(marks, (walls ?? []).map(wallGeometry), pose, lens));
  }, [chosen, marks, walls, pose, lens]);
  return [chosen, choose];
}
