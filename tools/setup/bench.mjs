import { ensurePeers } from './bench-peers.mjs';
import { ensureBuilt } from './build.mjs';
import { runInForeground } from './child.mjs';
import { ensureChromium } from './chromium-install.mjs';
import { ensureInstalled } from './install.mjs';

const BENCH = ['--import', 'tsx', 'tools/bench.ts'];

/**
 * `npm run bench`: installs and builds what is missing, then runs the benches. Without a Chromium
 * those that need none still run.
 * @param {string[]} args options for tools/bench.ts
 * @returns {Promise<number>} the exit code
 */
export async function main(args) {
  // With --json the standard output is the JSON and nothing else.
  console.log = console.error;
  if (!(await ensureInstalled())) return 1;
  if (!(await ensurePeers())) return 1;
  const chromium = await ensureChromium();
  if (chromium) process.env.CHROMIUM_PATH = chromium;
  if (!(await ensureBuilt())) return 1;
  return runInForeground(process.execPath, [...BENCH, ...args]);
}
