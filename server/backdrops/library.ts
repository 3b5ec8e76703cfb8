import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hashInSteps } from '../hash-in-steps.ts';

const contentTypes: Readonly<Record<string, string>> = {
  json: 'application/json',
  webp: 'image/webp',
  png: 'image/png',
  jpg: 'image/jpeg',
  '2p5d': 'application/zip',
};

export interface LibraryFile {
  sha256: string;
  file: string;
  contentType: string;
}

/** What engines have made, by the SHA-256 of its content, in the show's `backdrops/files`. */
export class Library {
  readonly #folder: string;
  readonly #files = new Map<string, LibraryFile>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes the folder, knows what is in it, and sweeps what a crash left half-written. */
  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    for (const name of readdirSync(this.#folder)) {
      if (name.endsWith('.part')) await rm(join(this.#folder, name), { force: true });
      else this.#know(name);
    }
  }

  /** Keeps bytes; the same bytes again cost nothing. */
  async put(bytes: Buffer, extension: string): Promise<string> {
    const sha256 = await hashInSteps(bytes);
    if (this.#files.has(sha256)) return sha256;
    const name = `${sha256}.${extension}`;
    const part = join(this.#folder, `${randomUUID()}.part`);
    try {
      const handle = await open(part, 'wx');
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(part, join(this.#folder, name));
    } finally {
      await rm(part, { force: true });
    }
    this.#know(name);
    return sha256;
  }

  find(sha256: string): LibraryFile | undefined {
    return this.#files.get(sha256);
  }

  /** The bytes, if they are still what their name says. */
  async read(sha256: string): Promise<Buffer | undefined> {
    const file = this.#files.get(sha256)?.file;
    const bytes = file && (await readFile(file).catch(() => undefined));
    if (!bytes) return undefined;
    return (await hashInSteps(bytes)) === sha256 ? bytes : undefined;
  }

  /** Lets go of bytes that turned out to be nothing. */
  async drop(sha256: string): Promise<void> {
    const file = this.#files.get(sha256)?.file;
    this.#files.delete(sha256);
    if (file) await rm(file, { force: true });
  }

  #know(name: string): void {
    const [, sha256, extension = ''] = /^([0-9a-f]{64})\.(\w+)$/.exec(name) ?? [];
    const contentType = contentTypes[extension];
    if (sha256 && contentType) {
      this.#files.set(sha256, { sha256, file: join(this.#folder, name), contentType });
    }
  }
}
