import { existsSync, readFileSync, rmSync } from 'node:fs';
import { ensureBuilt } from './build.mjs';
import { ensureChromium } from './chromium-install.mjs';
import { ensureInstalled } from './install.mjs';
import { inProject, seconds } from './project.mjs';
import { runNode } from './run.mjs';
import { summarise } from './test-summary.mjs';

/** @typedef {import('./test-summary.mjs').Stage} Stage */
/** @typedef {import('./test-summary.mjs').TestRecord} TestRecord */

const SUMMARY = inProject('.cache', 'test-summary.json');
const REPORTER = inProject('tools', 'setup', 'test-reporter.mjs');

/** The same checks as `npm run check`; each is one stage. @type {[string, string[]][]} */
const STATIC_CHECKS = [
  ['format and lint', ['@biomejs/biome/bin/biome', 'ci', '.']],
  ...['core', 'node', 'web', 'tests'].map(
    (part) =>
      /** @type {[string, string[]]} */ ([
        `types of ${part}`,
        ['typescript/bin/tsc', '--noEmit', '-p', `tsconfig.${part}.json`],
      ]),
  ),
];

/**
 * `npm test` and, with `--long`, `npm run test:long`: installs what is missing, then checks and tests.
 * @param {string[]} args `--long`, and what goes to Vitest; the latter leaves out the static checks
 * @returns {Promise<number>} the exit code
 */
export async function main(args) {
  rmSync(SUMMARY, { force: true });
  const long = args.includes('--long');
  const vitestArgs = args.filter((arg) => arg !== '--long');
  /** @type {Stage[]} */
  const stages = [];
  const stage = timed(stages);
  if (!(await stage('installation', ensureInstalled))) return finish(stages);
  const chromium = await stage('Chromium', ensureChromium);
  if (!chromium) return finish(stages);
  if (!long && vitestArgs.length === 0) {
    for (const [name, script] of STATIC_CHECKS) await stage(name, () => check(script));
  }
  await stage('build of the pages', ensureBuilt);
  await stage(long ? 'long tests' : 'tests', () => vitest(chromium, long, vitestArgs));
  return finish(stages);
}

/**
 * @param {Stage[]} stages collects what ran
 * @returns {<T>(name: string, work: () => Promise<T>) => Promise<T>} a falsy result is a failure
 */
function timed(stages) {
  return async (name, work) => {
    const begun = performance.now();
    const result = await work();
    stages.push({ name, ms: performance.now() - begun, ok: Boolean(result) });
    return result;
  };
}

/** @param {string[]} script below node_modules @returns {Promise<boolean>} */
async function check([script = '', ...args]) {
  const { code, output, ms } = await runNode([inProject('node_modules', script), ...args], {
    quiet: true,
  });
  if (code === 0) console.log(`ok  ${script.split('/').at(-1)} ${args.join(' ')} (${seconds(ms)})`);
  else console.error(output.trim());
  return code === 0;
}

/**
 * @param {string} chromium
 * @param {boolean} long
 * @param {string[]} args
 * @returns {Promise<boolean>}
 */
async function vitest(chromium, long, args) {
  const script = inProject('node_modules', 'vitest', 'vitest.mjs');
  const env = {
    CHROMIUM_PATH: chromium,
    CYCLORAMA_TEST_SUMMARY: SUMMARY,
    ...(long ? { CYCLORAMA_LONG: '1' } : {}),
  };
  const reporters = ['--reporter=default', `--reporter=${REPORTER}`];
  const project = long ? ['--project', 'long'] : [];
  const { code } = await runNode([script, 'run', ...reporters, ...project, ...args], { env });
  // Failed tests are counted one by one; only a failure beside them is the stage's own.
  return code === 0 || records().some((record) => record.state === 'failed');
}

/** @returns {TestRecord[]} */
function records() {
  return existsSync(SUMMARY) ? JSON.parse(readFileSync(SUMMARY, 'utf8')) : [];
}

/** @param {Stage[]} stages @returns {number} */
function finish(stages) {
  const { lines, ok } = summarise(stages, records());
  console.log(`\n${lines.join('\n')}`);
  return ok ? 0 : 1;
}
