import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { createServer } from 'vite';
import { launchBrowser, openPage, type PageFaults } from '../../support/browser.ts';
import type { ScenePage, Shot } from './page.ts';

declare global {
  // The page's side of the tests; it exists in Chromium only.
  var scenePage: ScenePage;
}

export interface OpenScenePage {
  page: Page;
  faults: PageFaults;
  /** Linear RGBA floats of a shot, bottom row first. */
  pixels(shot: Shot): Promise<Float32Array>;
  close(): Promise<void>;
}

/** The page that draws scenes by themselves, out of the sources and in a browser of its own. */
export async function openScenePage(): Promise<OpenScenePage> {
  const server = await createServer({
    configFile: false,
    root: fileURLToPath(new URL('../../..', import.meta.url)),
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true, include: [] },
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
  });
  await server.listen();
  const browser = await launchBrowser();
  const base = server.resolvedUrls?.local[0] ?? '';
  const address = `${base}tests/browser/scene-page/index.html`;
  const { page, faults } = await openPage(browser, address, [320, 180]);
  await page.waitForFunction(() => 'scenePage' in globalThis);
  return {
    page,
    faults,
    pixels: async (shot) => {
      const text = await page.evaluate((one) => globalThis.scenePage.pixels(one), shot);
      const bytes = Buffer.from(text, 'base64');
      const { buffer, byteOffset, length } = bytes;
      return new Float32Array(buffer.slice(byteOffset, byteOffset + length));
    },
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
