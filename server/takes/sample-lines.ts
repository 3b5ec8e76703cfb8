import { momentOfRaw, OpenTrackIoLines } from '../../core/takes/export/opentrackio.ts';
import { createRawRecord, decodeRaw } from '../../core/takes/raw-record.ts';
import type { Memory, RecordHead } from '../../core/takes/record.ts';
import type { TakeHeader } from '../../core/takes/take-header.ts';
import { TimecodeFit } from '../../core/takes/timecode-fit.ts';
import { frameIndexAt, takeTimeline, timecodeAt } from '../../core/takes/timeline.ts';
import { periodMs } from '../../core/time/rate.ts';
import { createTimecode, timecodeFromFrame } from '../../core/time/timecode.ts';
import { idHash } from '../../core/wire/message-type.ts';

/**
 * The samples of a log as OpenTrackIO lines, while it grows: what the sources in use sent, in stage
 * space. The timecode is the sample's own, or the time of day.
 */
export class SampleLines {
  readonly #lines: OpenTrackIoLines;
  readonly #raw = createRawRecord();
  readonly #ids: ReadonlyMap<number, string>;
  readonly #timeOfDay: ReturnType<typeof takeTimeline>;
  readonly #text = new TextEncoder();

  constructor(header: TakeHeader) {
    const { showTimeMs, rates } = header;
    this.#lines = new OpenTrackIoLines(header);
    this.#ids = new Map(header.cameras.map(({ id }) => [idHash(id), id]));
    const noTimecode = new TimecodeFit(periodMs(rates.timecode));
    this.#timeOfDay = takeTimeline(header, showTimeMs, showTimeMs, noTimecode);
  }

  /** The line of a record; `undefined` when it is no pose of a source in use. */
  line({ view }: Memory, { kind, payloadAt, payloadBytes }: RecordHead): Uint8Array | undefined {
    if (kind !== 'raw') return undefined;
    const raw = this.#raw;
    if (!decodeRaw(view, payloadAt, payloadBytes, raw)) return undefined;
    const camera = this.#ids.get(raw.idHash);
    if (camera === undefined || !raw.used || !raw.sample.hasPose) return undefined;
    const timecode = this.#timecode(raw.sample.timecodeFrame, raw.takenMs);
    return this.#text.encode(this.#lines.line(momentOfRaw(camera, raw, timecode)));
  }

  #timecode(frame: number, takenMs: number) {
    const timeline = this.#timeOfDay;
    if (Number.isNaN(frame)) return timecodeAt(timeline, frameIndexAt(timeline, takenMs));
    return timecodeFromFrame(createTimecode(), frame, timeline.timecode);
  }
}
