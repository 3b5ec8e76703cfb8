import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { lensFromOpenTrackIo } from '../../../core/lens/openlensio.ts';
import type { RingCountsReport } from '../../../core/wire/status.ts';
import { launchBrowser } from '../../support/browser.ts';
import { repository } from '../../support/running-server.ts';
import { until } from '../../support/until.ts';
import { type CannedServer, startCannedServer } from './canned-server.ts';
import { misfits } from './misfits.ts';
import { openDeskWithout3d } from './open-desk.ts';

let browser: Browser;
let server: CannedServer;
let page: Page;

const sizes = [[1920, 1080] as const, [1180, 820] as const];
const patienceMs = 20_000;
const fixture = (name: string) => path.join(repository, 'tests/fixtures/lens', name);

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startCannedServer(path.join(repository, 'dist'));
});
afterEach(async () => {
  await page.context().close();
  await server.close();
});

async function openLens(size: readonly [number, number] = [1180, 820]): Promise<void> {
  ({ page } = await openDeskWithout3d(browser, server.url, size));
  const tab = page.locator('.tabs button:visible', { hasText: /^Cameras$/ });
  if ((await tab.count()) > 0) await tab.click();
  await openSheet();
}

async function openSheet(): Promise<void> {
  await page.getByRole('button', { name: 'Set up camera A' }).click();
  await page.locator('.setup-tabs').getByRole('button', { name: 'lens', exact: true }).click();
}

const view = (name: string) =>
  page.locator('.lens-views').getByRole('button', { name, exact: true }).click();
const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const sets = () => server.engine.commands.filter(({ type }) => type === 'camera.set');
const lens = () => server.engine.state.show.cameras[0]?.lens;
const sent = (count: number) =>
  until(`command ${count}`, async () => sets().length === count, patienceMs);

function ringsAt(zoomEncoder: number, others: Partial<RingCountsReport> = {}): void {
  const rings = { zoomEncoder, focusEncoder: null, irisEncoder: null, ...others };
  server.engine.faults.rings = { A: rings };
}

async function chooseFile(name: string, text: string): Promise<void> {
  await view('File');
  const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) };
  await page.locator('.lens-choose input').setInputFiles(file);
}

async function type(label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(text);
  await page.keyboard.press('Enter');
}

const shows = (label: string, text: string) =>
  until(
    `${label} ${text}`,
    async () => (await page.getByLabel(label, { exact: true }).inputValue()) === text,
    patienceMs,
  );

test.each(sizes)('every view fits %i × %i with targets of 44 px', async (...size) => {
  ringsAt(31_200, { focusEncoder: 4095, irisEncoder: 16_777_215 });
  await openLens(size);
  await press('D-U');
  await sent(1);
  for (const name of ['Settings', 'Rings', 'Learn', 'Curves', 'File']) {
    await view(name);
    expect(await misfits(page, '.setup-lens'), `${name} of a fixed lens`).toEqual([]);
  }
  await chooseFile('calibration.yml', await readFile(fixture('calibration.yml'), 'utf8'));
  await page.getByRole('button', { name: 'Use this lens' }).waitFor();
  expect(await misfits(page, '.setup-lens'), 'a calibration').toEqual([]);
  await chooseFile('zoom.ulens', await readFile(fixture('zoom-27-108.ulens'), 'utf8'));
  await page.getByText('Testar 27-108').waitFor();
  expect(await misfits(page, '.setup-lens'), 'a lens file').toEqual([]);
  await press('Use this lens');
  await sent(2);
  await view('Rings');
  await press('Learn ranges');
  expect(await misfits(page, '.setup-lens'), 'learning').toEqual([]);
  await view('Learn');
  await page.getByLabel('Focal length, mm').fill('35');
  await press('Mark zoom');
  expect(await misfits(page, '.setup-lens'), 'a mark').toEqual([]);
  await view('Curves');
  for (const curve of ['Focal length', 'Pupil', 'Focus', 'f-stop', 'Distortion']) {
    await press(curve);
    expect(await misfits(page, '.setup-lens'), curve).toEqual([]);
  }
});

test('a focal length is one command; one that cannot be is refused beside its field', async () => {
  await openLens();
  await page.getByText('39.15° × 22.62°').waitFor();
  await type('Focal length, mm', '50');
  await sent(1);
  expect(sets()[0]).toEqual({ type: 'camera.set', id: 'A', lens: { focalLengthMm: 50 } });
  // tan(half) = 24.89 / 100 and 14 / 100.
  await page.getByText('27.95° × 15.94°').waitFor();
  await type('Focal length, mm', '9000');
  await page.getByText('Give a number above 0, at most 5000.').waitFor();
  expect(lens()?.focalLengthMm).toBe(50);
  expect(await page.getByLabel('Focal length, mm').inputValue()).toBe('9000');
  await type('Focus distance, m', '2');
  await sent(3);
  expect(lens()?.focusDistanceM).toBe(2);
  await shows('Focal length, mm', '50');
});

test('a sensor mode stands for its size, and a typed size takes the mode away', async () => {
  await openLens();
  await page.getByLabel('Sensor mode').selectOption('red-komodo-6k');
  await sent(1);
  await shows('Width, mm', '27.03');
  await type('Width, mm', '20,5');
  await sent(2);
  expect(lens()).toMatchObject({ sensorMm: [20.5, 14.26] });
  expect(lens()).not.toHaveProperty('sensorMode');
});

test('a lens file is looked at, then used; its rows can be changed and removed', async () => {
  const text = await readFile(fixture('zoom-27-108.ulens'), 'utf8');
  await openLens();
  await chooseFile('zoom.ulens', text);
  await page.getByText('3 zoom × 4 focus readings').waitFor();
  expect(sets()).toEqual([]);
  await press('Use this lens');
  await sent(1);
  expect(lens()).toMatchObject({
    kind: 'table',
    sensorMm: [36, 20.25],
    tables: { zoom: [0, 0.5, 1], focus: [0, 0.25, 0.5, 1], fStop: [2.8, 5.6, 16] },
  });
  expect(lens()?.tables?.focalLengthMm?.[0]?.[0]).toBeCloseTo(27, 9);
  await view('Curves');
  await type('At 0.5, mm', '55');
  await sent(2);
  expect(lens()?.tables?.focalLengthMm?.[1]?.[0]).toBe(55);
  await press('Remove the zoom reading 0.5');
  await sent(3);
  expect(lens()?.tables?.zoom).toEqual([0, 1]);
});

test('a file that is no lens says what is wrong, and so does one that is damaged', async () => {
  await openLens();
  await chooseFile('notes.txt', 'do re mi');
  await page.getByText('This is no lens file. Choose a .ulens of Unreal').waitFor();
  const text = await readFile(fixture('zoom-27-108.ulens'), 'utf8');
  await chooseFile('zoom.ulens', text.replace('0, 0, 0.75,', '0, 0, oops,'));
  await page.getByText(/cameraParameterTables\/0\/data: Row 1 of FocalLengthTable/).waitFor();
  expect(await page.getByRole('button', { name: 'Use this lens' }).count()).toBe(0);
  expect(sets()).toEqual([]);
});

test('a file that is dropped on any view opens', async () => {
  await openLens();
  const text = await readFile(fixture('calibration.json'), 'utf8');
  await page.evaluate((content) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([content], 'calibration.json'));
    const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
    document.querySelector('.setup-lens')?.dispatchEvent(drop);
  }, text);
  await page.getByText('The file does not say where the entrance pupil is').waitFor();
  await type('Sensor width when it was filmed, mm', '36');
  await page.getByText('36 × ').waitFor();
  await press('Use this lens');
  await sent(1);
  expect(lens()).toMatchObject({ kind: 'fixed', name: 'calibration' });
  expect(lens()?.focalLengthMm).toBeCloseTo((36 / 1920) * 1452.3, 9);
});

test('rings that are racked have ranges, and three marks become a table over them', async () => {
  ringsAt(1200, { focusEncoder: 500 });
  await openLens();
  await view('Rings');
  await press('Learn ranges');
  for (const counts of [1200, 40_000, 61_200]) {
    ringsAt(counts, { focusEncoder: 500 });
    const seen = counts === 1200 ? 'has not moved' : `seen 1200 to ${counts}`;
    await page.locator('.lens-racked', { hasText: seen }).first().waitFor();
  }
  await press('Apply: zoom');
  await sent(1);
  expect(lens()?.encoders).toEqual({ zoom: { from: 1200, to: 61_200, invert: false } });
  await view('Learn');
  const marks = [
    [61_200, '90'],
    [1200, '30'],
    [31_200, '50'],
  ] as const;
  for (const [counts, millimetres] of marks) {
    ringsAt(counts);
    const stands = new RegExp(`(^|\\D)${counts}(\\D|$)`);
    await page.locator('.lens-mark-form strong', { hasText: stands }).waitFor();
    await page.getByLabel('Focal length, mm').fill(millimetres);
    await press('Mark zoom');
  }
  // What was marked outlives the sheet.
  await page.keyboard.press('Escape');
  await openSheet();
  await view('Learn');
  await press('Apply tables');
  await sent(2);
  expect(lens()).toMatchObject({
    kind: 'table',
    tables: { zoom: [0, 0.5, 1], focus: [0], focalLengthMm: [[30], [50], [90]] },
  });
  await view('Curves');
  await page.locator('.lens-live', { hasText: 'now 50' }).waitFor();
});

test('a lens is saved as an OpenTrackIO sample that can be read', async () => {
  await openLens();
  await view('File');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    press('Export as OpenTrackIO'),
  ]);
  expect(download.suggestedFilename()).toBe('A.json');
  const read = lensFromOpenTrackIo(JSON.parse(await readFile(await download.path(), 'utf8')));
  expect(read.ok && read.value.lens).toMatchObject({ focalLengthMm: 35, sensorMm: [24.89, 14] });
});

test('a FreeD camera can begin with the ranges of a maker', async () => {
  server.engine.apply({ type: 'camera.set', id: 'A', source: { device: 'freed' } }, () => {});
  await openLens();
  await view('Rings');
  await page.getByLabel('Ranges of a maker').selectOption('Panasonic');
  await sent(2);
  expect(lens()?.encoders).toMatchObject({
    zoom: { from: 0x0555, to: 0x0fff },
    iris: { invert: true },
  });
});
