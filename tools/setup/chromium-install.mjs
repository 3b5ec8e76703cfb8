import { existsSync } from 'node:fs';
import { chromiumVersion, FALLBACK_CHROMIUM, findChromium } from './chromium.mjs';
import { installFallbackChromium } from './chromium-fallback.mjs';
import { seconds } from './project.mjs';
import { run } from './run.mjs';

const APT_GET = '/usr/bin/apt-get';

/** What someone without a Chromium should do. */
export const CHROMIUM_ADVICE =
  'Install one (Debian, Ubuntu: `apt-get install chromium`; others: Chromium, Chrome or Edge), or ' +
  'set CHROMIUM_PATH to the program.';

/**
 * The Chromium for the tests: the one that is there, else one from Debian, else one from npm.
 * @returns {Promise<string | undefined>} its path; undefined when none can be had (said why)
 */
export async function ensureChromium() {
  const found = findChromium();
  if (found && (await chromiumVersion(found))) return found;
  if (process.env.CHROMIUM_PATH) {
    console.error(`CHROMIUM_PATH is ${process.env.CHROMIUM_PATH}, which does not run.`);
    return undefined;
  }
  const path = (await fromDebian()) ?? (await fromNpm());
  if (!path) console.error(`The tests need a Chromium. ${CHROMIUM_ADVICE}`);
  return path;
}

/** @returns {boolean} whether this process may install Debian packages */
function canUseApt() {
  return process.getuid?.() === 0 && existsSync(APT_GET);
}

/** @param {readonly string[]} packages @returns {Promise<boolean>} */
async function aptInstall(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run(APT_GET, ['-q', 'update'], { quiet: true, env });
  const args = ['-q', 'install', '-y', '--no-install-recommends', ...packages];
  const { code, output, ms } = await run(APT_GET, args, { quiet: true, env });
  if (code === 0) console.log(`Installed ${packages.join(', ')} in ${seconds(ms)}.`);
  else console.log(`apt-get gave: ${output.trim().split('\n').at(-1)}`);
  return code === 0;
}

/** @returns {Promise<string | undefined>} */
async function fromDebian() {
  if (!canUseApt()) return undefined;
  console.log('Installing Chromium with apt-get …');
  if (!(await aptInstall(['chromium', 'fonts-dejavu-core']))) return undefined;
  const path = findChromium();
  // Ubuntu's package of that name is only a pointer to a snap, which may not run.
  return path && (await chromiumVersion(path)) ? path : undefined;
}

/** @returns {Promise<string | undefined>} */
async function fromNpm() {
  if (process.platform !== 'linux') return undefined;
  if (existsSync(FALLBACK_CHROMIUM) && (await chromiumVersion(FALLBACK_CHROMIUM))) {
    return FALLBACK_CHROMIUM;
  }
  const path = await installFallbackChromium();
  if (!path || (await chromiumVersion(path))) return path;
  console.error('The Chromium from npm does not run on this machine.');
  return undefined;
}
