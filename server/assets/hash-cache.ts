import { createHash, randomUUID } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { AssetKind } from './asset-kinds.ts';
import { checkFile } from './check-file.ts';

/** What is known of a file as long as its size and time stay: its hash, and what is wrong with it. */
const facts = z.object({
  bytes: z.number(),
  modifiedMs: z.number(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  problem: z.object({ path: z.string(), code: z.string(), message: z.string() }).optional(),
});
export type FileFacts = z.infer<typeof facts>;

/** Rules of `check-file.ts`; another number makes every file be looked at again. */
const rulesVersion = 1;
const cacheFile = z.object({ rules: z.literal(rulesVersion), files: z.record(z.string(), facts) });

/** Hashes of files by path, size and modification time, kept over restarts when a file is named. */
export class HashCache {
  readonly #known = new Map<string, FileFacts>();
  readonly #file: string | undefined;
  #isDirty = false;

  constructor(file?: string) {
    this.#file = file;
  }

  /** Reads what an earlier run knew; anything unreadable is forgotten, as it can be worked out again. */
  async load(): Promise<void> {
    if (!this.#file) return;
    try {
      const parsed = cacheFile.safeParse(JSON.parse(await readFile(this.#file, 'utf8')));
      if (!parsed.success) return;
      for (const [path, known] of Object.entries(parsed.data.files)) this.#known.set(path, known);
    } catch {
      this.#known.clear();
    }
  }

  /** Writes what is new. A cache that cannot be kept costs time at the next start, and nothing now. */
  async save(): Promise<void> {
    if (!this.#file || !this.#isDirty) return;
    this.#isDirty = false;
    const files = Object.fromEntries(this.#known);
    const temporary = `${this.#file}.${randomUUID()}.tmp`;
    try {
      await writeFile(temporary, JSON.stringify({ rules: rulesVersion, files }));
      await rename(temporary, this.#file);
    } catch {
      await rm(temporary, { force: true });
    }
  }

  set(path: string, known: FileFacts): void {
    this.#known.set(path, known);
    this.#isDirty = true;
  }

  /** Facts of an open file: from memory when size and time are the same, else read and checked. */
  async facts(path: string, file: FileHandle, kind: AssetKind): Promise<FileFacts> {
    const { size, mtimeMs } = await file.stat();
    const known = this.#known.get(path);
    if (known && known.bytes === size && known.modifiedMs === mtimeMs) return known;
    const problem = await checkFile({ file, path }, kind);
    const fresh = { bytes: size, modifiedMs: mtimeMs, sha256: await hashOf(file), problem };
    this.set(path, fresh);
    return fresh;
  }
}

async function hashOf(file: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  const chunks = file.createReadStream({ start: 0, autoClose: false, highWaterMark: 1 << 20 });
  for await (const chunk of chunks) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
