import type { Browser, Page } from 'playwright-core';
import { openPage, type PageFaults } from '../../support/browser.ts';

/** The desk without its 3D views, which on a test machine take a minute and are tested on their own. */
export async function openDeskWithout3d(
  browser: Browser,
  url: string,
  size: readonly [number, number],
): Promise<{ page: Page; faults: PageFaults }> {
  const [width, height] = size;
  const context = await browser.newContext({ viewport: { width, height } });
  await context.route(/(deck-view|environment-still)-[^/]*\.js/, (route) => route.abort());
  const opened = await openPage(browser, `${url}/operator`, size, { context });
  await opened.page.locator('.take-button:enabled').waitFor();
  return opened;
}
