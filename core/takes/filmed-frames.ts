import { createPose, type Triple } from '../math.ts';
import { periodMs } from '../time/rate.ts';
import { createLensState, type LensState } from '../tracking/lens.ts';
import type { RecordedCamera, TakeContents } from './take-contents.ts';
import { type TakeTimeline, timecodeTextAt } from './timeline.ts';
import type { FrameMark, TrackPoint } from './track.ts';

export type Which = 'raw' | 'evaluated';

/** A camera at one of its frames: stageFromPupil in metres, a unit quaternion, its lens. */
export interface FilmedFrame {
  index: number;
  /** Camera frames since midnight on the timecode's clock, or counted from what was asked for. */
  number: number;
  timecode: string;
  showMs: number;
  position: Triple;
  /** Of the same sign as the one before, so that a line between the two goes the short way. */
  orientation: [number, number, number, number];
  lens: LensState;
  mark: FrameMark;
}

/** What one camera did in a take, frame by frame. */
export interface Clip {
  camera: string;
  which: Which;
  frames: FilmedFrame[];
}

/** A take as it is written into a file of another program. */
export interface Film {
  take: TakeContents['header']['take'];
  header: TakeContents['header'];
  timeline: TakeTimeline;
  clips: Clip[];
}

export interface FilmOptions {
  which: readonly Which[];
  /** Absent: every camera that has poses. */
  camera?: string | undefined;
  /** Number of the first frame; absent: where its timecode stands in the day. */
  start?: number | undefined;
  /** Where in each frame its pose is taken, as a part of the frame. */
  phase: number;
}

/** The frames of a take's cameras, resampled to the rate of the camera. */
export function filmOf({ header, cameras, timeline }: TakeContents, options: FilmOptions): Film {
  const wanted = cameras.filter(({ id }) => options.camera === undefined || options.camera === id);
  const clips = wanted.flatMap((camera) =>
    options.which.map((which) => clipOf(camera, which, timeline, options)),
  );
  const filled = clips.filter(({ frames }) => frames.length > 0);
  return { take: header.take, header, timeline, clips: filled };
}

function clipOf(
  camera: RecordedCamera,
  which: Which,
  timeline: TakeTimeline,
  { start, phase }: FilmOptions,
): Clip {
  const track = camera[which];
  const frames: FilmedFrame[] = [];
  const point: TrackPoint = { pose: createPose(), lens: createLensState(), mark: 'ok' };
  for (let index = 0; index < timeline.count; index++) {
    const showMs = timeline.showMs(index) + phase * periodMs(timeline.camera);
    if (!track.read(showMs, point)) break;
    const { position: p, orientation: q } = point.pose;
    frames.push({
      index,
      number: (start ?? timeline.firstFrame) + index,
      timecode: timecodeTextAt(timeline, index),
      showMs,
      position: [p[0], p[1], p[2]],
      orientation: continued([q[0], q[1], q[2], q[3]], frames.at(-1)?.orientation),
      lens: { ...point.lens },
      mark: point.mark,
    });
  }
  return { camera: camera.id, which, frames };
}

type Four = [number, number, number, number];

function continued([x, y, z, w]: Readonly<Four>, before: Readonly<Four> | undefined): Four {
  const [a, b, c, d] = before ?? [x, y, z, w];
  const sign = x * a + y * b + z * c + w * d < 0 ? -1 : 1;
  return [sign * x, sign * y, sign * z, sign * w];
}
