import { spawn } from 'node:child_process';
import { forgetBuild, VITE } from './build.mjs';
import { ROOT } from './project.mjs';

/**
 * Keeps dist/ built while sources change; reload a page to see its new build.
 * @returns {Promise<(() => void) | undefined>} stops it; undefined when the first build failed
 */
export function watchPages() {
  console.log('Building the pages, and again at every change …');
  forgetBuild();
  const child = spawn(process.execPath, [VITE, 'build', '--watch'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve) => {
    child.stdout.on('data', (/** @type {Buffer} */ chunk) => {
      const text = chunk.toString();
      const built = /built in .*/.exec(text);
      if (built) console.log(`Pages ${built[0].trim()}`);
      if (/error/i.test(text)) console.error(text.trim());
      if (built) resolve(() => child.kill());
    });
    child.on('error', () => resolve(undefined));
    child.on('exit', () => resolve(undefined));
  });
}
