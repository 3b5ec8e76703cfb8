import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/**
 * What a Node process of TypeScript is started with. Not by `import.meta.resolve`, which asks the loader's own
 * thread and waits for it: while modules are still being loaded the answer may never come.
 */
export const tsxLoader = (): string =>
  pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
