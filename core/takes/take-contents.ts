import { fault, type Result } from '../result.ts';
import { periodMs } from '../time/rate.ts';
import { idHash } from '../wire/message-type.ts';
import type { FrameRecord } from './frame-record.ts';
import type { RawRecord } from './raw-record.ts';
import { readRecords, type TakeRecord } from './read-take.ts';
import type { TakeHeader } from './take-header.ts';
import { TakeSpan } from './take-span.ts';
import type { TakeTimeline } from './timeline.ts';
import { type FrameMark, Track } from './track.ts';

/** One camera of a take: what was drawn, and what its tracker said. */
export interface RecordedCamera {
  id: string;
  idHash: number;
  evaluated: Track;
  raw: Track;
}

/** A take as exporters need it. */
export interface TakeContents {
  header: TakeHeader;
  cameras: RecordedCamera[];
  /** The camera frames for which it has poses. */
  timeline: TakeTimeline;
}

/** A tracker that is silent for so long has left a hole, ms: 3 packets at 60 Hz. */
const rawGapMs = 50;

/** Reads a take's segments in order. A take without a readable header is a fault. */
export function readContents(segments: Iterable<Uint8Array>): Result<TakeContents> {
  let gathering: Gathering | undefined;
  for (const bytes of segments) {
    for (const record of readRecords(bytes)) {
      if (record.kind === 'header') gathering ??= new Gathering(record.header);
      else gathering?.take(record);
    }
  }
  if (!gathering) return fault('', 'unreadable', 'The take has no readable header.');
  return { ok: true, value: gathering.contents() };
}

class Gathering {
  readonly #header: TakeHeader;
  readonly #span: TakeSpan;
  readonly #cameras: RecordedCamera[];

  constructor(header: TakeHeader) {
    this.#header = header;
    this.#span = new TakeSpan(header.rates);
    this.#cameras = header.cameras.map(({ id }) => ({
      id,
      idHash: idHash(id),
      evaluated: new Track(1.5 * periodMs(header.rates.wall)),
      raw: new Track(rawGapMs),
    }));
  }

  take(record: TakeRecord): void {
    if (record.kind === 'timecode') this.#span.addTimecode(record.timecode);
    else if (record.kind === 'raw') {
      this.#span.addRaw(record.raw);
      this.#takeRaw(record.raw);
    } else if (record.kind === 'frame') {
      this.#span.addFrame(record.frame);
      this.#takeFrame(record.frame);
    }
  }

  contents(): TakeContents {
    const header = this.#header;
    return { header, cameras: this.#cameras, timeline: this.#span.timeline(header) };
  }

  #takeRaw({ idHash: hash, sample, used, takenMs, pupil, lens }: RawRecord): void {
    if (!used || !sample.hasPose) return;
    const camera = this.#cameras.find((each) => each.idHash === hash);
    camera?.raw.push(takenMs, pupil, lens, sample.valid ? 'ok' : 'dropped');
  }

  #takeFrame({ packet, poseMs }: FrameRecord): void {
    for (let i = 0; i < packet.cameraCount; i++) {
      const drawn = packet.cameras[i];
      const camera = this.#cameras.find((each) => each.idHash === drawn?.idHash);
      if (drawn && camera) camera.evaluated.push(poseMs, drawn.pose, drawn.lens, markOf(drawn));
    }
  }
}

function markOf({ held, status }: FrameRecord['packet']['cameras'][number]): FrameMark {
  if (held || status === 'hold' || status === 'lost') return 'held';
  return status === 'coast' ? 'extrapolated' : 'ok';
}
