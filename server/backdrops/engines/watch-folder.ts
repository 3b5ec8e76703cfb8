import { type FSWatcher, watch } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { mostPictureBytes } from '../remote/remote.ts';

export interface WatchFolderOptions {
  id: string;
  folder: string;
  /** Takes a picture that has appeared; throws in words when it is none. */
  import(engine: string, name: string, bytes: Buffer): Promise<void>;
  warn(message: string): void;
}

const lookMs = 1000;
const mostLayersBytes = 512 * 1024 * 1024;
const pictureName = /\.(png|jpe?g|webp|2p5d)$/i;

/**
 * Imports what other programs put into a folder: Photoshop, an export of Unreal, somebody's script. A file
 * is taken when it has not grown between two looks, each once, and stays where it is.
 */
export class WatchFolder {
  readonly #options: WatchFolderOptions;
  /** Size and time of each file at the last look. */
  readonly #seen = new Map<string, string>();
  readonly #taken = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;
  #watcher: FSWatcher | undefined;
  #looking: Promise<void> | undefined;
  #isMissing = false;

  constructor(options: WatchFolderOptions) {
    this.#options = options;
  }

  get id(): string {
    return this.#options.id;
  }

  /** Why nothing comes, in words. */
  get trouble(): string | null {
    return this.#isMissing ? `There is no folder ${this.#options.folder}.` : null;
  }

  start(): void {
    this.#timer = setInterval(() => this.look(), lookMs);
    this.#timer.unref();
    try {
      this.#watcher = watch(this.#options.folder, () => this.look());
      this.#watcher.on('error', () => undefined);
    } catch {
      // Looking once a second is enough; some network folders tell nothing.
    }
    this.look();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#watcher?.close();
    await this.#looking;
  }

  /** One look at a time. */
  look(): void {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
  }

  async #look(): Promise<void> {
    const names = await readdir(this.#options.folder).catch(() => undefined);
    this.#isMissing = names === undefined;
    for (const name of (names ?? []).filter((each) => pictureName.test(each)).sort()) {
      await this.#consider(name).catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        this.#options.warn(`${join(this.#options.folder, name)}: ${why}`);
      });
    }
  }

  async #consider(name: string): Promise<void> {
    const file = join(this.#options.folder, name);
    const { size, mtimeMs } = await stat(file);
    const state = `${size} ${mtimeMs}`;
    const isSettled = this.#seen.get(name) === state;
    this.#seen.set(name, state);
    if (!isSettled || size === 0 || this.#taken.get(name) === state) return;
    // Said once, whether it is taken or not.
    this.#taken.set(name, state);
    const most = /\.2p5d$/i.test(name) ? mostLayersBytes : mostPictureBytes;
    if (size > most) throw new Error(`The file has ${size} bytes, which is too many.`);
    await this.#options.import(this.#options.id, name, await readFile(file));
  }
}
