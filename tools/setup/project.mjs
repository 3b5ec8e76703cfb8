import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository root, whatever folder the command was typed in. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** @param {...string} parts @returns {string} an absolute path inside the repository */
export function inProject(...parts) {
  return join(ROOT, ...parts);
}

/** @param {number} milliseconds @returns {string} `4.2 s` */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
