import type { Problem } from '../../core/result.ts';
import { isShowPath } from '../../core/show/check-show.ts';
import type { Show } from '../../core/show/show-schema.ts';
import { kindOf } from './asset-kinds.ts';
import { type FileFacts, HashCache } from './hash-cache.ts';
import { openShowFile } from './show-files.ts';

export interface ShowAssets {
  /** SHA-256 of each file that an environment names, by its path in the show folder. */
  assets: Record<string, string>;
  problems: Problem[];
}

/** A fit file that was found and hashed, by its real path; told to whoever serves it. */
export type FoundFile = (path: string, file: string, facts: FileFacts) => void;

/**
 * Looks at every file that the show's environments name: missing, outside the folder or unfit files
 * become problems at `/environments/<i>/source`. Hashing is remembered in `hashes`.
 */
export async function checkShowAssets(
  show: Show,
  folder: string,
  hashes = new HashCache(),
  onFound: FoundFile = () => undefined,
): Promise<ShowAssets> {
  const result: ShowAssets = { assets: {}, problems: [] };
  for (const [index, { kind, source }] of show.environments.entries()) {
    if (kind === 'scene') continue;
    const path = `/environments/${index}/source`;
    const found = isShowPath(source) ? await factsOf(folder, source, hashes, onFound) : undefined;
    if (!found) {
      const message = `There is no file "${source}" in the show folder. Upload it, or name another.`;
      result.problems.push({ path, code: 'missing-asset', message });
    } else if (found.problem) {
      const { code, message, path: inside } = found.problem;
      const where = inside === '' ? '' : ` at ${inside}`;
      result.problems.push({ path, code, message: `${source}${where}: ${message}` });
    } else {
      result.assets[source] = found.sha256;
    }
  }
  return result;
}

async function factsOf(
  folder: string,
  source: string,
  hashes: HashCache,
  onFound: FoundFile,
): Promise<FileFacts | undefined> {
  const kind = kindOf(source);
  const opened = kind && (await openShowFile(folder, source));
  if (!opened) return undefined;
  try {
    const facts = await hashes.facts(opened.path, opened.file, kind);
    if (!facts.problem) onFound(source, opened.path, facts);
    return facts;
  } finally {
    await opened.file.close();
  }
}
