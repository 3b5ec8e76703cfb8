import { bytesFromJson } from '../../core/takes/json-bytes.ts';
import {
  createRecordHead,
  memoryOf,
  type RecordKind,
  readRecord,
  recordHeadBytes,
  sealRecord,
} from '../../core/takes/record.ts';
import type { EndReason, TakeEnd, TakeHeader } from '../../core/takes/take-header.ts';
import { messageOf } from '../message-of.ts';
import { AppendFile } from './append-file.ts';
import { type Disk, freeMebibytes, isFull } from './disk.ts';
import type { WriterCounters } from './record-ring.ts';
import { SampleLines } from './sample-lines.ts';
import { linesFile, logFile } from './take-files.ts';

/** A power loss may take this much and the time that the disk needs. */
const syncEveryMs = 150;
export const lookAtRoomEveryMs = 2000;
const batchBytes = 256 * 1024;
/** A file that every file system and program can hold. */
const mostLogBytes = 1024 * 1024 * 1024;

/** Where a take is written, and from which segment and record on. */
export interface TakePlace {
  folder: string;
  header: TakeHeader;
  segment: number;
  nextNumber: number;
}

export interface WriterListener {
  /** The disk has failed once; the take goes on in a new segment. */
  atRisk(message: string): void;
  /** Nothing more can be written of this take. */
  failed(reason: EndReason, message: string): void;
}

interface Segment {
  number: number;
  log: AppendFile;
  lines: AppendFile;
  sampleLines: SampleLines;
}

/**
 * Writes one take: its log, and its samples as OpenTrackIO lines. Full disks stop it, and a disk that
 * fails gets a new file: what it said of the old one is not to be trusted again. Times are any
 * monotonic ms.
 */
export class TakeWriter {
  readonly #disk: Disk;
  readonly #place: TakePlace;
  readonly #listener: WriterListener;
  readonly #head = createRecordHead();
  #segment: Segment | undefined;
  #segments = 0;
  #closedBytes = 0;
  /** Under way; writing goes on meanwhile. */
  #syncing: Promise<void> | undefined;
  #nextNumber: number;
  #syncedMs = Number.NEGATIVE_INFINITY;
  #lookedMs = Number.NEGATIVE_INFINITY;
  readonly counters: WriterCounters;

  constructor(disk: Disk, place: TakePlace, listener: WriterListener) {
    this.#disk = disk;
    this.#place = place;
    this.#listener = listener;
    this.#nextNumber = place.nextNumber;
    const written = place.nextNumber;
    this.counters = { written, synced: written, kibibytes: 0, freeMebibytes: -1, atRisk: 0 };
  }

  get isOpen(): boolean {
    return this.#segment !== undefined;
  }

  get segments(): number {
    return this.#segments;
  }

  /** Makes the files. Throws as the disk does. */
  open(): void {
    this.#disk.makeFolder(this.#place.folder);
    this.#segment = this.#openSegment(this.#place.segment);
  }

  /** Takes one whole record in. */
  take(record: Uint8Array): void {
    const segment = this.#segment;
    if (!segment) return;
    segment.log.append(record);
    const memory = memoryOf(record);
    if (readRecord(memory, 0, this.#head)) {
      this.#nextNumber = this.#head.number + 1;
      const line = segment.sampleLines.line(memory, this.#head);
      if (line) segment.lines.append(line);
    }
    if (segment.log.waiting.length >= batchBytes) this.#try(() => this.#flush());
  }

  /** Called often: writes what has come, and now and then has the disk make it safe. */
  beat(nowMs: number): void {
    this.#try(() => this.#flush());
    if (!this.#syncing && nowMs - this.#syncedMs >= syncEveryMs) {
      this.#syncedMs = nowMs;
      void this.#sync();
    }
    if (nowMs - this.#lookedMs >= lookAtRoomEveryMs) {
      this.#lookedMs = nowMs;
      this.counters.freeMebibytes = freeMebibytes(this.#disk, this.#place.folder);
    }
    if ((this.#segment?.log.length ?? 0) > mostLogBytes) this.#try(() => this.#rotate());
  }

  /** Ends the take for good; resolves with `false` when the end could not be written. */
  async close(end: TakeEnd): Promise<boolean> {
    this.#segment?.log.append(this.#record('end', this.#nextNumber, end));
    this.#try(() => this.#flush());
    await this.#syncing;
    await this.#sync();
    const wasOpen = this.isOpen;
    await this.#leave();
    return wasOpen;
  }

  get bytes(): number {
    return this.#closedBytes + (this.#segment?.log.length ?? 0);
  }

  #openSegment(number: number): Segment {
    const { folder, header } = this.#place;
    const { id } = header.take;
    const log = new AppendFile(this.#disk, logFile(folder, id, number));
    const lines = new AppendFile(this.#disk, linesFile(folder, id, number));
    log.append(this.#record('header', this.counters.written, { ...header, segment: number }));
    log.flush();
    this.#disk.syncFolder(folder);
    this.#segments = number;
    return { number, log, lines, sampleLines: new SampleLines(header) };
  }

  #record(kind: RecordKind, number: number, value: object): Uint8Array {
    const bytes = bytesFromJson(value, recordHeadBytes);
    sealRecord(memoryOf(bytes), 0, kind, number, bytes.length - recordHeadBytes);
    return bytes;
  }

  #flush(): void {
    this.#segment?.log.flush();
    this.#segment?.lines.flush();
    this.counters.written = this.#nextNumber;
    this.counters.kibibytes = Math.floor(this.bytes / 1024);
  }

  /** Never rejects: a disk that fails here costs the segment, and is told. */
  #sync(): Promise<void> {
    const { written } = this.counters;
    const segment = this.#segment;
    this.#syncing = Promise.all([segment?.log.sync(), segment?.lines.sync()])
      .then(() => {
        if (segment === this.#segment) this.counters.synced = written;
      })
      .catch((error: unknown) => {
        if (segment === this.#segment) this.#recover(error);
      })
      .finally(() => {
        this.#syncing = undefined;
      });
    return this.#syncing;
  }

  #try(action: () => void): void {
    if (!this.#segment) return;
    try {
      action();
    } catch (error) {
      this.#recover(error);
    }
  }

  /** A full disk ends the take. What else fails gets another file, once. */
  #recover(error: unknown): void {
    if (isFull(error)) {
      this.#fail('disk-full', error);
      return;
    }
    this.counters.atRisk = 1;
    this.#listener.atRisk(messageOf(error));
    try {
      this.#rotate();
      this.#flush();
    } catch (again) {
      this.#fail(isFull(again) ? 'disk-full' : 'disk-failed', again);
    }
  }

  /** A new segment, with what had not reached the old one. */
  #rotate(): void {
    const old = this.#segment;
    if (!old) return;
    const next = this.#openSegment(old.number + 1);
    next.log.append(old.log.waiting);
    next.lines.append(old.lines.waiting);
    void this.#leave();
    this.#segment = next;
  }

  #fail(reason: EndReason, error: unknown): void {
    void this.#leave();
    this.#listener.failed(reason, messageOf(error));
  }

  /** Closes the segment, when no call to the disk is under way on it any more. */
  async #leave(): Promise<void> {
    const old = this.#segment;
    this.#segment = undefined;
    if (!old) return;
    this.#closedBytes += old.log.length;
    await this.#syncing;
    // Of a file that is left nothing is promised any more.
    await Promise.allSettled([old.log.sync(), old.lines.sync()]);
    old.log.close();
    old.lines.close();
  }
}
