import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from './atomic-file.ts';

/** The newest ones, whatever their age, then one for each of the last days that have any. */
const keptNewest = 20;
const keptDays = 30;

const pattern = /^show-(\d{8})T\d{9}Z\.json$/;

/** `show-20261122T171700123Z.json`: sorts by time and is a name on every file system. */
export const generationName = (wallClockMs: number): string =>
  `show-${new Date(wallClockMs).toISOString().replace(/[-:.]/g, '')}.json`;

/** Which of a folder's files are superfluous generations. */
export function generationsToRemove(names: readonly string[]): string[] {
  const newestFirst = names
    .filter((name) => pattern.test(name))
    .sort()
    .reverse();
  const days = new Set<string>();
  return newestFirst.filter((name, index) => {
    const day = pattern.exec(name)?.[1] ?? '';
    const newOfDay = !days.has(day);
    days.add(day);
    return index >= keptNewest && !(newOfDay && days.size <= keptDays);
  });
}

/** Copies of a show's document, kept in the data folder. Only documents that are valid come in. */
export class Generations {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Texts, newest first; empty when there are none yet. */
  *newestFirst(): Generator<{ name: string; text: string }> {
    for (const name of this.#names().sort().reverse()) {
      yield { name, text: readFileSync(join(this.#folder, name), 'utf8') };
    }
  }

  /** Keeps `text` unless the newest generation is the same. */
  async keep(text: string, wallClockMs: number): Promise<void> {
    const [newest] = this.newestFirst();
    if (newest?.text === text) return;
    await writeAtomically(join(this.#folder, generationName(wallClockMs)), text);
    for (const name of generationsToRemove(this.#names())) await rm(join(this.#folder, name));
  }

  /** Puts aside what was found in place of a show, before something valid is written over it. */
  async putAside(text: string, wallClockMs: number): Promise<string> {
    const file = join(this.#folder, `rejected-${generationName(wallClockMs)}`);
    await writeAtomically(file, text);
    return file;
  }

  #names(): string[] {
    try {
      return readdirSync(this.#folder).filter((name) => pattern.test(name));
    } catch {
      return [];
    }
  }
}
