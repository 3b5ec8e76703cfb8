import { ensureBuilt } from './build.mjs';
import { runInForeground } from './child.mjs';
import { findChromium } from './chromium.mjs';
import { watchPages } from './dev.mjs';
import { ensureInstalled } from './install.mjs';
import { serverFlags } from './server-flags.mjs';

const SERVER = [...serverFlags, '--import', 'tsx', 'server/main.ts'];

/**
 * `npm start` and, with `--dev`, `npm run dev`: installs and builds what is missing, then runs the
 * server until it ends.
 * @param {string[]} args options for the server
 * @returns {Promise<number>} the exit code
 */
export async function main(args) {
  const dev = args.includes('--dev');
  const options = args.filter((arg) => arg !== '--dev');
  if (!(await ensureInstalled())) return 1;
  process.env.CYCLORAMA_BROWSER ??= findChromium() ?? '';
  if (!dev) {
    if (!(await ensureBuilt())) return 1;
    const ownSession = process.platform === 'linux';
    return runInForeground(process.execPath, [...SERVER, ...options], { ownSession });
  }
  const stopWatching = await watchPages();
  if (!stopWatching) return 1;
  try {
    const watch = ['--watch', '--watch-preserve-output'];
    return await runInForeground(process.execPath, [...watch, ...SERVER, ...options]);
  } finally {
    stopWatching();
  }
}
