import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BackdropReport } from '../../core/wire/backdrop-report.ts';
import { launchBrowser, openPage, type PageFaults } from '../support/browser.ts';
import { colourAssets, colourShow, smallSize } from '../support/colour-show.ts';
import { openOutput, outputOf, pictureFrom, stateOf, untilDrawing } from '../support/outputs.ts';
import { pngBytes } from '../support/picture-bytes.ts';
import { decodePng, type Picture } from '../support/png.ts';
import { type RunningServer, startServer } from '../support/running-server.ts';
import { until } from '../support/until.ts';

let server: RunningServer;
let browser: Browser;
let folder: string;
let page: Page;
let faults: PageFaults;
/** What the sheet showed of the wall before anybody said yes. */
let looked: Picture;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cyclorama-look-'));
  await mkdir(join(folder, 'pictures'));
  const engines = join(folder, 'engines.json');
  await writeFile(engines, JSON.stringify([{ id: 'drop', kind: 'folder', folder: 'pictures' }]));
  server = await startServer({
    show: colourShow({ outputs: ['main'] }),
    assets: colourAssets(),
    args: ['--engines', engines],
  });
  browser = await launchBrowser();
  // All the way round, smooth, and nowhere twice the same.
  const round = pngBytes(512, 256, (x, y) => {
    const turn = (2 * Math.PI * x) / 512;
    return [
      Math.round(128 + 100 * Math.sin(turn)),
      Math.round(128 + 100 * Math.cos(turn)),
      Math.round((255 * y) / 255),
    ];
  });
  await writeFile(join(folder, 'pictures', 'dusk.png'), round);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const at = ({ rgba, width }: Picture, x: number, y: number): number[] => {
  const i = 4 * (Math.floor(y) * width + Math.floor(x));
  return [...rgba.subarray(i, i + 3)];
};

/** The wall's pixel as a pane shows it in which the wall lies in the middle, as large as it fits. */
function onPane(pane: Picture, x: number, y: number): number[] {
  const [wide, tall] = smallSize;
  const scale = Math.min(pane.width / wide, pane.height / tall);
  const [left, top] = [(pane.width - wide * scale) / 2, (pane.height - tall * scale) / 2];
  return at(pane, left + (x + 0.5) * scale, top + (y + 0.5) * scale);
}

const pane = (index: number) => page.locator('.look-pane .deck-frame').nth(index);
const picture = async (index: number): Promise<Picture> =>
  decodePng(await pane(index).screenshot({ type: 'png' }));
const middle = (shown: Picture) => onPane(shown, smallSize[0] / 2, smallSize[1] / 2);

test('A candidate is looked at beside program, and neither preview nor program changes by it', async () => {
  const list = async () => (await server.get('/api/v1/backdrops')) as BackdropReport[];
  ({ page, faults } = await openPage(browser, new URL('/operator', server.url).href, [1180, 820]));
  await page.getByRole('button', { name: 'Backdrops' }).click();
  await until(
    'the picture is to be reviewed',
    async () => (await list()).some(({ status }) => status === 'pending'),
    120_000,
  );
  const { revision, ...before } = await stateOf(server);
  await page.locator('.backdrop').getByRole('button', { name: 'Look', exact: true }).click();
  await until(
    'both are drawn',
    async () => {
      const isLoading = await page.locator('.look-sheet .deck-loading').count();
      const [candidate, program] = [await picture(0), await picture(1)];
      // The wall's red, and not the stage before it.
      const isRed = middle(program)[0] === 255;
      looked = candidate;
      return isLoading === 0 && isRed && Math.max(...middle(candidate)) > 40;
    },
    120_000,
  );
  const program = await picture(1);
  expect(middle(program)).toEqual([255, 0, 0]);
  expect(middle(looked)).not.toEqual(middle(program));
  const after = await stateOf(server);
  expect(after.revision).toBe(revision);
  expect([after.preview.environment, after.program.environment]).toEqual([
    before.preview.environment,
    before.program.environment,
  ]);
});

test('Closing takes both views away', async () => {
  const canvases = () => page.locator('canvas').count();
  const withSheet = await canvases();
  await page.keyboard.press('Escape');
  await page.locator('.look-sheet').waitFor({ state: 'detached' });
  expect(await canvases()).toBe(withSheet - 2);
});

test('After the push the wall shows what was looked at, within 8 of 255', async () => {
  const row = page.locator('.backdrop');
  await row.getByRole('button', { name: 'Look', exact: true }).click();
  await page.locator('.look-sheet').getByRole('button', { name: 'Approve 1' }).click();
  await page.locator('.look-sheet').getByRole('button', { name: '1 approved' }).waitFor();
  await page.locator('.look-sheet').getByRole('button', { name: 'Close' }).click();
  await openOutput(browser, server, 'main');
  await untilDrawing(server, ['main']);
  await row.getByRole('button', { name: 'To preview' }).click();
  await until('the wall has it ready', async () => {
    const { prepared } = await outputOf(server, 'main');
    return prepared.some((each) => each.startsWith('panorama:'));
  });
  const { body } = await server.command({ type: 'environment.take', timeoutMs: 20_000 });
  expect(body).toMatchObject({ ok: true });
  const { picture: wall } = await pictureFrom(server, 'main', Number(body.k));
  let worst = 0;
  for (let y = 2; y < smallSize[1] - 2; y += 4) {
    for (let x = 2; x < smallSize[0] - 2; x += 4) {
      const [shown, onWall] = [onPane(looked, x, y), at(wall, x, y)];
      worst = Math.max(worst, ...shown.map((value, i) => Math.abs(value - (onWall[i] ?? 0))));
    }
  }
  console.log(`the wall is within ${worst}/255 of the look`);
  expect(worst).toBeLessThanOrEqual(8);
});

test('The page has made no error and no request elsewhere', () => {
  expect(faults).toEqual({ errors: [], foreign: [] });
});
