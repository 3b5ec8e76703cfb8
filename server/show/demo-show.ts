import { existsSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { showFile } from './show-file.ts';

const shipped = fileURLToPath(new URL('../../shows/demo', import.meta.url));

/** The demo is a copy in the data folder, so that what an operator changes in it stays theirs. */
export async function copyDemoWhenMissing(folder: string): Promise<void> {
  if (existsSync(showFile(folder))) return;
  await mkdir(folder, { recursive: true });
  await cp(shipped, folder, { recursive: true, force: false });
}

/** Puts the shipped demo over one that cannot be read. */
export async function restoreDemo(folder: string): Promise<void> {
  await cp(shipped, folder, { recursive: true, force: true });
}
