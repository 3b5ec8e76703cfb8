import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  fdatasyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { BackdropRequest, JobEvent } from '../../core/backdrops/job.ts';
import { messageOf } from '../message-of.ts';
import { jsonOf } from './canonical-json.ts';

/** One thing that happened to a backdrop; each names the hash of the one before, so that none can be changed or left out. */
export interface JournalRecord {
  id: string;
  atMs: number;
  event: JobEvent | { type: 'asked'; request: BackdropRequest; by: string };
  previous: string;
  hash: string;
}

const beginning = '0'.repeat(64);

const hashOf = ({ hash: _hash, ...rest }: JournalRecord): string =>
  createHash('sha256').update(jsonOf(rest)).digest('hex');

export interface JournalContents {
  records: JournalRecord[];
  /** Length of what is whole lines of a whole chain. */
  goodBytes: number;
  /** What is wrong after it, in words. */
  damage: string | null;
}

/** Reads a journal up to the first line that is torn, changed, or does not follow the one before. */
export function parseJobJournal(bytes: Buffer): JournalContents {
  const records: JournalRecord[] = [];
  let [start, previous] = [0, beginning];
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    const record = recordOf(bytes.toString('utf8', start, end));
    if (!record || record.previous !== previous || record.hash !== hashOf(record)) {
      const damage = `line ${records.length + 1} was changed, or a line before it is missing`;
      return { records, goodBytes: start, damage };
    }
    records.push(record);
    previous = record.hash;
    start = end + 1;
  }
  const isTorn = start < bytes.length;
  return { records, goodBytes: start, damage: isTorn ? 'the last line is torn' : null };
}

function recordOf(line: string): JournalRecord | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function readOrEmpty(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return Buffer.alloc(0);
    throw error;
  }
}

/** What can be read of a journal, and what keeps it from being read. */
function readContents(file: string): JournalContents & { trouble: string | null } {
  try {
    return { ...parseJobJournal(readOrEmpty(file)), trouble: null };
  } catch (error) {
    return { records: [], goodBytes: 0, damage: null, trouble: messageOf(error) };
  }
}

/** Opens or makes `file` to be written on; what is no part of the chain is put aside and cut off. */
function openedAfter(file: string, { goodBytes, damage }: JournalContents): number {
  mkdirSync(dirname(file), { recursive: true });
  const fd = openSync(file, 'a');
  if (damage) {
    copyFileSync(file, `${file}.damaged`);
    ftruncateSync(fd, goodBytes);
  }
  return fd;
}

/** Append-only, one JSON line for each thing that happened, on the disk before it is acknowledged. */
export class JobJournal {
  /** Why it takes no record, in words; `null` when it does. */
  readonly trouble: string | null;
  readonly #fd: number | undefined;
  #previous: string;
  /** Whole lines end here. */
  #goodBytes: number;
  /** A full disk has left a piece of a line behind them. */
  #isTorn = false;

  private constructor(fd: number | undefined, trouble: string | null, contents: JournalContents) {
    this.#fd = fd;
    this.trouble = trouble;
    this.#previous = contents.records.at(-1)?.hash ?? beginning;
    this.#goodBytes = contents.goodBytes;
  }

  /**
   * Opens or makes `file`; what does not belong to the chain is kept aside as `<file>.damaged` and cut off. One
   * that cannot be written on keeps what stands in it and takes no more: the show goes on without new backdrops.
   */
  static open(file: string): { journal: JobJournal; contents: JournalContents } {
    const { trouble, ...contents } = readContents(file);
    if (trouble !== null)
      return { journal: new JobJournal(undefined, trouble, contents), contents };
    try {
      const fd = openedAfter(file, contents);
      return { journal: new JobJournal(fd, null, contents), contents };
    } catch (error) {
      return { journal: new JobJournal(undefined, messageOf(error), contents), contents };
    }
  }

  /**
   * Throws when the disk does not take it; then nothing has happened. `isDurable`: not before the disk itself has it,
   * with all that was before it, which holds up everything else for some milliseconds.
   */
  append(record: Omit<JournalRecord, 'previous' | 'hash'>, isDurable = true): JournalRecord {
    const unsealed = { ...record, previous: this.#previous, hash: '' };
    const sealed = { ...unsealed, hash: hashOf(unsealed) };
    const line = Buffer.from(`${JSON.stringify(sealed)}\n`);
    if (this.#isTorn) this.#cutOff();
    try {
      this.#write(line, isDurable);
    } catch (error) {
      this.#isTorn = true;
      this.#cutOff();
      throw error;
    }
    this.#previous = sealed.hash;
    this.#goodBytes += line.length;
    return sealed;
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
  }

  #write(line: Buffer, isDurable: boolean): void {
    if (this.#fd === undefined) throw new Error(this.trouble ?? 'closed');
    // A disk that fills up takes a part and calls it a success.
    if (writeSync(this.#fd, line) < line.length) throw new Error('the disk is full');
    if (isDurable) fdatasyncSync(this.#fd);
  }

  /** A piece of a line would break the chain for whatever follows it. */
  #cutOff(): void {
    if (this.#fd === undefined) return;
    ftruncateSync(this.#fd, this.#goodBytes);
    this.#isTorn = false;
  }
}
