import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { LoggedFrame } from './cut-log.ts';

export const pageSize = [160, 90] as const;
const frameLog = fileURLToPath(
  new URL('../../../../.cache/bench/cuts/frame-log.js', import.meta.url),
);

/** Several pages, each in a window of its own, that log what they draw. */
export class WallOfPages {
  readonly #pages: Page[];

  private constructor(pages: Page[]) {
    this.#pages = pages;
  }

  static async open(browser: Browser, urls: readonly string[]): Promise<WallOfPages> {
    const [width, height] = pageSize;
    const open = async (url: string) => {
      const options = { viewport: { width, height }, deviceScaleFactor: 1 };
      const context = await browser.newContext(options);
      await context.addInitScript({ path: frameLog });
      const page = await context.newPage();
      await page.goto(url);
      return page;
    };
    return new WallOfPages(await Promise.all(urls.map(open)));
  }

  logs(): Promise<LoggedFrame[][]> {
    return Promise.all(this.#pages.map((page) => page.evaluate(() => globalThis.frameLog)));
  }

  /** The colour that each page drew last. */
  async colours(): Promise<number[]> {
    const last = () => globalThis.frameLog.at(-1)?.[1] ?? -1;
    return Promise.all(this.#pages.map((page) => page.evaluate(last)));
  }

  async close(): Promise<void> {
    await Promise.all(this.#pages.map((page) => page.context().close()));
  }
}
