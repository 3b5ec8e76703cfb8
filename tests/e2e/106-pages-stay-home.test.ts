import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage, type PageFaults } from '../support/browser.ts';
import { outputOf } from '../support/outputs.ts';
import { type RunningServer, startServer } from '../support/running-server.ts';
import { until } from '../support/until.ts';

let server: RunningServer;
let browser: Browser;
beforeAll(async () => {
  server = await startServer();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** In the page, before any of its scripts: keeps what its content security policy stopped. */
function watchPolicy(): void {
  const stopped: string[] = [];
  Object.assign(globalThis, { stoppedByPolicy: stopped });
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    stopped.push(`${violatedDirective}: ${blockedURI}`),
  );
}
const stoppedByPolicy = (page: Page): Promise<string[]> =>
  page.evaluate(() => Reflect.get(globalThis, 'stoppedByPolicy') as string[]);

const contextOf = async (size: readonly [number, number]) => {
  const [width, height] = size;
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: 1 });
  await context.addInitScript(watchPolicy);
  return context;
};

/** When a page is fully there: what it shows comes from the running show. */
const pages: Record<string, { size: [number, number]; isThere: (page: Page) => Promise<unknown> }> =
  {
    '/': {
      size: [800, 600],
      isThere: (page) =>
        page
          .getByRole('link', { name: /operator/i })
          .first()
          .waitFor(),
    },
    '/operator': {
      size: [800, 500],
      isThere: async (page) => {
        await page.getByRole('button', { name: /take/i }).first().waitFor();
        await page.getByText('City street by night').first().waitFor();
        await page.locator('canvas').first().waitFor({ state: 'attached' });
      },
    },
    '/bake': {
      size: [320, 200],
      isThere: (page) => page.getByText('draws pictures of backdrops').waitFor(),
    },
    '/viewer': {
      size: [640, 400],
      isThere: async (page) => {
        await page.locator('canvas').first().waitFor({ state: 'attached' });
        await page.getByText('Desert, golden hour').first().waitFor();
      },
    },
    '/measure': {
      size: [390, 700],
      isThere: (page) => page.getByRole('heading', { name: 'Measure' }).waitFor(),
    },
    '/stage/ceiling': {
      size: [512, 384],
      isThere: () =>
        until(
          'the output draws program',
          async () => {
            const { fps, program, prepared } = await outputOf(server, 'ceiling');
            return fps > 0 && program === 'desert' && prepared.length > 0;
          },
          100_000,
        ),
    },
  };

describe('the demo show, opened at', () => {
  it.each(Object.entries(pages))(
    '%s asks no other host for anything, writes no error, and breaks no rule of its own policy',
    async (at, { size, isThere }) => {
      const context = await contextOf(size);
      const opened = await openPage(browser, new URL(at, server.url).href, size, { context });
      const { page, faults } = opened;
      page.setDefaultTimeout(100_000);
      try {
        await isThere(page);
        expect(await stoppedByPolicy(page)).toEqual([]);
        expect(faults).toEqual({ errors: [], foreign: [] } satisfies PageFaults);
      } finally {
        await context.close();
      }
    },
  );

  it('any page has a policy that names no other host', async () => {
    for (const at of Object.keys(pages)) {
      const response = await fetch(new URL(at, server.url));
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'self'");
      expect(policy).not.toMatch(/https?:|\*|unsafe/);
    }
  });
});
