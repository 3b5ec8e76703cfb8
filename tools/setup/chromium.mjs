import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { inProject } from './project.mjs';
import { run } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const MAC_APPLICATIONS = ['Chromium', 'Google Chrome', 'Microsoft Edge'];

const WINDOWS_PROGRAMS = [
  ['Chromium', 'Application', 'chrome.exe'],
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

/** Where the tests' own Chromium lies, if it was needed (see chromium-fallback.mjs). */
export const FALLBACK_FOLDER = inProject('.cache', 'chromium');

/** The tests' own Chromium: headless only, no kiosk and no `--dump-dom`. */
export const FALLBACK_CHROMIUM = join(FALLBACK_FOLDER, 'chromium');

/**
 * The places where a Chromium may be, best first.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {string[]} absolute paths; CHROMIUM_PATH stands alone when it is set
 */
export function chromiumCandidates(env, platform) {
  if (env.CHROMIUM_PATH) return [env.CHROMIUM_PATH];
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter(Boolean);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  if (platform === 'darwin') {
    const bundles = MAC_APPLICATIONS.map((n) => `/Applications/${n}.app/Contents/MacOS/${n}`);
    return [...onPath, ...bundles];
  }
  if (platform === 'win32') {
    const roots = [env.LOCALAPPDATA, env.PROGRAMFILES, env['PROGRAMFILES(X86)']];
    return roots.flatMap((root) => (root ? WINDOWS_PROGRAMS.map((p) => join(root, ...p)) : []));
  }
  return onPath;
}

/** @param {string} path @returns {boolean} */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * The Chromium that this machine has, the tests' own aside unless CHROMIUM_PATH names it.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @returns {string | undefined}
 */
export function findChromium(env = process.env, platform = process.platform) {
  return chromiumCandidates(env, platform).find(isProgram);
}

/**
 * Asks a Chromium for its version, which also proves that it can run at all.
 * @param {string} path
 * @returns {Promise<string | undefined>} `Chromium 156.0.8078.79 …`; undefined when it cannot run
 */
export async function chromiumVersion(path) {
  // On Windows --version opens a window instead of answering.
  if (process.platform === 'win32') return 'a Chromium (Windows tells no version)';
  const { code, output } = await run(path, ['--version'], { quiet: true, timeoutMs: 20_000 });
  if (code !== 0) return undefined;
  return output
    .split('\n')
    .map((line) => line.trim())
    .find((line) => /\d+\.\d+/.test(line));
}
