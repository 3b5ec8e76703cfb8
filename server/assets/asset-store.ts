import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Show } from '../../core/show/show-schema.ts';
import type { Asset, AssetService } from '../services.ts';
import { kindOf } from './asset-kinds.ts';
import { checkAssetName } from './asset-name.ts';
import { checkShowAssets, type ShowAssets } from './check-show-assets.ts';
import { type FileFacts, HashCache } from './hash-cache.ts';
import { receiveUpload, refuse } from './receive-upload.ts';
import { openShowFile } from './show-files.ts';

const GiB = 1024 ** 3;
const partSuffix = '.part';

export interface AssetStoreOptions {
  showFolder: string;
  /** Where hashes are remembered over restarts; absent: only in memory. */
  cacheFile?: string;
  /** Of all files in `assets/` together. */
  maxTotalBytes?: number;
  /** A file of the show was added or replaced by an upload. */
  onStored?: (asset: Asset) => void;
}

interface Entry {
  asset: Asset;
  file: string;
  modifiedMs: number;
}

/** The show folder's `assets/`, addressed by content. Files on the disk are the truth; this is their index. */
export class AssetStore implements AssetService {
  readonly #options: AssetStoreOptions;
  readonly #hashes: HashCache;
  readonly #entries = new Map<string, Entry>();
  #folder: string;
  #assetFolder: string;

  constructor(options: AssetStoreOptions) {
    this.#options = options;
    this.#folder = options.showFolder;
    this.#assetFolder = join(options.showFolder, 'assets');
    this.#hashes = new HashCache(options.cacheFile);
  }

  /** Makes the folder, sweeps what broken uploads left, and remembers hashes of earlier runs. */
  async open(): Promise<void> {
    await mkdir(this.#assetFolder, { recursive: true });
    this.#folder = await realpath(this.#options.showFolder);
    this.#assetFolder = join(this.#folder, 'assets');
    if ((await realpath(this.#assetFolder)) !== this.#assetFolder) {
      throw new Error(`${this.#assetFolder} is a link. Make it a folder inside the show folder.`);
    }
    const names = await readdir(this.#assetFolder);
    const parts = names.filter((name) => name.startsWith('.') && name.endsWith(partSuffix));
    await Promise.all(parts.map((name) => rm(join(this.#assetFolder, name), { force: true })));
    await this.#hashes.load();
  }

  /** Hashes every asset in the folder, one after the other; call it when nothing waits for it. */
  async scan(): Promise<void> {
    const entries = await readdir(this.#assetFolder, { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      const path = relative(this.#folder, join(entry.parentPath, entry.name));
      await this.#index(path.replaceAll('\\', '/'));
    }
    await this.#hashes.save();
  }

  /** What the engine asks before it takes a show: hashes of the files in it, or what is wrong. */
  async check(show: Show): Promise<ShowAssets> {
    const found = await checkShowAssets(show, this.#folder, this.#hashes, this.#add);
    await this.#hashes.save();
    return found;
  }

  async store(name: string, body: AsyncIterable<Uint8Array>): ReturnType<AssetService['store']> {
    const named = checkAssetName(name);
    if (!named.ok) return named;
    const temporary = join(this.#assetFolder, `.${randomUUID()}${partSuffix}`);
    try {
      const room = { kind: named.kind, leftBytes: this.#leftBytes(name) };
      const received = await receiveUpload(temporary, body, room);
      if (!received.ok) return received;
      const file = join(this.#assetFolder, name);
      await rename(temporary, file);
      await syncFolder(this.#assetFolder);
      return { ok: true, asset: await this.#stored(name, file, received) };
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EISDIR') {
        return refuse(400, 'bad-name', `"${name}" is a folder in assets/. Choose another name.`);
      }
      throw error;
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** The file with this content; a file that was changed on the disk since is no longer it. */
  find(sha256: string): { asset: Asset; file: string } | undefined {
    for (const { asset, file, modifiedMs } of this.#entries.values()) {
      if (asset.sha256 !== sha256) continue;
      const now = statSync(file, { throwIfNoEntry: false });
      if (now?.mtimeMs === modifiedMs && now.size === asset.bytes) return { asset, file };
    }
    return undefined;
  }

  list(): Asset[] {
    const assets = [...this.#entries.values()].map((entry) => entry.asset);
    return assets.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  #leftBytes(name: string): number {
    const others = this.list().filter((asset) => asset.path !== `assets/${name}`);
    const used = others.reduce((sum, asset) => sum + asset.bytes, 0);
    return (this.#options.maxTotalBytes ?? 20 * GiB) - used;
  }

  async #stored(
    name: string,
    file: string,
    { sha256, bytes }: { sha256: string; bytes: number },
  ): Promise<Asset> {
    const { mtimeMs } = await stat(file);
    const facts = { bytes, modifiedMs: mtimeMs, sha256 };
    this.#hashes.set(file, facts);
    const asset = this.#add(`assets/${name}`, file, facts);
    this.#options.onStored?.(asset);
    return asset;
  }

  async #index(path: string): Promise<void> {
    const kind = kindOf(path);
    const opened = kind && (await openShowFile(this.#folder, path));
    if (!opened) return;
    try {
      const facts = await this.#hashes.facts(opened.path, opened.file, kind);
      // An unfit file may lie there, but nobody is handed it.
      if (!facts.problem) this.#add(path, opened.path, facts);
    } finally {
      await opened.file.close();
    }
  }

  readonly #add = (path: string, file: string, facts: FileFacts): Asset => {
    const contentType = kindOf(path)?.contentType ?? 'application/octet-stream';
    const asset: Asset = { sha256: facts.sha256, path, bytes: facts.bytes, contentType };
    this.#entries.set(path, { asset, file, modifiedMs: facts.modifiedMs });
    return asset;
  };
}

/** Makes a rename survive a power cut; Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
