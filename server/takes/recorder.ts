import { createFrameLook, frameLook } from '../../core/show/frame-look.ts';
import type { DeckState, ShowState } from '../../core/show/state.ts';
import { createFrameRecord, encodeFrame, mostFrameBytes } from '../../core/takes/frame-record.ts';
import { bytesFromJson } from '../../core/takes/json-bytes.ts';
import { createRawRecord, encodeRaw, mostRawBytes } from '../../core/takes/raw-record.ts';
import { type RecordKind, recordHeadBytes, sealRecord } from '../../core/takes/record.ts';
import type { TakeHeader } from '../../core/takes/take-header.ts';
import { TakeSpan } from '../../core/takes/take-span.ts';
import {
  createClockRecord,
  createLostRecord,
  createTimecodeRecord,
  encodeClock,
  encodeLost,
  encodeTimecode,
  mostTimeBytes,
} from '../../core/takes/time-records.ts';
import { contentTimeMs } from '../../core/time/content-time.ts';
import { frameTimeMs, type Rate } from '../../core/time/rate.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { FramePacket } from '../../core/wire/frame-packet.ts';
import { idHash } from '../../core/wire/message-type.ts';
import type { ChangeEntry } from '../show/journal.ts';
import type { CameraTracker } from '../tracking/camera-tracker.ts';
import type { SourceTrack } from '../tracking/source-track.ts';
import { HashMemory } from './hash-memory.ts';
import type { RingWriter } from './record-ring.ts';

export interface RecorderOptions {
  state: () => ShowState;
  rate: () => Rate;
  /** Show time, the clock under it, and the label of the moment. */
  clock: { nowMs(): number; serverMs(): number; readonly rateOffset: number };
  wallClockMs: () => number;
}

const clockEveryMs = 1000;
/** More than any change but a whole show, which no take lets in. */
const mostChangeBytes = 1024 * 1024;

/**
 * The pose path's side of a take: every call encodes one record into memory that is there already,
 * and returns at once. Between takes every call does nothing.
 */
export class Recorder {
  readonly #options: RecorderOptions;
  readonly #raw = createRawRecord();
  readonly #frame = createFrameRecord();
  readonly #clock = createClockRecord();
  readonly #timecode = createTimecodeRecord();
  readonly #lost = createLostRecord();
  readonly #hashes = new HashMemory();
  readonly #timecodes = new Map<string, number>();
  readonly #look;
  #ring: RingWriter | undefined;
  #span: TakeSpan | undefined;
  #number = 0;
  #clockMs = Number.NEGATIVE_INFINITY;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#look = createFrameLook(options.state());
  }

  get isRolling(): boolean {
    return this.#ring !== undefined;
  }

  /** What has been recorded since `begin`; also after `end`. */
  get span(): TakeSpan | undefined {
    return this.#span;
  }

  /** Records handed over, as they are numbered in the take. */
  get given(): number {
    return this.#number;
  }

  /** From now on everything is recorded. `nextNumber`: where a take goes on after a crash. */
  begin(ring: RingWriter, header: TakeHeader, nextNumber: number): void {
    this.#ring = ring;
    this.#span = new TakeSpan(header.rates);
    this.#number = nextNumber;
    this.#lost.count = 0;
    this.#clockMs = Number.NEGATIVE_INFINITY;
    this.#timecodes.clear();
  }

  end(): void {
    if (this.#ring && this.#lost.count > 0) this.#tellLost(this.#ring);
    this.#ring = undefined;
  }

  /** A sample that one source of a camera accepted. Allocates nothing. */
  sample(tracker: CameraTracker, track: SourceTrack, sample: TrackingSample): void {
    const at = this.#begin(mostRawBytes);
    if (at < 0) return;
    const raw = this.#raw;
    const wayMs = sample.hasPose ? track.lateMs + tracker.camera.trackingAgeMs : 0;
    raw.idHash = tracker.idHash;
    raw.takenMs = sample.receivedMs - wayMs;
    raw.used = tracker.track === track;
    raw.sample = sample;
    raw.pupil = track.newest;
    raw.lens = tracker.lens;
    this.#span?.addRaw(raw);
    this.#end(at, 'raw', this.#ring ? encodeRaw(this.#ring.memory.view, at, raw) : 0);
  }

  /** A frame as it goes to the outputs; its poses are those of `poseMs`. Allocates nothing. */
  frame(packet: FramePacket, poseMs: number): void {
    if (!this.#ring) return;
    this.#tellClock(packet.sentMs);
    const at = this.#begin(mostFrameBytes);
    if (at < 0) return;
    const frame = this.#frame;
    frame.packet = packet;
    frame.poseMs = poseMs;
    this.#describeContent(packet.k);
    this.#span?.addFrame(frame);
    this.#end(at, 'frame', encodeFrame(this.#ring.memory.view, at, frame));
  }

  /** A device's timecode stands at `frame`; told with every packet, recorded when it is another. */
  timecode(device: string, frame: number, receivedMs: number): void {
    if (!this.#ring || this.#timecodes.get(device) === frame) return;
    this.#timecodes.set(device, frame);
    const at = this.#begin(mostTimeBytes);
    if (at < 0) return;
    this.#timecode.deviceHash = this.#hashes.of(device);
    this.#timecode.frame = frame;
    this.#timecode.receivedMs = receivedMs;
    this.#span?.addTimecode(this.#timecode);
    this.#end(at, 'timecode', encodeTimecode(this.#ring.memory.view, at, this.#timecode));
  }

  /** An accepted change of the show, as it was journalled. */
  change(entry: ChangeEntry): void {
    if (!this.#ring) return;
    const json = bytesFromJson(entry);
    const at = json.length > mostChangeBytes ? this.#lose() : this.#begin(json.length);
    if (at < 0) return;
    this.#ring.memory.bytes.set(json, at);
    this.#end(at, 'change', json.length);
  }

  /** Place for a payload, or −1 when nothing rolls or the writer cannot follow. */
  #begin(payloadBytes: number): number {
    const ring = this.#ring;
    if (!ring) return -1;
    if (this.#lost.count > 0 && !this.#tellLost(ring)) return this.#lose();
    const at = ring.begin(recordHeadBytes + payloadBytes);
    return at < 0 ? this.#lose() : at + recordHeadBytes;
  }

  #end(payloadAt: number, kind: RecordKind, payloadBytes: number): void {
    const ring = this.#ring;
    if (!ring) return;
    const at = payloadAt - recordHeadBytes;
    ring.commit(sealRecord(ring.memory, at, kind, this.#number, payloadBytes));
    this.#number += 1;
  }

  #lose(): number {
    const nowMs = this.#options.clock.nowMs();
    if (this.#lost.count === 0) this.#lost.fromMs = nowMs;
    this.#lost.toMs = nowMs;
    this.#lost.count += 1;
    if (this.#span) this.#span.lost += 1;
    return -1;
  }

  #tellLost(ring: RingWriter): boolean {
    const at = ring.begin(recordHeadBytes + mostTimeBytes);
    if (at < 0) return false;
    const payloadAt = at + recordHeadBytes;
    const bytes = encodeLost(ring.memory.view, payloadAt, this.#lost);
    this.#lost.count = 0;
    this.#end(payloadAt, 'lost', bytes);
    return true;
  }

  #tellClock(showMs: number): void {
    if (!this.#ring || showMs - this.#clockMs < clockEveryMs) return;
    const at = this.#begin(mostTimeBytes);
    if (at < 0) return;
    this.#clockMs = showMs;
    const { clock, wallClockMs } = this.#options;
    this.#clock.serverMs = clock.serverMs();
    this.#clock.showTimeMs = clock.nowMs();
    this.#clock.rateOffset = clock.rateOffset;
    this.#clock.wallClockMs = wallClockMs();
    this.#end(at, 'clock', encodeClock(this.#ring.memory.view, at, this.#clock));
  }

  #describeContent(k: number): void {
    const { content } = this.#frame;
    const rate = this.#options.rate();
    const look = frameLook(this.#look, this.#options.state(), k, rate);
    const contentAtMs = frameTimeMs(look.contentK, rate);
    const second = look.second ?? look.first;
    content.programHash = this.#hashOf(look.first);
    content.contentMs = contentTimeMs(look.first.time, contentAtMs);
    content.secondHash = this.#hashOf(second);
    content.secondContentMs = contentTimeMs(second.time, contentAtMs);
    content.mix = look.mix;
  }

  #hashOf({ environment }: DeckState): number {
    return environment === null ? idHash('') : this.#hashes.of(environment);
  }
}
