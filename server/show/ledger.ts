import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from '../../core/commands/history.ts';
import { writeAtomically, writeAtomicallySync } from './atomic-file.ts';
import { Journal, type JournalEntry } from './journal.ts';

/** Everything up to one point; the journals from `journal` on follow it. */
export interface LedgerSnapshot {
  format: 1;
  journal: number;
  revision: number;
  showTimeMs: number;
  session: Session;
  /** SHA-256 of show.json as it was written last, newest first. */
  written: string[];
}

export type SnapshotContents = Omit<LedgerSnapshot, 'format' | 'journal'>;

/** What an opened ledger holds. */
export interface LedgerContents {
  snapshot: LedgerSnapshot | undefined;
  entries: JournalEntry[];
  /** Bytes cut off because they were no whole entries. */
  badBytes: number;
}

/** Old journals kept for looking up who did what. */
const keptJournals = 10;

const journalName = (number: number): string => `journal-${String(number).padStart(6, '0')}.jsonl`;
const journalNumber = (name: string): number =>
  Number(/^journal-(\d+)\.jsonl$/.exec(name)?.[1] ?? Number.NaN);

const journalNumbers = (folder: string): number[] =>
  readdirSync(folder)
    .map(journalNumber)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);

/** A snapshot that cannot be read is put aside: it must neither be trusted nor overwritten. */
function readSnapshot(file: string): LedgerSnapshot | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) renameSync(file, `${file}.damaged`);
    return undefined;
  }
}

/**
 * A show's accepted changes on disk: a snapshot and the journals since. A snapshot is written beside
 * the running show; until it is whole on disk the one before and its journals still say everything.
 */
export class Ledger {
  readonly #folder: string;
  readonly #onTrouble: (error: unknown) => void;
  #number: number;
  #journal: Journal;
  #writing: Promise<void> = Promise.resolve();

  private constructor(folder: string, number: number, onTrouble: (error: unknown) => void) {
    this.#folder = folder;
    this.#onTrouble = onTrouble;
    this.#number = number;
    this.#journal = this.#open(number).journal;
  }

  /** Opens the ledger in `folder`; what it holds comes back beside it. */
  static open(
    folder: string,
    onTrouble: (error: unknown) => void,
  ): { ledger: Ledger; contents: LedgerContents } {
    mkdirSync(folder, { recursive: true });
    const snapshot = readSnapshot(join(folder, 'snapshot.json'));
    const numbers = journalNumbers(folder);
    const contents: LedgerContents = { snapshot, entries: [], badBytes: 0 };
    // Without a snapshot nothing says what the journals build on: a new one begins.
    const following = snapshot ? numbers.filter((number) => number >= snapshot.journal) : [];
    for (const number of following) {
      if (contents.badBytes > 0) break;
      const { journal, contents: read } = Journal.open(
        join(folder, journalName(number)),
        onTrouble,
      );
      journal.close();
      contents.entries.push(...read.entries);
      contents.badBytes = read.badBytes;
    }
    const number = following.at(-1) ?? snapshot?.journal ?? (numbers.at(-1) ?? 0) + 1;
    return { ledger: new Ledger(folder, number, onTrouble), contents };
  }

  append(entry: JournalEntry): void {
    this.#journal.append(entry);
  }

  /** Begins a new journal now and writes the snapshot that it follows without holding up the show. */
  snapshot(contents: SnapshotContents): void {
    if (!this.#rotate()) return;
    const text = this.#text(contents);
    this.#writing = this.#writing
      .then(() => writeAtomically(join(this.#folder, 'snapshot.json'), text))
      .then(() => this.#removeOld())
      .catch(this.#onTrouble);
  }

  /** The same at once, as at the start: before it nothing says what the journal builds on. */
  snapshotNow(contents: SnapshotContents): void {
    try {
      if (!this.#rotate()) return;
      writeAtomicallySync(join(this.#folder, 'snapshot.json'), this.#text(contents));
      this.#removeOld();
    } catch (error) {
      this.#onTrouble(error);
    }
  }

  /** Waits for a snapshot under way, writes the last one and closes. */
  async close(contents: SnapshotContents): Promise<void> {
    await this.#writing;
    this.snapshotNow(contents);
    this.#journal.close();
  }

  /** Closes without a last snapshot, for a show that is not opened after all. */
  release(): void {
    this.#journal.close();
  }

  #text(contents: SnapshotContents): string {
    const snapshot: LedgerSnapshot = { format: 1, journal: this.#number, ...contents };
    return JSON.stringify(snapshot);
  }

  #open(number: number) {
    return Journal.open(join(this.#folder, journalName(number)), this.#onTrouble);
  }

  #rotate(): boolean {
    try {
      const { journal } = this.#open(this.#number + 1);
      this.#journal.close();
      this.#journal = journal;
      this.#number += 1;
      return true;
    } catch (error) {
      this.#onTrouble(error);
      return false;
    }
  }

  #removeOld(): void {
    for (const number of journalNumbers(this.#folder)) {
      if (number <= this.#number - keptJournals) rmSync(join(this.#folder, journalName(number)));
    }
  }
}
