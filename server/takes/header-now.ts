import type { PoseIs } from '../../core/show/camera-schema.ts';
import { type TakeHeader, takeHeaderOf } from '../../core/takes/take-header.ts';
import type { TakeLabel } from '../../core/takes/take-label.ts';
import type { ShowEngine } from '../show/show-engine.ts';

/** What a take that begins at this moment says of itself. */
export function headerNow(
  label: TakeLabel,
  engine: ShowEngine,
  wallClockMs: number,
  poseIs: (device: string) => PoseIs,
): TakeHeader {
  const now = new Date(wallClockMs);
  const moment = {
    showTimeMs: engine.nowMs(),
    wallClockMs,
    startedAt: now.toISOString(),
    utcOffsetMin: -now.getTimezoneOffset(),
    epoch: engine.epoch,
    revision: engine.revision,
  };
  return takeHeaderOf(label, engine.state, moment, poseIs);
}
