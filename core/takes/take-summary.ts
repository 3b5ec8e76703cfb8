import { z } from 'zod';
import { timecodeText } from '../time/timecode.ts';
import { backdropCitation, citationsOf } from './backdrop-citation.ts';
import { endReasons, type TakeHeader } from './take-header.ts';
import { takeLabel } from './take-label.ts';
import type { TakeSpan } from './take-span.ts';
import { timecodeAt } from './timeline.ts';

/** What a crew says of a take. */
export const takeMark = z.object({
  good: z.boolean().nullable(),
  note: z.string().max(2000),
});
export type TakeMark = z.infer<typeof takeMark>;

/** One take, as the list shows it and as it stands beside its log. */
export const takeSummary = z.object({
  ...takeLabel.shape,
  ...takeMark.shape,
  /** `rolling`, or how it ended. */
  state: z.enum(['rolling', ...endReasons]),
  /** When it began to roll: wall clock, ISO 8601, UTC. */
  startedAt: z.string(),
  durationMs: z.number(),
  /** Of its first frame and of the one after its last, with the rate that they count at. */
  startTimecode: z.string(),
  endTimecode: z.string(),
  timecodeRate: z.object({ num: z.number(), den: z.number(), dropFrame: z.boolean() }),
  /** Whose timecode: a device's, or the time of day. */
  timecodeFrom: z.enum(['device', 'time-of-day']),
  cameras: z.array(z.string()),
  /** Where the generated backdrops come from that it could show. */
  backdrops: z.array(backdropCitation).default([]),
  /** Samples of trackers, and wall frames. */
  samples: z.number(),
  frames: z.number(),
  /** Records that could not be kept. */
  lost: z.number(),
  segments: z.number(),
  bytes: z.number(),
  /** Bytes of the log that a bad medium has changed. */
  damagedBytes: z.number(),
  /** The disk has failed at it once: look at it before it is needed. */
  atRisk: z.boolean(),
});
export type TakeSummary = z.infer<typeof takeSummary>;

/** What a take's files say and its records do not. */
export type TakeFiles = Pick<
  TakeSummary,
  'state' | 'segments' | 'bytes' | 'damagedBytes' | 'atRisk'
>;

/** What the list says of a take, from its header, its records and its files. */
export function summaryOf(
  header: TakeHeader,
  span: TakeSpan,
  files: TakeFiles,
  mark: TakeMark,
): TakeSummary {
  const timeline = span.timeline(header);
  const { rate, dropped } = timeline.timecode;
  const text = (i: number): string => timecodeText(timecodeAt(timeline, i), timeline.timecode);
  return {
    ...header.take,
    good: mark.good,
    note: mark.note,
    ...files,
    startedAt: header.startedAt,
    durationMs: Math.max(0, span.lastMs - header.showTimeMs),
    startTimecode: text(0),
    endTimecode: text(timeline.count),
    timecodeRate: { num: rate.num, den: rate.den, dropFrame: dropped > 0 },
    timecodeFrom: timeline.timecodeFrom,
    cameras: header.cameras.map(({ id }) => id),
    backdrops: citationsOf(header.state),
    samples: span.samples,
    frames: span.frames,
    lost: span.lost,
  };
}

/** What the recorder does now. Records are acknowledged when the file has them, and safe once synced. */
export const recorderStatus = z.object({
  /** The take that rolls; null between takes. */
  take: takeLabel.nullable(),
  elapsedMs: z.number(),
  samples: z.number(),
  frames: z.number(),
  lost: z.number(),
  /** Handed over, in the file (a crash of the server takes nothing), on the disk (nor does a power loss). */
  records: z.object({ given: z.number(), written: z.number(), synced: z.number() }),
  bytes: z.number(),
  freeBytes: z.number().nullable(),
  /** How long the disk lasts at the pace of this take. */
  minutesLeft: z.number().nullable(),
  atRisk: z.boolean(),
  /** What the operator must know: why a take stopped by itself, a disk that fails or is nearly full. */
  alarm: z.string().nullable(),
});
export type RecorderStatus = z.infer<typeof recorderStatus>;
