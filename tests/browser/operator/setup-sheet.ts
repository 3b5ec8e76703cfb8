import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Triple } from '../../../core/math.ts';
import { repository } from '../../support/running-server.ts';
import { until } from '../../support/until.ts';
import { type CannedServer, startCannedServer } from './canned-server.ts';
import { openDeskWithout3d } from './open-desk.ts';

export const tablet = [1180, 820] as const;
export const desktop = [1920, 1080] as const;
export const patienceMs = 20_000;

export const startDesk = (): Promise<CannedServer> =>
  startCannedServer(path.join(repository, 'dist'));

/** Opens the set-up sheet of camera A at one of its tabs. */
export async function openSetup(
  browser: Browser,
  server: CannedServer,
  tab: string,
  size: readonly [number, number] = tablet,
): Promise<Page> {
  const { page } = await openDeskWithout3d(browser, server.url, size);
  const cameras = page.locator('.tabs button:visible', { hasText: /^Cameras$/ });
  if ((await cameras.count()) > 0) await cameras.click();
  await page.getByRole('button', { name: 'Set up camera A' }).click();
  await page.locator('dialog.setup[open]').waitFor();
  await showTab(page, tab);
  return page;
}

export const showTab = (page: Page, name: string): Promise<void> =>
  page.locator('.setup-tabs').getByRole('button', { name, exact: true }).click();

/** Holds the tracker to a place, and presses until that place is in the row: the mean forgets the last one after 0.7 s. */
export async function captureAt(
  server: CannedServer,
  page: Page,
  position: Triple,
  { key, row }: { key: string; row: string },
): Promise<void> {
  server.engine.faults.raws = { A: { position, orientation: [0, 0, 0, 1] } };
  const words = position.map((value) => value.toFixed(3)).join(' ');
  await until(
    `${key} at ${words}`,
    async () => {
      await page.getByRole('button', { name: key, exact: true }).click();
      const line = page.locator(row, { has: page.getByRole('button', { name: key, exact: true }) });
      return (await line.textContent())?.includes(words);
    },
    patienceMs,
  );
}

export const cameraSets = (server: CannedServer) =>
  server.engine.commands.filter(({ type }) => type === 'camera.set');

export const untilSent = (server: CannedServer, count: number): Promise<true> =>
  until(`command ${count}`, async () => cameraSets(server).length === count, patienceMs);
