import { type FileHandle, open, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';

/** A file of the show folder, open for reading, by its real path. */
export interface ShowFile {
  file: FileHandle;
  path: string;
}

/**
 * Opens a plain file by its path inside the show folder; `undefined` when there is none, when it is
 * no plain file, or when a link leads out of the folder. The caller closes it.
 */
export async function openShowFile(folder: string, path: string): Promise<ShowFile | undefined> {
  try {
    const [root, real] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
    if (!isInside(root, real) || !(await stat(real)).isFile()) return undefined;
    return { file: await open(real, 'r'), path: real };
  } catch {
    return undefined;
  }
}

function isInside(root: string, path: string): boolean {
  const steps = relative(root, path);
  return steps !== '' && !steps.startsWith('..') && !isAbsolute(steps);
}
