import { fault, type Result } from '../../result.ts';
import { type Clip, type Film, filmOf, type Which } from '../filmed-frames.ts';
import type { RawRecord } from '../raw-record.ts';
import { readRecords } from '../read-take.ts';
import { readContents, type TakeContents } from '../take-contents.ts';
import { frameIndexAt, timecodeAt } from '../timeline.ts';
import { chanLines, chanName } from './chan.ts';
import { csvFrames, csvHead, csvSample } from './csv.ts';
import { gltfText } from './gltf.ts';
import { momentOfRaw, OpenTrackIoLines } from './opentrackio.ts';
import { usdaText } from './usda.ts';

export const exportFormats = ['chan', 'usda', 'gltf', 'csv', 'opentrackio'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportRequest {
  format: ExportFormat;
  /** What was drawn, what the trackers said, or both. */
  which: Which | 'both';
  /** Absent: every camera; a .chan holds only one. */
  camera?: string | undefined;
  /** Number of the first frame; absent: where its timecode stands in the day. */
  start?: number | undefined;
  /** Where in each frame its pose is taken, 0..1. */
  phase: number;
}

/** A file for another program, its text in pieces. */
export interface ExportedFile {
  name: string;
  contentType: string;
  text: Iterable<string>;
}

/** One take and all that its file is written from. `segments` is read once more where samples are wanted. */
interface Job {
  contents: TakeContents;
  film: Film;
  request: ExportRequest;
  segments: () => Iterable<Uint8Array>;
}

/** Writes a take, read from its segments in order, in a format of another program; or says why not. */
export function exportTake(
  segments: () => Iterable<Uint8Array>,
  request: ExportRequest,
): Result<ExportedFile> {
  const read = readContents(segments());
  if (!read.ok) return read;
  const contents = read.value;
  const { camera, which } = request;
  if (camera !== undefined && !contents.cameras.some(({ id }) => id === camera)) {
    return fault('/camera', 'unknown-camera', `The take has no camera "${camera}".`);
  }
  const wanted: Which[] = which === 'both' ? ['evaluated', 'raw'] : [which];
  const film = filmOf(contents, { ...request, which: wanted });
  if (film.clips.length === 0) {
    return fault('', 'empty-take', 'The take has no frames of that camera.');
  }
  return writers[request.format]({ contents, film, request, segments });
}

const writers: Record<ExportFormat, (job: Job) => Result<ExportedFile>> = {
  chan: ({ film, request }) => {
    if (request.which === 'both') {
      const text = 'A .chan holds one series of poses. Ask for `evaluated` and `raw` one by one.';
      return fault('/which', 'one-series', text);
    }
    const [clip, ...others] = film.clips;
    if (!clip || others.length > 0) {
      const names = film.clips.map((each) => each.camera).join(', ');
      return fault('/camera', 'one-camera', `A .chan holds one camera; choose one of ${names}.`);
    }
    const name = chanName(film.take.id, clip);
    return file(name, 'text/plain; charset=utf-8', chanLines(clip));
  },
  usda: ({ film }) => file(`${film.take.id}.usda`, 'model/vnd.usda', usdaText(film)),
  gltf: ({ film }) => file(`${film.take.id}.gltf`, 'model/gltf+json', [gltfText(film)]),
  csv: (job) => file(`${job.film.take.id}.csv`, 'text/csv; charset=utf-8', csvText(job)),
  opentrackio: (job) =>
    file(`${job.film.take.id}.opentrackio.jsonl`, 'application/x-ndjson', openTrackIoText(job)),
};

const file = (name: string, contentType: string, text: Iterable<string>): Result<ExportedFile> => ({
  ok: true,
  value: { name, contentType, text },
});

const framesOf = (clips: readonly Clip[], { which }: ExportRequest): readonly Clip[] =>
  which === 'raw' ? [] : clips.filter((clip) => clip.which === 'evaluated');

/** Frames for what was drawn; the tracker's samples one by one, as they came. */
function* csvText(job: Job): Generator<string> {
  const { film, request } = job;
  const { timeline } = film;
  const first = request.start ?? timeline.firstFrame;
  yield csvHead;
  for (const clip of framesOf(film.clips, request)) yield* csvFrames(film, clip);
  for (const { camera, raw } of samplesOf(job)) {
    yield csvSample(film.take.id, camera, timeline, first, raw);
  }
}

function* openTrackIoText(job: Job): Generator<string> {
  const { film, request } = job;
  const { timeline } = film;
  const lines = new OpenTrackIoLines(film.header);
  for (const { camera, frames } of framesOf(film.clips, request)) {
    for (const { index, mark, ...frame } of frames) {
      yield lines.line({ ...frame, camera, status: mark, timecode: timecodeAt(timeline, index) });
    }
  }
  for (const { camera, raw } of samplesOf(job)) {
    const timecode = timecodeAt(timeline, frameIndexAt(timeline, raw.takenMs));
    const isBeside = request.which === 'both';
    if (raw.used) yield lines.line({ ...momentOfRaw(camera, raw, timecode), isBeside });
  }
}

/** Every pose as it came, in the order of the log; nothing unless raw samples are wanted. */
function* samplesOf({
  contents,
  request,
  segments,
}: Job): Generator<{ camera: string; raw: RawRecord }> {
  if (request.which === 'evaluated') return;
  for (const bytes of segments()) {
    for (const record of readRecords(bytes)) {
      if (record.kind !== 'raw' || !record.raw.sample.hasPose) continue;
      const camera = contents.cameras.find(({ idHash }) => idHash === record.raw.idHash)?.id;
      const isWanted = camera !== undefined && (request.camera ?? camera) === camera;
      if (isWanted) yield { camera, raw: record.raw };
    }
  }
}
