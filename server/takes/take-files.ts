import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linesFileName, logFileName, summaryFileName } from '../../core/takes/take-file-names.ts';

export const logFile = (folder: string, id: string, segment: number): string =>
  join(folder, logFileName(id, segment));

export const linesFile = (folder: string, id: string, segment: number): string =>
  join(folder, linesFileName(id, segment));

export const summaryFile = (folder: string, id: string): string =>
  join(folder, summaryFileName(id));

/** How many segments a take has; 0 when there is no such take. */
export function segmentCount(folder: string, id: string): number {
  let count = 0;
  while (existsSync(logFile(folder, id, count + 1))) count += 1;
  return count;
}

/** The ids of all takes that have a log. */
export function takeIds(folder: string): string[] {
  try {
    const names = readdirSync(folder).map((name) => /^([^.]+)\.cyctake$/.exec(name)?.[1]);
    return names.filter((id) => id !== undefined).sort();
  } catch {
    return [];
  }
}

/** The logs of a take, one after the other, each whole in memory. */
export function* readSegments(folder: string, id: string): Generator<Uint8Array> {
  for (let segment = 1; segment <= segmentCount(folder, id); segment++) {
    yield readFileSync(logFile(folder, id, segment));
  }
}

/** Makes new names in a folder outlive a power loss. Windows opens no folders; there nothing is done. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
