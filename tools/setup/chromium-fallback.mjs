import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FALLBACK_CHROMIUM, FALLBACK_FOLDER } from './chromium.mjs';
import { runNpm } from './npm.mjs';
import { seconds } from './project.mjs';
import { runNode } from './run.mjs';

// 147 is the last that runs on Node 20.
const PACKAGE = '@sparticuz/chromium@147.0.0';

const UNPACKED = join(FALLBACK_FOLDER, 'run');

/**
 * Installs a Chromium below .cache/, for a Linux machine where nothing may be installed. It is no
 * dependency of the project: most machines have a Chromium, and this one weighs 74 MB.
 * @returns {Promise<string | undefined>} its path; undefined when that failed (said why)
 */
export async function installFallbackChromium() {
  console.log(`Installing ${PACKAGE} into .cache/chromium …`);
  mkdirSync(UNPACKED, { recursive: true });
  writeFileSync(join(FALLBACK_FOLDER, 'package.json'), '{ "private": true }\n');
  const args = ['install', '--prefix', FALLBACK_FOLDER, '--ignore-scripts', '--no-audit'];
  const installed = await runNpm([...args, '--no-fund', PACKAGE], { quiet: true });
  if (installed.code !== 0) {
    console.error(installed.output.trim());
    return undefined;
  }
  const unpacked = await unpack();
  if (unpacked.code !== 0) {
    console.error(unpacked.output.trim());
    return undefined;
  }
  console.log(`Installed in ${seconds(installed.ms + unpacked.ms)}.`);
  return writeLauncher();
}

/** @returns {string} a script that starts it with the libraries it brought (a bare Linux has no NSS) */
function writeLauncher() {
  const script =
    '#!/bin/sh\n' +
    `LD_LIBRARY_PATH="${join(UNPACKED, 'al2023', 'lib')}" exec "${join(UNPACKED, 'chromium')}" "$@"\n`;
  writeFileSync(FALLBACK_CHROMIUM, script, { mode: 0o755 });
  return FALLBACK_CHROMIUM;
}

/** The package unpacks itself into the temporary folder, so it is given one inside .cache/. */
function unpack() {
  const folder = join(FALLBACK_FOLDER, 'node_modules', '@sparticuz', 'chromium');
  const program =
    `require(${JSON.stringify(folder)}).executablePath()` +
    '.then(console.log, (error) => { console.error(error.message); process.exit(1); });';
  // The second variable makes it unpack those libraries as well.
  const env = { TMPDIR: UNPACKED, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  return runNode(['--eval', program], { quiet: true, env });
}
