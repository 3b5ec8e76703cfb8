import { join } from 'node:path';
import { build } from 'vite';
import { repository } from '../../support/running-server.ts';

/**
 * Puts the recording child and the thread that writes into a folder as plain JavaScript, so that it
 * starts in a tenth of a second: a test that kills it twenty times has no time to compile it as often.
 */
export async function buildRecordingChild(folder: string): Promise<string> {
  await build({
    root: repository,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: {
          'recording-child': join(import.meta.dirname, 'recording-child.ts'),
          'writer-thread': join(repository, 'server/takes/writer-thread.ts'),
        },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  });
  return join(folder, 'recording-child.mjs');
}
