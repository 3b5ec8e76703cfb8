import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled } from './install.mjs';
import { runNpm } from './npm.mjs';
import { inProject, seconds } from './project.mjs';

/** The packages that benches compare with: a folder of their own, so that nobody else installs them. */
export const PEERS = inProject('tools', 'bench', 'peers');

/**
 * Installs the peers unless they are there already.
 * @returns {Promise<boolean>} false when the installation failed; the reason has been printed
 */
export async function ensurePeers() {
  if (isInstalled(PEERS)) return true;
  console.log('Installing what the benches compare with (once, needs the network) …');
  // An interrupted installation must not look like a finished one.
  rmSync(join(PEERS, 'node_modules', '.package-lock.json'), { force: true });
  const { code, output, ms } = await runNpm(['ci', '--omit=optional', '--prefix', PEERS], {
    quiet: true,
  });
  if (code !== 0) {
    console.error(`${output.trim()}\n`);
    console.error('The peers could not be installed: npm says why above.');
    return false;
  }
  console.log(`Installed in ${seconds(ms)}.`);
  return true;
}
