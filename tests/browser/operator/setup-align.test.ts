import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Triple } from '../../../core/math.ts';
import { wallCorners } from '../../../operator-ui/setup/align/point-rows.ts';
import { launchBrowser } from '../../support/browser.ts';
import type { CannedServer } from './canned-server.ts';
import { cannedShow } from './canned-show.ts';
import { misfits } from './misfits.ts';
import {
  cameraSets,
  captureAt,
  openSetup,
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

// The main wall's corners, by the arc it is: radius 4 m, 90° about the stage's origin moved 1 m back.
const side = 4 * Math.SQRT1_2;
const corners: Triple[] = [
  [-side, 0, 1 - side],
  [side, 0, 1 - side],
  [side, 3, 1 - side],
  [-side, 3, 1 - side],
];

const capturePoint = (index: number, seen: Triple) =>
  captureAt(server, page, seen, { key: `Capture point ${index + 1}`, row: '.setup-point' });

function expectRegistration(position: Triple): void {
  const registration = camera()?.registration;
  position.forEach((value, i) => {
    expect(registration?.position[i]).toBeCloseTo(value, 2);
  });
  for (const angle of registration?.rotationDeg ?? [9]) expect(angle).toBeCloseTo(0, 1);
}

/** Whether the key is in sight without scrolling. */
const isInSight = (name: string) =>
  page.getByRole('button', { name, exact: true }).evaluate((key) => {
    const { top, bottom } = key.getBoundingClientRect();
    const list = document.querySelector('.setup-side .scrolls')?.getBoundingClientRect();
    return list !== undefined && top >= list.top && bottom <= list.bottom + 1;
  });

test('four points at the corners of the main wall become its registration', async () => {
  page = await openSetup(browser, server, 'align');
  // A tracker whose origin is at (1, 0, −2) of the stage.
  for (const [index, [x, y, z]] of corners.entries()) await capturePoint(index, [x - 1, y, z + 2]);
  expect(await isInSight('Apply registration')).toBe(true);
  await page.getByRole('button', { name: 'Apply registration' }).click();
  await untilSent(server, 1);
  expectRegistration([1, 0, -2]);
});

test('a mirrored tracker is put right by one press, and its points stay', async () => {
  page = await openSetup(browser, server, 'align');
  const middle = wallCorners(cannedShow.stage.walls).find(({ name }) => name === 'main: middle');
  await page.getByRole('button', { name: 'Add a point' }).click();
  await page.getByLabel('Wall mark of point 5').selectOption({ label: 'main: middle' });
  const points = [...corners, middle?.stage ?? [0, 0, 0]];
  for (const [index, [x, y, z]] of points.entries())
    await capturePoint(index, [x - 1, y, -(z + 2)]);
  await page.getByText('Z axis points the other way').waitFor();
  expect(await misfits(page, '.setup-align')).toEqual([]);
  expect(await page.getByRole('button', { name: 'Apply registration' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Read the axes as x, y, −z and apply' }).click();
  await untilSent(server, 1);
  expect(camera()?.source.axes).toEqual(['x', 'y', '-z']);
  expectRegistration([1, 0, -2]);
  await page.getByText(/^0\.\d mm RMS/).waitFor();
  expect(await page.getByText('points the other way').count()).toBe(0);
});

test('three marks on the floor become the registration; a fourth levels it', async () => {
  page = await openSetup(browser, server, 'align');
  await page.getByRole('button', { name: 'Floor marks' }).click();
  const capture = (label: string, [x, y, z]: Triple) =>
    captureAt(server, page, [x - 1, y + 0.2, z + 2], {
      key: `Capture ${label}`,
      row: '.floor-mark',
    });
  await capture('O', [0, 0, 0]);
  expect(await page.getByRole('button', { name: 'Apply registration' }).isDisabled()).toBe(true);
  await capture('W', [0, 0, -3]);
  await capture('R', [2, 0, 0.5]);
  await page.getByText('3.00 m towards the wall · 2.00 m to the right').waitFor();
  await page.getByRole('button', { name: 'Add a mark to level by' }).click();
  await capture('3', [2, 0.2, -3]);
  await page.getByText(/off one plane \(RMS\): measure the one/).waitFor();
  expect(await misfits(page, '.setup-align')).toEqual([]);
  await page.getByRole('button', { name: 'Remove 3' }).click();
  await page.getByRole('button', { name: 'Apply registration' }).click();
  await untilSent(server, 1);
  expectRegistration([1, -0.2, -2]);
  expect(cameraSets(server)).toHaveLength(1);
});

test('what was measured stays when the sheet is closed', async () => {
  page = await openSetup(browser, server, 'align', tablet);
  await capturePoint(0, [-3, 0, 1]);
  await page.keyboard.press('Escape');
  await page.locator('dialog.setup').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Set up camera A' }).click();
  await showTab(page, 'align');
  await page.getByText('-3.000 0.000 1.000').waitFor();
});
