import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { onOrphaned } from './orphan.mjs';
import { ROOT } from './project.mjs';

const FORWARDED = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a program in the foreground: it has this terminal, gets this process's signals, and its end
 * is this command's end.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ ownSession?: boolean }} [options] `ownSession`: Linux shares the processor among sessions, and
 *   this one is to be no part of ours; a channel tells it when we have gone
 * @returns {Promise<number>} the exit code, or 128 + the signal that ended it
 */
export function runInForeground(file, args, { ownSession = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: ROOT,
      detached: ownSession,
      stdio: [
        'inherit',
        'inherit',
        'inherit',
        ...(ownSession ? /** @type {const} */ (['ipc']) : []),
      ],
    });
    const forward = (/** @type {NodeJS.Signals} */ signal) => {
      // A terminal sends Ctrl-C to all of a session; a second SIGINT would read as impatience.
      if (signal === 'SIGINT' && process.stdin.isTTY && !ownSession) return;
      child.kill(signal);
    };
    for (const signal of FORWARDED) process.on(signal, forward);
    const stopLooking = onOrphaned(() => child.kill('SIGTERM'));
    const end = (/** @type {number} */ code) => {
      stopLooking();
      for (const signal of FORWARDED) process.off(signal, forward);
      resolve(code);
    };
    child.on('error', (error) => {
      console.error(`${file} could not be started: ${error.message}`);
      end(127);
    });
    child.on('exit', (code, signal) => {
      end(signal ? 128 + constants.signals[signal] : (code ?? 1));
    });
  });
}
