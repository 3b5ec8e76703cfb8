import { spawn } from 'node:child_process';
import { ROOT } from './project.mjs';

/**
 * @typedef {object} RunOptions
 * @property {boolean} [quiet] keep the output instead of showing it
 * @property {NodeJS.ProcessEnv} [env] added to this process's environment
 * @property {number} [timeoutMs] the program is ended after this long
 */

/**
 * Runs a program to its end in the repository root, without a shell.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string, ms: number }>} code 127: it could not be started;
 *   124: it ran too long
 */
export function run(file, args, options = {}) {
  const begun = performance.now();
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(file, args, {
      cwd: ROOT,
      env: { ...process.env, ...options.env },
      stdio: options.quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      windowsHide: true,
      timeout: options.timeoutMs,
    });
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const end = (/** @type {number} */ code) =>
      resolve({ code, output, ms: performance.now() - begun });
    child.on('error', (error) => {
      output += error.message;
      end(127);
    });
    child.on('close', (code) => end(code ?? 124));
  });
}

/**
 * Runs a JavaScript program with this Node.
 * @param {readonly string[]} args script first
 * @param {RunOptions} [options]
 */
export function runNode(args, options) {
  return run(process.execPath, args, options);
}
