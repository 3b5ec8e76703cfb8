import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ExportRequest } from '../../core/takes/export/export-take.ts';
import { type TakeMark, type TakeSummary, takeSummary } from '../../core/takes/take-summary.ts';
import type { TakesService } from '../services.ts';
import { writeAtomically } from '../show/atomic-file.ts';
import { type Exporting, exportAside } from './export-aside.ts';
import { logFile, segmentCount, summaryFile, takeIds } from './take-files.ts';

/**
 * The show's takes as the list has them: a summary a take, beside its log. The log is the truth, the
 * summary spares reading it and holds what the crew says.
 */
export class TakeStore implements TakesService {
  readonly folder: string;
  readonly #takes = new Map<string, TakeSummary>();
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Reads the folder. Logs without a usable summary are in `unlisted`. */
  open(): { unlisted: string[] } {
    for (const summary of readSummaries(this.folder)) this.#takes.set(summary.id, summary);
    const ids = takeIds(this.folder);
    for (const id of this.#takes.keys()) if (!ids.includes(id)) this.#takes.delete(id);
    return { unlisted: ids.filter((id) => !this.#takes.has(id)) };
  }

  /** Newest first. */
  list(): TakeSummary[] {
    const later = (a: TakeSummary, b: TakeSummary): number =>
      b.startedAt.localeCompare(a.startedAt) || b.number - a.number;
    return [...this.#takes.values()].sort(later);
  }

  get(id: string): TakeSummary | undefined {
    return this.#takes.get(id);
  }

  /** A take as a file of another program. */
  export(id: string, request: ExportRequest): Promise<Exporting> {
    return exportAside(this.folder, id, request);
  }

  /** Every id that has files, listed or not. */
  ids(): string[] {
    return [...new Set([...this.#takes.keys(), ...takeIds(this.folder)])];
  }

  /** Keeps what is new of a take; what the crew says of it stays. */
  async put(summary: TakeSummary): Promise<void> {
    const { good, note } = this.#takes.get(summary.id) ?? summary;
    await this.#write({ ...summary, good, note });
  }

  /** What is absent of the mark stays. `false` when there is no such take. */
  async mark(id: string, mark: Partial<TakeMark>): Promise<boolean> {
    const take = this.#takes.get(id);
    if (!take) return false;
    await this.#write({ ...take, ...mark });
    return true;
  }

  /** When the newest segment of a take was written to, ms since 1970. */
  writtenAtMs(id: string): number {
    const segment = Math.max(1, segmentCount(this.folder, id));
    return statSync(logFile(this.folder, id, segment)).mtimeMs;
  }

  #write(summary: TakeSummary): Promise<void> {
    this.#takes.set(summary.id, summary);
    const text = `${JSON.stringify(summary, undefined, 2)}\n`;
    const file = summaryFile(this.folder, summary.id);
    this.#writing = this.#writing.catch(() => {}).then(() => writeAtomically(file, text));
    return this.#writing;
  }
}

function readSummaries(folder: string): TakeSummary[] {
  const names = namesIn(folder).filter((name) => name.endsWith('.take.json'));
  return names.flatMap((name) => {
    try {
      return [takeSummary.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))];
    } catch {
      return [];
    }
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
