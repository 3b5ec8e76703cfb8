import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import type { CannedServer } from './canned-server.ts';
import { misfits } from './misfits.ts';
import { openSetup, startDesk, tablet } from './setup-sheet.ts';

let browser: Browser;
let server: CannedServer;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startDesk();
});
afterEach(async () => {
  await page.context().close();
  await server.close();
});

/** A camera at the stage's height, level, looking at the main wall. */
function stand(x: number): void {
  server.engine.faults.poses = { A: { position: [x, 1.5, 2], orientation: [0, 0, 0, 1] } };
}

test('the check says what a truck must do, and follows the camera once it has a start', async () => {
  stand(0);
  page = await openSetup(browser, server, 'check', tablet);
  await page.getByText('For a truck of 0.5 m to the right from here:').waitFor();
  const list = page.locator('.check-list').first();
  await list.getByText(/stands still on the wall/).waitFor();
  await list.getByText(/moves with the camera, \d+ px to the right/).waitFor();
  expect(await misfits(page, '.setup-check')).toEqual([]);
  await page.getByRole('button', { name: 'Start here, then move the camera' }).click();
  await page.getByText('The camera has not moved yet.').waitFor();
  stand(-0.3);
  await page.getByText('The camera has come 300 mm left.').waitFor();
  await list.getByText(/moves with the camera, \d+ px to the left/).waitFor();
  await page.getByRole('button', { name: 'Forget the start' }).click();
  await page.getByText('For a truck of 0.5 m to the right from here:').waitFor();
});

test('without a pose there is nothing to start from, and it says so', async () => {
  server.engine.faults.lost = ['A'];
  page = await openSetup(browser, server, 'check', tablet);
  await page.getByText('No pose yet: the camera must be tracked.', { exact: false }).waitFor();
  const start = page.getByRole('button', { name: 'Start here, then move the camera' });
  expect(await start.isDisabled()).toBe(true);
});
