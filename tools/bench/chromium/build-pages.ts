import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const peers = path('../peers/node_modules');

/** Where the built pages lie. */
export const pagesFolder = path('../../../.cache/bench/pages');
/** Under which path a page asks for them, whatever server it is on. */
export const pagesPath = '/bench/';

let built: Promise<void> | undefined;

/** Builds the bench's pages, once a run. */
export function buildPages(): Promise<void> {
  built ??= buildOnce();
  return built;
}

async function buildOnce(): Promise<void> {
  if (!existsSync(peers)) throw new Error('The peers are not installed: run npm run bench.');
  await build({
    configFile: false,
    root: path('./page'),
    base: pagesPath,
    publicDir: false,
    logLevel: 'error',
    worker: { format: 'es' },
    resolve: {
      alias: {
        timesync: `${peers}/timesync/dist/timesync.js`,
        '@ircam/sync': `${peers}/@ircam/sync`,
      },
    },
    build: {
      outDir: pagesFolder,
      emptyOutDir: true,
      target: 'chrome120',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: path('./page/bench.html') },
    },
  });
}
