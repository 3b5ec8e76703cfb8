import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BackdropReport } from '../../core/wire/backdrop-report.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { pngBytes } from '../support/picture-bytes.ts';
import { type RunningServer, startServer } from '../support/running-server.ts';
import { until } from '../support/until.ts';

let server: RunningServer;
let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cyclorama-drop-'));
  await mkdir(join(folder, 'pictures'));
  const engines = join(folder, 'engines.json');
  await writeFile(engines, JSON.stringify([{ id: 'drop', kind: 'folder', folder: 'pictures' }]));
  server = await startServer({ args: ['--engines', engines] });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

it('becomes four times as wide and high at a key beside it, and the models are listed', async () => {
  const { page, faults } = await openPage(
    browser,
    new URL('/operator', server.url).href,
    [1180, 820],
  );
  await page.getByRole('button', { name: 'Backdrops' }).click();
  const small = pngBytes(64, 32, (x, y) => [4 * x, 8 * y, 120]);
  await writeFile(join(folder, 'pictures', 'small-sky.png'), small);
  const first = page.locator('.backdrop').filter({ hasText: 'small-sky.png' });
  await first.getByRole('button', { name: 'Enlarge ×4' }).click({ timeout: 120_000 });
  const enlarged = await until(
    'it is enlarged',
    async () => {
      const list = (await server.get('/api/v1/backdrops')) as BackdropReport[];
      const job = list.find(({ origin }) => origin.engine === 'upscale');
      if (job?.fault) throw new Error(job.fault);
      return job?.status === 'pending' && job;
    },
    120_000,
  );
  expect(enlarged.variations[0]?.picture).toMatchObject({
    width: 256,
    height: 128,
    projection: 'panorama',
  });
  expect(enlarged.variations[0]?.content?.neutral).toBeGreaterThan(0);
  await page.getByText('Models', { exact: true }).click();
  const list = page.getByRole('list', { name: 'Models' });
  await list.getByText('Enlarges pictures ×4').waitFor();
  await page.getByText('Runs on').waitFor();
  expect(await list.getByRole('listitem').count()).toBe(3);
  if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT });
  expect(faults).toEqual({ errors: [], foreign: [] });
});
