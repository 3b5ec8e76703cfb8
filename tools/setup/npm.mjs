import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { run, runNode } from './run.mjs';

/**
 * Where npm's own script lies: the npm that runs this command, else the one beside this Node.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} execPath of Node
 * @param {(path: string) => boolean} exists
 * @returns {string | undefined}
 */
export function npmScript(env, execPath, exists) {
  const running = env.npm_execpath;
  if (running && basename(running).startsWith('npm') && exists(running)) return running;
  const folder = dirname(execPath);
  const candidates = [
    join(folder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(folder, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
  ];
  return candidates.find(exists);
}

/**
 * Runs npm as a script of this Node: Windows starts no `npm.cmd` without a shell.
 * @param {readonly string[]} args
 * @param {import('./run.mjs').RunOptions} [options]
 */
export function runNpm(args, options) {
  const script = npmScript(process.env, process.execPath, existsSync);
  return script ? runNode([script, ...args], options) : run('npm', args, options);
}
