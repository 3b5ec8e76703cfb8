import {
  closeSync,
  existsSync,
  fdatasyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs';
import { createReadCounts, readRecords, type TakeRecord } from '../../core/takes/read-take.ts';
import type { EndReason, TakeHeader } from '../../core/takes/take-header.ts';
import { TakeSpan } from '../../core/takes/take-span.ts';
import { summaryOf, type TakeSummary } from '../../core/takes/take-summary.ts';
import { linesFile, logFile, segmentCount } from './take-files.ts';

/** What the log of a take says of itself, after it was made whole. */
export interface FoundTake {
  header: TakeHeader;
  /** Without what the crew says of it. */
  summary: TakeSummary;
  /** Bytes that were cut off the ends of its files. */
  tornBytes: number;
  nextNumber: number;
}

/**
 * Reads a take that nobody ended, as after a crash, and makes its files whole again: what is no whole
 * record at the end of a segment is cut off. `undefined` when no header can be read.
 */
export function recoverTake(folder: string, id: string): FoundTake | undefined {
  const reading = new Reading();
  const segments = segmentCount(folder, id);
  for (let segment = 1; segment <= segments; segment++) {
    reading.segment(logFile(folder, id, segment));
    cutLines(linesFile(folder, id, segment));
  }
  return reading.found(segments);
}

class Reading {
  #header: TakeHeader | undefined;
  #span: TakeSpan | undefined;
  #end: EndReason | undefined;
  #bytes = 0;
  #tornBytes = 0;
  #damagedBytes = 0;
  #nextNumber = 0;

  segment(path: string): void {
    const bytes = readFileSync(path);
    const counts = createReadCounts();
    for (const record of readRecords(bytes, counts)) this.#take(record);
    const tornBytes = bytes.length - counts.goodBytes;
    if (tornBytes > 0) cutAt(path, counts.goodBytes);
    this.#bytes += counts.goodBytes;
    this.#tornBytes += tornBytes;
    this.#damagedBytes += counts.damagedBytes;
    this.#nextNumber = Math.max(this.#nextNumber, counts.nextNumber);
  }

  found(segments: number): FoundTake | undefined {
    const [header, span] = [this.#header, this.#span];
    if (!header || !span) return undefined;
    const files = {
      state: this.#end ?? 'interrupted',
      segments,
      bytes: this.#bytes,
      damagedBytes: this.#damagedBytes,
      atRisk: false,
    };
    const summary = summaryOf(header, span, files, { good: null, note: '' });
    return { header, summary, tornBytes: this.#tornBytes, nextNumber: this.#nextNumber };
  }

  #take(record: TakeRecord): void {
    if (record.kind === 'header') {
      this.#header ??= record.header;
      this.#span ??= new TakeSpan(record.header.rates);
    } else if (record.kind === 'raw') this.#span?.addRaw(record.raw);
    else if (record.kind === 'frame') this.#span?.addFrame(record.frame);
    else if (record.kind === 'timecode') this.#span?.addTimecode(record.timecode);
    else if (record.kind === 'end') this.#end = record.end.reason;
    else if (record.kind === 'lost' && this.#span) this.#span.lost += record.lost.count;
  }
}

/** More than the longest line. */
const lineTailBytes = 64 * 1024;

/** Lines end whole, too. */
function cutLines(path: string): void {
  if (!existsSync(path)) return;
  const { size } = statSync(path);
  const tail = Buffer.alloc(Math.min(size, lineTailBytes));
  const fd = openSync(path, 'r');
  readSync(fd, tail, 0, tail.length, size - tail.length);
  closeSync(fd);
  const good = size - tail.length + tail.lastIndexOf(10) + 1;
  if (good < size) cutAt(path, good);
}

function cutAt(path: string, length: number): void {
  const fd = openSync(path, 'r+');
  try {
    ftruncateSync(fd, length);
    fdatasyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
