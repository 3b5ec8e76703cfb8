import {
  closeSync,
  copyFileSync,
  fdatasync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import type { Principal } from '../../core/commands/authorise.ts';
import type { StateChange } from '../../core/commands/reduce.ts';

/** One accepted change with all that replaying it needs. */
export interface ChangeEntry {
  revision: number;
  showTimeMs: number;
  k: number;
  takeK?: number;
  principal: Principal;
  change: StateChange;
}

/** show.json is about to be written with these contents (SHA-256). */
export interface WrittenEntry {
  written: string;
}

export type JournalEntry = ChangeEntry | WrittenEntry;

/** Power loss may take this much; a crash of the process takes nothing. */
const syncAfterMs = 250;

export interface JournalContents {
  entries: JournalEntry[];
  /** Length of the part that is whole lines of JSON. */
  goodBytes: number;
  /** Bytes after it. A torn last line is usual after a power loss; more is damage. */
  badBytes: number;
}

/** Reads whole lines up to the first that is none. */
export function parseJournal(bytes: Buffer): JournalContents {
  const entries: JournalEntry[] = [];
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    try {
      entries.push(JSON.parse(bytes.toString('utf8', start, end)));
    } catch {
      break;
    }
    start = end + 1;
  }
  return { entries, goodBytes: start, badBytes: bytes.length - start };
}

function readOrEmpty(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

/**
 * Append-only file of accepted changes, one JSON line each, written by one call before the change is
 * acknowledged: a killed process loses nothing. A torn tail is cut off when the file is opened.
 */
export class Journal {
  readonly #fd: number;
  readonly #onTrouble: (error: unknown) => void;
  #length: number;
  #syncTimer: NodeJS.Timeout | undefined;
  #inTrouble = false;

  private constructor(fd: number, length: number, onTrouble: (error: unknown) => void) {
    this.#fd = fd;
    this.#length = length;
    this.#onTrouble = onTrouble;
  }

  /** Opens or makes `file`; what is not whole lines is kept aside as `<file>.damaged` and cut off. */
  static open(
    file: string,
    onTrouble: (error: unknown) => void,
  ): { journal: Journal; contents: JournalContents } {
    const contents = parseJournal(readOrEmpty(file));
    const fd = openSync(file, 'a');
    if (contents.badBytes > 0) {
      copyFileSync(file, `${file}.damaged`);
      ftruncateSync(fd, contents.goodBytes);
    }
    return { journal: new Journal(fd, contents.goodBytes, onTrouble), contents };
  }

  /**
   * Writes one entry. A full or failing disk does not stop the show: the first failure is told, and
   * each later append tries again from the last whole line.
   */
  append(entry: JournalEntry): void {
    const line = Buffer.from(`${JSON.stringify(entry)}\n`);
    try {
      if (this.#inTrouble) ftruncateSync(this.#fd, this.#length);
      const written = writeSync(this.#fd, line);
      if (written < line.length) throw new Error('the disk took only a part of the line');
      this.#length += line.length;
      this.#inTrouble = false;
      this.#syncSoon();
    } catch (error) {
      if (!this.#inTrouble) this.#onTrouble(error);
      this.#inTrouble = true;
    }
  }

  close(): void {
    clearTimeout(this.#syncTimer);
    this.#syncTimer = undefined;
    closeSync(this.#fd);
  }

  #syncSoon(): void {
    this.#syncTimer ??= setTimeout(() => {
      this.#syncTimer = undefined;
      fdatasync(this.#fd, (error) => error && this.#onTrouble(error));
    }, syncAfterMs).unref();
  }
}
