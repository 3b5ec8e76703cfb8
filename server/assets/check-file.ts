import type { FileHandle } from 'node:fs/promises';
import type { Problem } from '../../core/result.ts';
import { type AssetKind, magicBytes } from './asset-kinds.ts';
import { checkAside, checkLayersAside } from './check-aside.ts';
import { checkGlb, glbLayout } from './check-glb.ts';
import { checkPicture, imageHeadBytes, readAt } from './read-file.ts';

/** JSON above this takes longer to check than a wall frame has to spare. */
const inlineJsonBytes = 256 * 1024;

/** A file to be checked: open for reading, and by its path. */
export interface CheckedFile {
  file: FileHandle;
  path: string;
}

/** The first thing wrong with a file's content, or `undefined`. Reads only what says how large it gets. */
export async function checkFile(
  { file, path }: CheckedFile,
  kind: AssetKind,
): Promise<Problem | undefined> {
  if (!kind.matches(await readAt(file, 0, magicBytes))) {
    return { path: '', code: 'wrong-kind', message: `The file is no .${kind.extension} inside.` };
  }
  if (kind.check === 'image') return checkPicture(await readAt(file, 0, imageHeadBytes), '');
  if (kind.check === 'none') return undefined;
  if (kind.check === 'layers') {
    const checked = await checkLayersAside(path);
    return checked.ok ? undefined : checked.fault[0];
  }
  const layout = await glbLayout(file);
  if (!layout.ok) return layout.fault;
  return layout.value.json.bytes > inlineJsonBytes ? checkAside(path) : checkGlb(file);
}
