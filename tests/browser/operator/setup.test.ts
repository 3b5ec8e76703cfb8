import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import { until } from '../../support/until.ts';
import type { CannedServer } from './canned-server.ts';
import { misfits } from './misfits.ts';
import {
  cameraSets,
  desktop,
  openSetup,
  patienceMs,
  showTab,
  startDesk,
  tablet,
  untilSent,
} from './setup-sheet.ts';

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

const camera = () => server.engine.state.show.cameras[0];
const placed = (name: string) => page.getByRole('group', { name, exact: true });

async function type(field: ReturnType<typeof placed>, text: string): Promise<void> {
  await field.fill(text);
  await page.keyboard.press('Enter');
}

test.each([desktop, tablet])('the sheet fits %i × %i with targets of 44 px', async (...size) => {
  page = await openSetup(browser, server, 'source', size);
  await page.getByLabel('Backup device').selectOption('sim');
  await placed('Registration of the backup').waitFor();
  await page.getByRole('button', { name: 'Go to the safe pose' }).click();
  await placed('Safe pose').waitFor();
  for (const tab of ['source', 'align', 'nudge', 'check']) {
    await showTab(page, tab);
    await page.locator(`.setup-${tab}`).waitFor();
    expect(await misfits(page, '.setup-side'), tab).toEqual([]);
  }
});

test('arrow keys nudge, zero goes back, and the desk does not TAKE', async () => {
  page = await openSetup(browser, server, 'nudge');
  await page.getByRole('button', { name: 'x + right' }).waitFor();
  await page.keyboard.press('Shift+ArrowRight');
  await untilSent(server, 1);
  const x = () => camera()?.registration.position[0];
  expect(x()).toBeCloseTo(0.1, 9);
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Zero' }).click();
  await until('the way back', async () => x() === 0, patienceMs);
  expect(server.engine.commands.filter(({ type }) => type === 'environment.take')).toEqual([]);
  await page.keyboard.press('Escape');
  await page.locator('dialog.setup').waitFor({ state: 'detached' });
});

test('edits that follow one another faster than the server answers are all kept', async () => {
  page = await openSetup(browser, server, 'source');
  server.hold();
  await type(placed('Mount').getByLabel('x, m'), '0.1');
  await type(placed('Mount').getByLabel('y, m'), '0.2');
  await page.getByLabel('Backup device').selectOption('sim');
  await type(placed('Registration of the backup').getByLabel('yaw, °'), '90');
  await type(placed('Mount of the backup').getByLabel('z, m'), '-0.1');
  await showTab(page, 'nudge');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowRight');
  await page.locator('.setup-figures', { hasText: /^0\.3000/ }).waitFor();
  expect(server.engine.commands).toEqual([]);
  server.letIn();
  await untilSent(server, 8);
  expect(camera()).toMatchObject({
    mount: { position: [0.1, 0.2, 0] },
    registration: { position: [expect.closeTo(0.3, 9), 0, 0] },
    backup: { registration: { rotationDeg: [0, 90, 0] }, mount: { position: [0, 0, -0.1] } },
  });
});

test('mount, axes, backup and safe pose are set in the page, a command for each', async () => {
  page = await openSetup(browser, server, 'source');
  await type(placed('Mount').getByLabel('y, m'), '0,25');
  await untilSent(server, 1);
  expect(camera()?.mount.position).toEqual([0, 0.25, 0]);
  await page.getByLabel('y, up is its').first().selectOption('z');
  await untilSent(server, 2);
  expect(camera()?.source.axes).toEqual(['x', 'z', 'y']);
  await page.getByText('Mirrored, before the registration.', { exact: false }).waitFor();
  await page.getByLabel('Backup device').selectOption('sim');
  await untilSent(server, 3);
  await type(placed('Registration of the backup').getByLabel('yaw, °'), '90');
  await untilSent(server, 4);
  await type(placed('Mount of the backup').getByLabel('z, m'), '-0.1');
  await untilSent(server, 5);
  expect(camera()?.backup).toMatchObject({
    device: 'sim',
    registration: { position: [0, 0, 0], rotationDeg: [0, 90, 0], scale: 1 },
    mount: { position: [0, 0, -0.1] },
  });
  await page.getByRole('button', { name: 'Go to the safe pose' }).click();
  await untilSent(server, 6);
  server.engine.faults.poses = { A: { position: [0.5, 1.7, 2.5], orientation: [0, 1, 0, 0] } };
  const safe = () => camera()?.conditioning.safePose;
  await until(
    'the present pose is the safe one',
    async () => {
      await page.getByRole('button', { name: 'Make the present pose the safe one' }).click();
      return safe()?.position[0] === 0.5;
    },
    patienceMs,
  );
  expect(safe()?.position).toEqual([0.5, 1.7, 2.5]);
  expect(Math.abs(safe()?.rotationDeg[1] ?? 0)).toBeCloseTo(180, 6);
  expect(cameraSets(server).length).toBeGreaterThanOrEqual(7);
});
