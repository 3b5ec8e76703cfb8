import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Show } from '../../../core/show/show-schema.ts';
import { launchBrowser, openPage } from '../../support/browser.ts';
import { repository } from '../../support/running-server.ts';
import { until } from '../../support/until.ts';
import { cannedBackdrop } from './canned-backdrops.ts';
import { type CannedServer, startCannedServer } from './canned-server.ts';
import { plainShow } from './canned-show.ts';

let browser: Browser;
let server: CannedServer;
let page: Page;
/** Every request that could change something; each page asks for bakes to draw, all day long. */
let sent: string[];

const desktop = [1920, 1080] as const;
const tablet = [1180, 820] as const;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(() => {
  sent = [];
});
afterEach(async () => {
  await page.context().close();
  await server.close();
});

/** The operator's page with the backdrop in sight, without its 3D views: those are looked at with a real server. */
async function openBackdrops(
  size: readonly [number, number] = desktop,
  show: Show = plainShow,
): Promise<void> {
  server = await startCannedServer(path.join(repository, 'dist'), { show });
  const [width, height] = size;
  const context = await browser.newContext({ viewport: { width, height } });
  await context.route(/(deck-view|environment-still)-[^/]*\.js/, (route) => route.abort());
  await context.route('**/api/v1/backdrops', (route) => route.fulfill({ json: [cannedBackdrop] }));
  context.on('request', (request) => {
    if (request.method() !== 'GET' && !request.url().endsWith('/bakes'))
      sent.push(`${request.method()} ${request.url()}`);
  });
  ({ page } = await openPage(browser, `${server.url}/operator`, size, { context }));
  await page.locator('.take-button:enabled').waitFor();
  await page
    .locator('button:visible', { hasText: /^(New…|Backdrops)$/ })
    .first()
    .click();
  await page.locator('.backdrop').waitFor();
}
const sheet = () => page.locator('dialog.look-sheet');
const key = (name: string) => sheet().getByRole('button', { name, exact: true });
const row = () => page.locator('.backdrop');
const openByKey = async () => {
  await row().getByRole('button', { name: 'Look', exact: true }).click();
  await sheet().waitFor();
};
const place = () => sheet().locator('figure').first().locator('strong').textContent();

test.each([desktop, tablet])(
  'The full-size look lies whole over a page of %i × %i, every target big enough for a thumb',
  async (...size) => {
    await openBackdrops(size);
    await openByKey();
    const small = await sheet().evaluate((dialog) => {
      const { left, top, right, bottom } = dialog.getBoundingClientRect();
      if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) return ['too large'];
      return [...dialog.querySelectorAll('button')].flatMap((each) => {
        const box = each.getBoundingClientRect();
        const isWhole = box.right <= right && box.bottom <= bottom;
        return isWhole && Math.min(box.width, box.height) >= 43.9 ? [] : [each.outerHTML];
      });
    });
    expect(small).toEqual([]);
    const panes = await sheet()
      .locator('.deck-canvas')
      .evaluateAll((list) => list.map((each) => each.getBoundingClientRect().toJSON()));
    const [candidate, program] = panes;
    expect(panes).toHaveLength(2);
    expect(candidate.right).toBeLessThan(program.left);
    expect([candidate.width, candidate.height]).toEqual([program.width, program.height]);
    expect(candidate.height).toBeGreaterThan(size[1] * 0.55);
  },
);

test('It opens by its key or by a second press on the chosen picture, and shows prompt and checks', async () => {
  await openBackdrops();
  await row().getByRole('button', { name: 'Variation 2' }).click();
  expect(await sheet().count()).toBe(0);
  await row().getByRole('button', { name: 'Variation 2' }).click();
  await sheet().waitFor();
  expect(await place()).toBe('2 of 3');
  await sheet().getByText('a foggy coast at dawn').waitFor();
  await sheet().getByText('ΔE 2.0').waitFor();
  await sheet().getByText('where its two ends meet').waitFor();
  await key('Close').click();
  await sheet().waitFor({ state: 'detached' });
  await openByKey();
  expect(await place()).toBe('2 of 3');
});

test('It has three ways to look, the walls first', async () => {
  await openBackdrops();
  await openByKey();
  const pressed = () =>
    sheet()
      .locator('header [aria-pressed="true"]')
      .evaluateAll((all) => all.map((each) => each.textContent));
  expect(await pressed()).toEqual(['Wall']);
  for (const mode of ['Camera', 'Stage', 'Wall']) {
    await key(mode).click();
    expect(await pressed()).toEqual([mode]);
  }
});

test('It says in words that there is no camera to look through, and offers the stage', async () => {
  await openBackdrops(tablet, { ...plainShow, cameras: [] });
  await openByKey();
  await key('Camera').click();
  expect(await sheet().getByText('No tracked camera is heard').count()).toBe(2);
  await key('Show the stage').first().click();
  expect(await key('Stage').getAttribute('aria-pressed')).toBe('true');
  expect(await sheet().getByText('No tracked camera is heard').count()).toBe(0);
});

test('The arrows go round the variations, and the row has the last one chosen', async () => {
  await openBackdrops();
  await openByKey();
  await page.keyboard.press('ArrowRight');
  expect(await place()).toBe('2 of 3');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  expect(await place()).toBe('3 of 3');
  await key('Next variation').click();
  await key('Next variation').click();
  expect(await place()).toBe('2 of 3');
  await page.keyboard.press('Escape');
  const chosen = row().getByRole('button', { name: 'Variation 2' });
  expect(await chosen.getAttribute('aria-pressed')).toBe('true');
});

test('Looking sends nothing: not by a mode, an arrow, a desk key under the sheet, nor by closing', async () => {
  await openBackdrops();
  const before = JSON.stringify(server.engine.state);
  await openByKey();
  for (const mode of ['Camera', 'Stage', 'Wall']) await key(mode).click();
  for (const name of ['ArrowRight', 'Space', 'b', 'f', 'Backspace', '2', 'ArrowLeft', 'Escape']) {
    await page.keyboard.press(name);
  }
  await sheet().waitFor({ state: 'detached' });
  expect(server.engine.commands).toEqual([]);
  expect(sent).toEqual([]);
  expect(JSON.stringify(server.engine.state)).toBe(before);
});

test('A yes and a no are commands for the variation that is looked at', async () => {
  await openBackdrops();
  await openByKey();
  await page.keyboard.press('ArrowRight');
  await key('Approve 2').click();
  await key('Reject').click();
  await until('both are sent', async () => server.engine.commands.length === 2);
  expect(server.engine.commands).toEqual([
    { type: 'backdrop.approve', id: 'bd-1', variation: 1 },
    { type: 'backdrop.reject', id: 'bd-1' },
  ]);
});

test('The keyboard stays on the sheet, and is on the key that opened it afterwards', async () => {
  await openBackdrops();
  const look = row().getByRole('button', { name: 'Look', exact: true });
  await page.keyboard.press('Tab');
  await look.focus();
  await page.keyboard.press('Enter');
  await sheet().waitFor();
  const isInside = () =>
    page.evaluate(() => {
      const at = document.activeElement;
      return at === document.body || at?.closest('dialog.look-sheet') !== null;
    });
  for (let i = 0; i < 14; i++) {
    await page.keyboard.press('Tab');
    expect(await isInside()).toBe(true);
  }
  await page.keyboard.press('Escape');
  await sheet().waitFor({ state: 'detached' });
  expect(await look.evaluate((each) => each === document.activeElement)).toBe(true);
});

test('After a click the keyboard is the desk’s again: Space takes, and does not look once more', async () => {
  await openBackdrops();
  await openByKey();
  await key('Close').click();
  await page.keyboard.press('Space');
  await until('a take is sent', async () => server.engine.commands.length === 1);
  expect(server.engine.commands[0]).toMatchObject({ type: 'environment.take' });
  expect(await sheet().count()).toBe(0);
});
