import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DiscoveryReport } from '../../../core/wire/discovery.ts';
import { deviceFactories } from '../../../devices/registry.ts';
import { launchBrowser } from '../../support/browser.ts';
import { repository } from '../../support/running-server.ts';
import { until } from '../../support/until.ts';
import { type CannedServer, startCannedServer } from './canned-server.ts';
import { openDeskWithout3d } from './open-desk.ts';

let browser: Browser;
let server: CannedServer;
let page: Page;

const dist = path.join(repository, 'dist');
const tablet = [1180, 820] as const;
const desktop = [1920, 1080] as const;

const discovery: DiscoveryReport = {
  interfaces: [{ name: 'eth0', address: '10.0.0.5' }],
  hid: { found: [], reason: '' },
  midi: { inputs: [], outputs: [], reason: 'MIDI needs the ALSA library.' },
  audio: { found: [], reason: '' },
  subjects: [
    { device: 'freed', subject: '2', kind: 'camera', ageMs: 12, cameras: ['B'], objects: [] },
    { device: 'freed', subject: '7', kind: 'camera', ageMs: 30, cameras: [], objects: [] },
  ],
};
const kinds = [...deviceFactories.values()].map(({ kind, poseIs, optionsSchema }) => ({
  kind,
  title: kind,
  poseIs,
  options: optionsSchema('127.0.0.1'),
}));

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  server = await startCannedServer(dist);
});
afterEach(async () => {
  await page.context().close();
  await server.close();
});

async function openSetup(size: readonly [number, number] = desktop): Promise<void> {
  ({ page } = await openDeskWithout3d(browser, server.url, size));
  await page.route('**/api/v1/device-kinds', (route) => route.fulfill({ json: kinds }));
  await page.route('**/api/v1/discovery', (route) => route.fulfill({ json: discovery }));
  if (size[0] === tablet[0])
    await page.getByRole('button', { name: 'Devices', exact: true }).click();
  await page.getByRole('button', { name: 'Set up', exact: true }).click();
  await page.getByRole('button', { name: 'Change freed' }).waitFor();
}

const devices = () => server.engine.state.show.devices;
const seen = (what: string, ask: () => boolean) => until(what, async () => ask(), 20_000);

test('adds a device: kind, interface from those there are, what is wrong, and undo', async () => {
  await openSetup();
  await page.getByRole('button', { name: 'Add device' }).click();
  await page.locator('.kind-choice button', { hasText: 'psn' }).click();
  await page.getByLabel('interface', { exact: true }).selectOption('10.0.0.5');
  await page.getByLabel('port', { exact: true }).fill('70000');
  await page.getByRole('button', { name: 'Add to the show' }).click();
  await page.getByText('70000 is not 0 to 65535.').waitFor();
  expect(devices().map(({ id }) => id)).not.toContain('psn');
  await page.getByLabel('port', { exact: true }).fill('56566');
  await page.getByRole('button', { name: 'Add to the show' }).click();
  await page.getByRole('button', { name: 'Change psn' }).waitFor();
  expect(devices().at(-1)).toMatchObject({
    id: 'psn',
    kind: 'psn',
    options: { interface: '10.0.0.5', port: 56566 },
  });
  await page.keyboard.press('Control+z');
  await seen('no psn', () => !devices().some(({ id }) => id === 'psn'));
});

test('changes options, and keeps a device that a camera needs', async () => {
  await openSetup();
  await page.getByRole('button', { name: 'Change osc' }).click();
  await page.getByLabel('bindings').fill('[{"control"');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('This is not JSON').waitFor();
  await page.getByLabel('bindings').fill('');
  await page.getByLabel('port', { exact: true }).fill('9001');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await seen('port 9001', () => devices().find(({ id }) => id === 'osc')?.options.port === 9001);
  await page.getByRole('button', { name: 'Remove freed' }).click();
  await page.getByText('freed is used by camera B').waitFor();
  await page.getByRole('button', { name: 'Remove osc' }).click();
  await seen('no osc', () => !devices().some(({ id }) => id === 'osc'));
});

test('gives a subject that is heard to a camera, and follows one as an object', async () => {
  await openSetup(tablet);
  const row = page.locator('.subjects li', { hasText: 'moves nobody' });
  await row.getByRole('button', { name: 'Follow as object' }).click();
  await seen('an object', () => server.engine.state.show.objects[0]?.source.subject === '7');
  const heard = page.locator('.subjects li', { hasText: 'moves object 7' });
  await heard.getByRole('button', { name: 'Use for camera A' }).click();
  await seen('camera A', () => {
    const source = server.engine.state.show.cameras[0]?.source;
    return source?.device === 'freed' && source.subject === '7' && source.poseIs === 'tracker';
  });
});

test.each([desktop, tablet])('has targets that are big enough at %i × %i', async (...size) => {
  await openSetup(size);
  await page.getByRole('button', { name: 'Change freed' }).click();
  await page.locator('.device-form').waitFor();
  const small = await page.evaluate(() => {
    const { scrollHeight, scrollWidth } = document.documentElement;
    const body = document.querySelector('.device-form .scrolls');
    const isWide = scrollWidth > innerWidth || (body?.scrollWidth ?? 0) > (body?.clientWidth ?? 0);
    const found = [...document.querySelectorAll('.devices :is(button, select, input, summary)')];
    const targets = found.flatMap((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.height < 43.9 ? [element.textContent ?? ''] : [];
    });
    return scrollHeight > innerHeight || isWide ? ['the page scrolls', ...targets] : targets;
  });
  expect(small).toEqual([]);
  await page.locator('.take-button').click({ trial: true });
});
