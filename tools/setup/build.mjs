import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, readMark, writeMark } from './fingerprint.mjs';
import { inProject, ROOT, seconds } from './project.mjs';
import { runNode } from './run.mjs';

const MARK = join('dist', '.cyclorama-build');

/** Everything that ends up in a page. */
const SOURCES = [
  'package-lock.json',
  'vite.config.ts',
  'core',
  'shaders',
  'scenes',
  'render',
  'stage-client',
  'operator-ui',
];

/** Vite's own program. */
export const VITE = inProject('node_modules', 'vite', 'bin', 'vite.js');

/** @param {string} [root] @returns {boolean} whether dist/ was built from the present sources */
export function isBuilt(root = ROOT) {
  return readMark(join(root, MARK)) === fingerprint(root, SOURCES);
}

/** Says that dist/ no longer answers to the sources. */
export function forgetBuild() {
  rmSync(inProject(MARK), { force: true });
}

/**
 * Builds the pages unless dist/ is up to date.
 * @returns {Promise<boolean>} false when the build failed; the reason has been printed
 */
export async function ensureBuilt() {
  if (isBuilt()) return true;
  // Taken before the build: a file saved while it runs must not count as built.
  const hash = fingerprint(ROOT, SOURCES);
  console.log('Building the pages …');
  forgetBuild();
  const { code, output, ms } = await runNode([VITE, 'build'], { quiet: true });
  if (code !== 0) {
    console.error(`${output.trim()}\n`);
    console.error('The pages could not be built: vite says why above.');
    return false;
  }
  writeMark(inProject(MARK), hash);
  console.log(`Built in ${seconds(ms)}.`);
  return true;
}
