import { z } from 'zod';
import { poseIs } from '../show/camera-schema.ts';
import { id, rate } from '../show/scalars.ts';
import type { ShowState } from '../show/state.ts';
import { takeLabel } from './take-label.ts';

const rates = z.looseObject({
  wall: rate,
  camera: rate,
  timecode: rate,
  cameraPhase: z.number().default(0),
  /** Labels skip numbers, as in 29.97 drop-frame. */
  dropFrame: z.boolean().default(false),
  reference: z.looseObject({ kind: z.string(), device: z.string().optional() }).optional(),
});

/** One camera of the show that was recorded; its samples carry the hash of its id. */
const camera = z.looseObject({ id, device: z.string(), subject: z.string(), poseIs });

/** The same moment in show time and as a label. */
const moment = {
  showTimeMs: z.number(),
  wallClockMs: z.number(),
};

/** The first record of every segment. `state` is the whole show state when the take began to roll. */
export const takeHeader = z.looseObject({
  format: z.literal(1),
  take: takeLabel,
  /** 1, and more where a file had to be closed under way. */
  segment: z.int().min(1),
  ...moment,
  /** The same wall clock as text: ISO 8601, UTC. */
  startedAt: z.string(),
  /** Of the stage's local time to UTC, minutes: time of day is the timecode where there is no other. */
  utcOffsetMin: z.number(),
  epoch: z.number(),
  revision: z.number(),
  rates,
  cameras: z.array(camera),
  state: z.unknown(),
});
export type TakeHeader = z.infer<typeof takeHeader>;

/** How a take ended. `cut` was asked for; everything else came over it. */
export const endReasons = [
  'cut',
  'server-stopped',
  'disk-full',
  'disk-failed',
  'recorder-failed',
  'interrupted',
] as const;
export type EndReason = (typeof endReasons)[number];

/** The last record of a take that was ended; absent after a crash. */
export const takeEnd = z.looseObject({ reason: z.enum(endReasons), ...moment });
export type TakeEnd = z.infer<typeof takeEnd>;

/** An accepted change of the show while the take rolled, as it was journalled. */
export const recordedChange = z.looseObject({
  revision: z.number(),
  showTimeMs: z.number(),
  k: z.number(),
  takeK: z.number().optional(),
  principal: z.looseObject({ who: z.string(), role: z.string(), door: z.string() }),
  change: z.looseObject({ type: z.string() }),
});
export type RecordedChange = z.infer<typeof recordedChange>;

/** Where the server stands when a take begins. */
export interface TakeMoment {
  showTimeMs: number;
  wallClockMs: number;
  startedAt: string;
  utcOffsetMin: number;
  epoch: number;
  revision: number;
}

/** `poseIsOf`: what a camera's samples are, where its source does not say. */
export function takeHeaderOf(
  take: TakeHeader['take'],
  state: ShowState,
  at: TakeMoment,
  poseIsOf: (device: string) => z.infer<typeof poseIs>,
): TakeHeader {
  const { stage, cameras } = state.show;
  const { wall, camera: cameraRate, timecode, cameraPhase, reference, dropFrame } = stage.rates;
  return {
    format: 1,
    take,
    segment: 1,
    ...at,
    rates: {
      wall,
      camera: cameraRate,
      timecode,
      cameraPhase,
      reference: { ...reference },
      dropFrame: dropFrame === true,
    },
    cameras: cameras.map(({ id: cameraId, source }) => ({
      id: cameraId,
      device: source.device,
      subject: source.subject,
      poseIs: source.poseIs ?? poseIsOf(source.device),
    })),
    state,
  };
}
