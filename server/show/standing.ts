import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ClockAnchor } from '../time/show-clock.ts';
import type { Standing } from '../tracking/camera-tracker.ts';
import { replaceQuickly } from './atomic-file.ts';

/** How things stood at the last heartbeat: what a restart takes over beside the journal. */
export interface LastStand {
  clock: ClockAnchor;
  cameras: Record<string, Standing>;
}

const numbers = (length: number) => z.array(z.number()).length(length);
const lens = z.object({
  focalLengthMm: z.number(),
  sensorWidthMm: z.number(),
  sensorHeightMm: z.number(),
  squeeze: z.number(),
  entrancePupilMm: z.number(),
  focusDistanceM: z.number(),
  fStop: z.number(),
  projectionOffsetXMm: z.number().default(0),
  projectionOffsetYMm: z.number().default(0),
  distortionOverscan: z.number().default(1),
});
const pose = z.object({ position: numbers(3), orientation: numbers(4) });
const clock = z.object({
  epoch: z.int().min(0),
  showTimeMs: z.number(),
  hrtimeNs: z.string().regex(/^\d+$/),
  bootId: z.string(),
  wallClockMs: z.number(),
});
const schema = z.object({ clock, cameras: z.record(z.string(), z.object({ pose, lens })) });

const fileIn = (folder: string): string => join(folder, 'standing.json');

export function readLastStand(folder: string): LastStand | undefined {
  try {
    const parsed = schema.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')));
    // The lengths are checked above; tuples and gl-matrix arrays are the same thing in memory.
    return parsed as unknown as LastStand;
  } catch {
    return undefined;
  }
}

/** Fast and often: the last second of it may be lost to a power cut, nothing of it to a crash. */
export function writeLastStand(folder: string, stand: LastStand): Promise<void> {
  return replaceQuickly(fileIn(folder), JSON.stringify(stand));
}
