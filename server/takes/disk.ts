import {
  closeSync,
  fdatasync,
  ftruncateSync,
  mkdirSync,
  openSync,
  statfsSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { syncFolder } from './take-files.ts';

/** What a take is written with, so that a test can let any of it fail. Every call throws or rejects as the system does. */
export interface Disk {
  makeFolder(folder: string): void;
  /** A new file that only grows; one that is there already is a fault. */
  create(path: string): number;
  /** Returns how much the disk took. */
  write(fd: number, bytes: Uint8Array): number;
  /** Waits until the disk has all of it, while writing goes on. */
  sync(fd: number): Promise<void>;
  truncate(fd: number, length: number): void;
  close(fd: number): void;
  syncFolder(folder: string): void;
  freeBytes(folder: string): number;
}

export const realDisk: Disk = {
  makeFolder: (folder) => void mkdirSync(folder, { recursive: true }),
  create: (path) => openSync(path, 'ax'),
  write: (fd, bytes) => writeSync(fd, bytes),
  sync: promisify(fdatasync),
  truncate: ftruncateSync,
  close: closeSync,
  syncFolder,
  freeBytes: (folder) => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  },
};

/** Room on the disk of a folder, which may still have to be made, in MiB; −1 when the system does not say. */
export function freeMebibytes(disk: Pick<Disk, 'freeBytes'>, folder: string): number {
  for (const place of [folder, dirname(folder)]) {
    try {
      return Math.min(2 ** 31 - 1, Math.floor(disk.freeBytes(place) / 2 ** 20));
    } catch {
      // Not there yet, or not to be asked: the folder above it is on the same disk.
    }
  }
  return -1;
}

/** Whether a fault means that no room is left, by its code. */
export function isFull(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT';
}
