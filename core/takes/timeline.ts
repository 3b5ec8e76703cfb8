import { frameAt, hertz, periodMs, type Rate } from '../time/rate.ts';
import {
  createTimecode,
  type Timecode,
  type TimecodeFormat,
  timecodeFormat,
  timecodeFromFrame,
  timecodeText,
} from '../time/timecode.ts';
import type { TakeHeader } from './take-header.ts';
import type { TimecodeFit } from './timecode-fit.ts';

const dayMs = 86_400_000;
/** Frame times are rounded on their way: what differs by less is the same instant. */
const instantMs = 1e-3;

/** The camera's frames of a take: when each was taken, which number and which label it has. */
export interface TakeTimeline {
  camera: Rate;
  timecode: TimecodeFormat;
  timecodeFrom: 'device' | 'time-of-day';
  /** Number of the first frame: camera frames since midnight on the timecode's clock. */
  firstFrame: number;
  count: number;
  /** Show time at which the i-th frame begins, ms. */
  showMs(i: number): number;
}

/** What of a take's header a timeline is made of. */
export type TimelineHeader = Pick<
  TakeHeader,
  'rates' | 'showTimeMs' | 'wallClockMs' | 'utcOffsetMin'
>;

/**
 * The camera frames between two show times. With a device's timecode frames begin where its frames
 * begin. Without one they lie on the show's own grid of camera frames, and the first is labelled
 * with the stage's time of day.
 */
export function takeTimeline(
  header: TimelineHeader,
  fromMs: number,
  toMs: number,
  fit: TimecodeFit,
): TakeTimeline {
  const { camera, timecode, dropFrame, cameraPhase } = header.rates;
  const period = periodMs(camera);
  const originMs = (showMs: number): number =>
    fit.isKnown ? fit.originMs(showMs) : cameraPhase * period;
  const first = frameAt(fromMs - originMs(fromMs) - instantMs, camera) + 1;
  const last = frameAt(toMs - originMs(toMs) + instantMs, camera);
  // The origin moves by parts of a million: its place a frame beside is as good.
  const showMs = (i: number): number => {
    const nearMs = originMs(fromMs) + (first + i) * period;
    return originMs(nearMs) + (first + i) * period;
  };
  const format = timecodeFormat(timecode, dropFrame);
  return {
    camera,
    timecode: format,
    timecodeFrom: fit.isKnown ? 'device' : 'time-of-day',
    firstFrame: fit.isKnown ? first : frameOfDay(header, format, showMs(0)),
    count: Math.max(0, last - first + 1),
    showMs,
  };
}

/** The camera frame whose label is the time of day at a show time. */
function frameOfDay(header: TimelineHeader, format: TimecodeFormat, showMs: number): number {
  const { timecode, camera } = header.rates;
  const localMs = header.wallClockMs + header.utcOffsetMin * 60_000 + showMs - header.showTimeMs;
  const ofDayMs = ((localMs % dayMs) + dayMs) % dayMs;
  const seconds = Math.floor(ofDayMs / 1000);
  const { base, dropped } = format;
  // Drop-frame keeps step with the clock; other labels only begin with it.
  const frame =
    dropped > 0
      ? frameAt(ofDayMs, timecode)
      : seconds * base + Math.floor(((ofDayMs - seconds * 1000) * base) / 1000 + 1e-6);
  return Math.ceil((frame * hertz(camera)) / hertz(timecode) - 1e-6);
}

/** The frame that stands at a show time; before the first one below 0. */
export function frameIndexAt(timeline: TakeTimeline, showMs: number): number {
  const period = periodMs(timeline.camera);
  const near = (showMs - timeline.showMs(0)) / period;
  return Math.floor((showMs - timeline.showMs(near)) / period + near + 1e-6);
}

/** The timecode at the i-th frame of the timeline; a part of its frame is left out. */
export function timecodeAt({ firstFrame, camera, timecode }: TakeTimeline, i: number): Timecode {
  const frame = Math.floor(((firstFrame + i) * hertz(timecode.rate)) / hertz(camera) + 1e-6);
  return timecodeFromFrame(createTimecode(), frame, timecode);
}

/** The same as it is written. */
export const timecodeTextAt = (timeline: TakeTimeline, i: number): string =>
  timecodeText(timecodeAt(timeline, i), timeline.timecode);
