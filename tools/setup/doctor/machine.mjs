import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { info, ok, warn } from './finding.mjs';

/** @typedef {import('./finding.mjs').Finding} Finding */

const LIBRARIES = [
  { name: 'libusb', file: 'libusb-1.0.so.0', use: 'HID devices', debian: 'libusb-1.0-0' },
  { name: 'libasound', file: 'libasound.so.2', use: 'MIDI', debian: 'libasound2' },
];

/** @param {string} file @returns {boolean} whether a usual folder for libraries has it */
function hasLibrary(file) {
  const roots = ['/lib', '/usr/lib', '/lib64', '/usr/lib64', '/usr/local/lib'].filter(existsSync);
  const triplets = roots.flatMap((root) =>
    readdirSync(root)
      .filter((name) => name.includes('-linux-'))
      .map((name) => join(root, name)),
  );
  return [...roots, ...triplets].some((folder) => existsSync(join(folder, file)));
}

/** @returns {Promise<Finding[]>} */
export async function checkLibraries() {
  return LIBRARIES.map(({ name, file, use, debian }) => {
    if (process.platform !== 'linux') return ok(name, `not needed for ${use} on this system`);
    if (hasLibrary(file)) return ok(name, `there, for ${use}`);
    return info(name, `absent: no ${use}`, `For ${use}: apt-get install ${debian}`);
  });
}

/** @returns {Promise<Finding>} */
export async function checkMemory() {
  const gigabytes = (/** @type {number} */ bytes) => (bytes / 2 ** 30).toFixed(1);
  const text = `${gigabytes(totalmem())} GiB, ${gigabytes(freemem())} free, ${availableParallelism()} cores`;
  if (totalmem() >= 3.5 * 2 ** 30) return ok('memory', text);
  return warn('memory', text, 'Server and one wall together want 4 GiB');
}

/** @returns {Promise<Finding>} */
export async function checkClock() {
  const late = [];
  let back = 0;
  let previous = performance.now();
  for (let i = 0; i < 20; i += 1) {
    const due = performance.now() + 5;
    await wait(5);
    const now = performance.now();
    if (now < previous) back += 1;
    previous = now;
    late.push(now - due);
  }
  late.sort((a, b) => a - b);
  const median = late[10] ?? 0;
  const text = `timers ${Math.max(0, median).toFixed(1)} ms late (median)`;
  if (back > 0) {
    return warn(
      'clock',
      `went back ${back} times in 100 ms`,
      'Change the machine or its clock source',
    );
  }
  if (new Date().getFullYear() < 2026) {
    return warn(
      'clock',
      `says ${new Date().toISOString()}`,
      'Set the date: certificates depend on it',
    );
  }
  if (median < 4) return ok('clock', text);
  return warn('clock', text, 'The machine is busy: end what else runs on it');
}
