import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';
import { launchBrowser, openPage } from '../../../tests/support/browser.ts';
import type { RenderBench } from './calls.ts';

const outDir = fileURLToPath(new URL('../../../.cache/bench/render', import.meta.url));
const root = fileURLToPath(new URL('./page', import.meta.url));

/** Isolated from other origins, so that `performance.now` counts in steps of 5 µs. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export interface RenderPage {
  /** Calls one of the page's functions with plain data. */
  call<Name extends keyof RenderBench>(
    name: Name,
    ...args: Parameters<RenderBench[Name]>
  ): Promise<Awaited<ReturnType<RenderBench[Name]>>>;
  close(): Promise<void>;
}

/** Bundles the page with the product's own render code, serves it, and opens it in a real Chromium. */
export async function openRenderPage(): Promise<RenderPage> {
  const options = { configFile: false, root, logLevel: 'error', base: './' } as const;
  await build({
    ...options,
    publicDir: false,
    build: { outDir, emptyOutDir: true, target: 'chrome120', chunkSizeWarningLimit: 4000 },
  });
  const server = await preview({
    ...options,
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0, headers },
  });
  const browser = await launchBrowser();
  const { page, faults } = await openPage(browser, server.resolvedUrls?.local[0] ?? '', [640, 360]);
  await page.waitForFunction(() => 'renderBench' in globalThis);
  return {
    async call(name, ...args) {
      const answer = await page.evaluate(
        ([called, given]) => Reflect.apply(globalThis.renderBench[called], undefined, given),
        [name, args] as const,
      );
      if (faults.errors.length > 0) throw new Error(faults.errors.join('\n'));
      return answer;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
