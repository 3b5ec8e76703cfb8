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
  } catch {
    return Buffer.alloc(0);
  }
}

/** Append-only, one JSON line for each thing that happened, on the disk before it is acknowledged. */
export class JobJournal {
  readonly #fd: number;
  #previous: string;

  private constructor(fd: number, previous: string) {
    this.#fd = fd;
    this.#previous = previous;
  }

  /** Opens or makes `file`; what does not belong to the chain is kept aside as `<file>.damaged` and cut off. */
  static open(file: string): { journal: JobJournal; contents: JournalContents } {
    mkdirSync(dirname(file), { recursive: true });
    const contents = parseJobJournal(readOrEmpty(file));
    const fd = openSync(file, 'a');
    if (contents.damage) {
      copyFileSync(file, `${file}.damaged`);
      ftruncateSync(fd, contents.goodBytes);
    }
    const previous = contents.records.at(-1)?.hash ?? beginning;
    return { journal: new JobJournal(fd, previous), contents };
  }

  /** Throws when the disk does not take it; then nothing has happened. */
  append(record: Omit<JournalRecord, 'previous' | 'hash'>): JournalRecord {
    const unsealed = { ...record, previous: this.#previous, hash: '' };
    const sealed = { ...unsealed, hash: hashOf(unsealed) };
    writeSync(this.#fd, `${JSON.stringify(sealed)}\n`);
    fdatasyncSync(this.#fd);
    this.#previous = sealed.hash;
    return sealed;
  }

  close(): void {
    closeSync(this.#fd);
  }
}
