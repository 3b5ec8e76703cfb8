import { periodMs } from '../time/rate.ts';
import { idHash } from '../wire/message-type.ts';
import type { FrameRecord } from './frame-record.ts';
import type { RawRecord } from './raw-record.ts';
import type { TakeHeader } from './take-header.ts';
import type { TimecodeRecord } from './time-records.ts';
import { TimecodeFit } from './timecode-fit.ts';
import { type TakeTimeline, type TimelineHeader, takeTimeline } from './timeline.ts';

/** The first and the last of some times, ms; NaN while there is none. */
class Range {
  fromMs = Number.NaN;
  toMs = Number.NaN;

  add(timeMs: number): void {
    if (!(this.fromMs <= timeMs)) this.fromMs = timeMs;
    if (!(this.toMs >= timeMs)) this.toMs = timeMs;
  }

  get isKnown(): boolean {
    return !Number.isNaN(this.fromMs);
  }
}

/**
 * How far a take reaches, in records, in time and in timecode; told every record, live or when it is
 * read. Allocates next to nothing.
 */
export class TakeSpan {
  samples = 0;
  frames = 0;
  lost = 0;
  /** Show time of its newest record, ms. */
  lastMs = Number.NEGATIVE_INFINITY;
  readonly #drawn = new Range();
  readonly #heard = new Range();
  /** Of the samples that carry it, and of a device that gives nothing else. */
  readonly #ofSamples: TimecodeFit;
  readonly #ofDevice: TimecodeFit;
  #deviceHash: number | undefined;

  constructor({ timecode, reference }: TakeHeader['rates']) {
    this.#ofSamples = new TimecodeFit(periodMs(timecode));
    this.#ofDevice = new TimecodeFit(periodMs(timecode));
    if (reference?.kind === 'timecode') this.#deviceHash = idHash(reference.device ?? '');
  }

  addRaw({ sample, used, takenMs }: Readonly<RawRecord>): void {
    this.samples += 1;
    this.lastMs = Math.max(this.lastMs, sample.receivedMs);
    if (!used || !sample.hasPose) return;
    this.#heard.add(takenMs);
    this.#ofSamples.add(sample.timecodeFrame, takenMs);
  }

  addFrame({ packet, poseMs }: Readonly<FrameRecord>): void {
    this.frames += 1;
    this.lastMs = Math.max(this.lastMs, packet.targetMs);
    if (packet.cameraCount > 0) this.#drawn.add(poseMs);
  }

  addTimecode({ deviceHash, frame, receivedMs }: Readonly<TimecodeRecord>): void {
    this.#deviceHash ??= deviceHash;
    if (deviceHash === this.#deviceHash) this.#ofDevice.add(frame, receivedMs);
  }

  /** The camera frames for which there are poses: as drawn, or, where nothing was, as heard. */
  timeline(header: TimelineHeader): TakeTimeline {
    const fit = this.#ofSamples.isKnown ? this.#ofSamples : this.#ofDevice;
    const range = this.#drawn.isKnown ? this.#drawn : this.#heard;
    if (range.isKnown) return takeTimeline(header, range.fromMs, range.toMs, fit);
    return takeTimeline(header, header.showTimeMs, header.showTimeMs - 1, fit);
  }
}
