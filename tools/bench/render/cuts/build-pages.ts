import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const pageFolder = fileURLToPath(new URL('./page', import.meta.url));
const outDir = fileURLToPath(new URL('../../../../.cache/bench/cuts', import.meta.url));

/** Bundles the peer's page and what logs the frames of every page. */
export async function buildCutPages(): Promise<void> {
  await build({
    configFile: false,
    root: pageFolder,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome120',
      chunkSizeWarningLimit: 4000,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          'load-now': `${pageFolder}/load-now.html`,
          'frame-log': `${pageFolder}/frame-log.ts`,
        },
        output: { entryFileNames: '[name].js' },
      },
    },
  });
}
