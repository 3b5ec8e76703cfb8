import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { showSchema } from '../../../core/show/show-schema.ts';
import { launchBrowser, openPage, type PageFaults } from '../../support/browser.ts';
import { pngBytes } from '../../support/picture-bytes.ts';
import { repository } from '../../support/running-server.ts';
import { exampleDocument, json, zipBytes } from '../../support/two-and-half-d.ts';
import { until } from '../../support/until.ts';
import { type CannedServer, startCannedServer } from './canned-server.ts';
import { cannedShow } from './canned-show.ts';

let browser: Browser;
let server: CannedServer;
let page: Page;
let faults: PageFaults;

const hash = 'ab'.repeat(32);
const source = 'assets/street.2p5d';
const show = showSchema.parse({
  ...cannedShow,
  environments: [{ id: 'street', name: 'Street in layers', kind: 'layers', source }],
});
const picture = pngBytes(16, 9, (x, y) => [9 * x, 9 * y, 90]);
const file = zipBytes([
  { name: 'data.json', content: json(exampleDocument()) },
  { name: 'background_image.png', content: picture },
  { name: 'background_depth.png', content: picture },
  { name: 'foreground_image.png', content: picture },
]);

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startCannedServer(path.join(repository, 'dist'), {
    show,
    assets: { [source]: hash },
  });
});
afterEach(async () => {
  await page.context().close();
  await server.close();
});

async function openDesk(width: number, height: number): Promise<void> {
  const context = await browser.newContext({ viewport: { width, height } });
  await context.route(/(deck-view|environment-still)-[^/]*\.js/, (route) => route.abort());
  await context.route(`**/api/v1/assets/${hash}`, (route) => route.fulfill({ body: file }));
  ({ page, faults } = await openPage(browser, `${server.url}/operator`, [width, height], {
    context,
  }));
  await page.locator('.layer-row').first().waitFor();
}
const params = () => server.engine.state.preview.params;
const row = (name: string) => page.locator('.layer-row', { hasText: name });

test.each([
  [1920, 1080],
  [1180, 820],
])(
  'The layers of a backdrop stand in rows, the nearest first, on %i × %i',
  async (width, height) => {
    await openDesk(width, height);
    expect(await page.locator('.layer-row strong').allTextContents()).toEqual([
      'Foreground',
      'Background',
    ]);
    expect(await row('Foreground').locator('.parameter-value').first().textContent()).toBe('20.0m');
    // A picture is there some time after its row; one that cannot be shown fails here.
    const pictures = await page.locator('.layer-row img').evaluateAll((list) =>
      Promise.all(
        list.map(async (each) => {
          const image = each as HTMLImageElement;
          await image.decode();
          return image.naturalWidth;
        }),
      ),
    );
    expect(pictures).toEqual([16, 16]);
    // What is not shown is said.
    expect(await page.locator('.layer-note').textContent()).toContain('rock.obj');
    const small = await page.locator('.layer-editor :is(button, input)').evaluateAll((list) =>
      list
        .filter((each) => {
          const box = each.getBoundingClientRect();
          return box.width > 0 && Math.min(box.width, box.height) < 43.9;
        })
        .map((each) => each.outerHTML),
    );
    expect(small).toEqual([]);
    const isWide = await page
      .locator('.parameters')
      .evaluate((box) => box.scrollWidth > box.clientWidth);
    expect(isWide).toBe(false);
    expect(faults.foreign).toEqual([]);
  },
);

test('A layer is moved, softened and hidden by the command of every parameter, and undone as ever', async () => {
  await openDesk(1920, 1080);
  const distance = row('Foreground').locator('input[type=range]').first();
  await distance.focus();
  await page.keyboard.press('ArrowRight');
  await until('it is moved', async () => params()['layer.1.distanceM'] === 20.1);
  await row('Background').getByRole('button', { name: 'Hide Background' }).click();
  await until('it is hidden', async () => params()['layer.0.hidden'] === true);
  const feather = row('Foreground').getByRole('slider', { name: /Feather/ });
  await feather.fill('0.4');
  await until('it is soft', async () => params()['layer.1.feather'] === 0.4);
  // The page hears of it after the server.
  await page.locator('.layer-row[data-hidden=true]', { hasText: 'Background' }).waitFor();
  await page.keyboard.press('Escape');
  for (let i = 0; i < 3; i++) server.engine.apply({ type: 'show.undo' }, () => undefined);
  expect(params()).toEqual({});
});
