import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, readMark, writeMark } from './fingerprint.mjs';
import { runNpm } from './npm.mjs';
import { ROOT, seconds } from './project.mjs';

const LOCKFILE = 'package-lock.json';
const MARK = join('node_modules', '.cyclorama-install');
const NPM_RECORD = join('node_modules', '.package-lock.json');

/** @typedef {{ version?: string, optional?: boolean, peer?: boolean, link?: boolean }} LockEntry */

/**
 * Whether what npm recorded as installed is what the lockfile asks for. Optional packages may be
 * absent: they belong to other platforms.
 * @param {Record<string, LockEntry>} wanted `packages` of package-lock.json
 * @param {Record<string, LockEntry>} installed `packages` of npm's hidden lockfile
 * @returns {boolean}
 */
export function sameInstallation(wanted, installed) {
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === entry.version : entry.optional === true;
  });
}

/** @param {string} file @returns {Record<string, LockEntry>} */
function readPackages(file) {
  if (!existsSync(file)) return {};
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

/**
 * Whether node_modules holds what the lockfile asks for.
 * @param {string} [root]
 * @returns {boolean}
 */
export function isInstalled(root = ROOT) {
  if (readMark(join(root, MARK)) === fingerprint(root, [LOCKFILE])) return true;
  if (!existsSync(join(root, NPM_RECORD))) return false;
  return sameInstallation(readPackages(join(root, LOCKFILE)), readPackages(join(root, NPM_RECORD)));
}

/**
 * Installs the packages of the lockfile unless they are there already.
 * @returns {Promise<boolean>} false when the installation failed; the reason has been printed
 */
export async function ensureInstalled() {
  const mark = join(ROOT, MARK);
  if (isInstalled()) {
    writeMark(mark, fingerprint(ROOT, [LOCKFILE]));
    return true;
  }
  console.log('Installing the packages of package-lock.json (once, needs the network) …');
  // An interrupted installation must not look like a finished one.
  rmSync(mark, { force: true });
  rmSync(join(ROOT, NPM_RECORD), { force: true });
  const { code, output, ms } = await runNpm(['ci', '--include=dev'], { quiet: true });
  if (code !== 0) {
    console.error(`${output.trim()}\n`);
    console.error('The packages could not be installed: npm says why above.');
    console.error('Check the network (and a proxy, if you have one), then run this again.');
    return false;
  }
  writeMark(mark, fingerprint(ROOT, [LOCKFILE]));
  console.log(`Installed in ${seconds(ms)}.`);
  return true;
}
