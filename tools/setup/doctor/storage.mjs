import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { dataFolder } from '../data-folder.mjs';
import { messageOf, missing, ok, warn } from './finding.mjs';

/** @typedef {import('./finding.mjs').Finding} Finding */

const PROBE_BYTES = 8 * 2 ** 20;
const SLOW_MEGABYTES_PER_S = 20;
const LITTLE_GIGABYTES = 5;

/** @returns {string} the data folder, or the nearest folder above it that exists */
function existingFolder() {
  let folder = dataFolder(process.env);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/**
 * Writes, syncs and renames a file as the journal does.
 * @param {string} folder
 * @returns {number} MB/s
 */
function probeSpeed(folder) {
  const before = join(folder, `.cyclorama-probe-${process.pid}`);
  const after = `${before}-renamed`;
  const begun = performance.now();
  const file = openSync(before, 'w');
  try {
    writeSync(file, Buffer.alloc(PROBE_BYTES, 0x5a));
    fsyncSync(file);
    renameSync(before, after);
    return PROBE_BYTES / 1e3 / (performance.now() - begun);
  } finally {
    closeSync(file);
    rmSync(before, { force: true });
    rmSync(after, { force: true });
  }
}

/** @returns {Promise<Finding>} */
export async function checkDataFolder() {
  try {
    const speed = probeSpeed(existingFolder());
    const text = `${dataFolder(process.env)} (write, sync, rename: ${speed.toFixed(0)} MB/s)`;
    if (speed >= SLOW_MEGABYTES_PER_S) return ok('data folder', text);
    return warn('data folder', text, 'Slow: put it on a local disk with --data-dir');
  } catch (error) {
    const fix = 'Make it writable, or name another with --data-dir';
    return missing('data folder', messageOf(error), fix);
  }
}

/** @returns {Promise<Finding>} */
export async function checkDiskSpace() {
  const { bavail, bsize } = statfsSync(existingFolder());
  const gigabytes = (bavail * bsize) / 1e9;
  const text = `${gigabytes.toFixed(0)} GB free`;
  if (gigabytes >= LITTLE_GIGABYTES) return ok('disk space', text);
  return warn('disk space', text, 'Takes and backdrops fill disks: free some');
}
