import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The folder for what this machine keeps: shows, takes, keys, profiles. The same rule as the server's
 * (server/config/data-dir.ts), in JavaScript because `doctor` runs before anything is installed.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} [platform]
 * @param {string} [home]
 * @returns {string} absolute
 */
export function dataFolder(env, platform = process.platform, home = homedir()) {
  if (env.CYCLORAMA_DATA_DIR) return resolve(env.CYCLORAMA_DATA_DIR);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'cyclorama');
  if (platform === 'win32') {
    return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'cyclorama');
  }
  const xdg = env.XDG_DATA_HOME;
  return join(xdg?.startsWith('/') ? xdg : join(home, '.local', 'share'), 'cyclorama');
}
