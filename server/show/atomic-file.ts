import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { mkdir, open, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A half-written file beside the real one; the process id keeps two writers apart. */
const partial = (file: string): string => `${file}.${process.pid}.partial`;

/** Windows opens no folders; there the rename alone must do. */
const canSyncFolders = process.platform !== 'win32';

/** Replaces `file` so that a crash or power loss at any moment leaves the old or the new text whole. */
export async function writeAtomically(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(partial(file), 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(partial(file), file);
  if (!canSyncFolders) return;
  const folder = await open(dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
}

/** The same at once: for the way out. */
export function writeAtomicallySync(file: string, text: string): void {
  const fd = openSync(partial(file), 'w');
  try {
    writeSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(partial(file), file);
}

/** The same without waiting for the disk: whole after a crash of the process, not after a power loss. */
export async function replaceQuickly(file: string, text: string): Promise<void> {
  await writeFile(partial(file), text);
  await rename(partial(file), file);
}
