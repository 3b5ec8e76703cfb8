import { useEffect, useMemo, useState } from 'react';
import type { Pose } from '../../../core/math.ts';
import { checkMarks, trucked } from '../../../core/registration/check-marks.ts';
import type { Wall } from '../../../core/show/stage-schema.ts';
import { wallGeometry } from '../../../core/stage/wall-geometry.ts';
import type { WallMark } from '../../../core/stage/wall-marks.ts';
import type { CameraStatusReport } from '../../../core/wire/status.ts';
import { showStageMarks } from '../stage-marks.ts';
import { checkStageMarks } from './check-stage-marks.ts';

interface Asked {
  mark: WallMark | undefined;
  behindM: number;
  truckM: number;
}

/** What must be seen of card and far mark: for a truck from here or, once there is a start, since then. */
export function useCheck(
  { mark, behindM, truckM }: Asked,
  walls: readonly Wall[] | undefined,
  report: CameraStatusReport | undefined,
) {
  const [start, setStart] = useState<Pose>();
  const wall = useMemo(() => {
    const settings = walls?.find(({ id }) => id === mark?.wall);
    return settings && wallGeometry(settings);
  }, [walls, mark?.wall]);
  const now = useMemo(() => poseOf(report), [report]);
  const from = start ?? now;
  const to = useMemo(() => (start || !now ? now : trucked(now, truckM)), [start, now, truckM]);
  const lens = report?.lens;
  const seen = useMemo(
    () =>
      mark && wall && from && to && lens
        ? checkMarks({ wall, at: mark, behindM, from, to, lens })
        : undefined,
    [mark, wall, from, to, lens, behindM],
  );
  useEffect(() => {
    if (!wall || !seen) return;
    showStageMarks(checkStageMarks(wall, seen));
    return () => showStageMarks([]);
  }, [wall, seen]);
  return { start, setStart, now, from, to, seen };
}

/** Only a pose that is being heard tells where the camera is. */
function poseOf(report: CameraStatusReport | undefined): Pose | undefined {
  const isHeard = report?.status === 'ok' || report?.status === 'degraded';
  if (!isHeard || !report.pose) return undefined;
  const { position, orientation } = report.pose;
  return { position: [...position], orientation: [...orientation] };
}
