import { existsSync } from 'node:fs';
import { isBuilt } from '../build.mjs';
import { isInstalled } from '../install.mjs';
import { runNpm } from '../npm.mjs';
import { inProject } from '../project.mjs';
import { nodeComplaint, OLDEST_NODE } from '../require-node.mjs';
import { missing, ok, warn } from './finding.mjs';

/** @typedef {import('./finding.mjs').Finding} Finding */

/** @returns {Promise<Finding>} */
export async function checkNode() {
  return nodeComplaint(process.version)
    ? missing('Node', process.version, `Install Node ${OLDEST_NODE} or newer: https://nodejs.org`)
    : ok('Node', `${process.version} on ${process.platform} ${process.arch}`);
}

/** @returns {Promise<Finding>} */
export async function checkNpm() {
  const { code, output } = await runNpm(['--version'], { quiet: true, timeoutMs: 8_000 });
  const version = /^\d+\.\d+\.\d+\S*$/m.exec(output)?.[0];
  if (code === 0 && version) return ok('npm', version);
  const fix = 'Reinstall Node from https://nodejs.org; npm comes with it';
  return isInstalled() ? warn('npm', 'does not run', fix) : missing('npm', 'does not run', fix);
}

/** @returns {Promise<Finding>} */
export async function checkPackages() {
  if (isInstalled()) return ok('packages', 'as package-lock.json asks');
  const text = existsSync(inProject('node_modules'))
    ? 'not the ones of package-lock.json'
    : 'not installed yet';
  return warn('packages', text, '`npm start` installs them; that once it needs the network');
}

/** @returns {Promise<Finding>} */
export async function checkPages() {
  if (isBuilt()) return ok('pages', 'built from the present sources');
  const text = existsSync(inProject('dist')) ? 'older than their sources' : 'not built yet';
  return warn('pages', text, '`npm start` builds them');
}
