import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { displayCadence } from '../../../core/time/cadence.ts';
import { rateFromName } from '../../../core/time/rate.ts';
import type { OutputStatus } from '../../../core/wire/status.ts';
import { launchBrowser } from '../../support/browser.ts';
import { repository } from '../../support/running-server.ts';
import { goodOutput } from '../../support/statuses.ts';
import { until } from '../../support/until.ts';
import { type CannedServer, startCannedServer } from './canned-server.ts';
import { openDeskWithout3d } from './open-desk.ts';

let browser: Browser;
let server: CannedServer;
let page: Page;

const dist = path.join(repository, 'dist');
const tablet = [1180, 820] as const;
const desktop = [1920, 1080] as const;

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

/** The desk without its 3D views, with the timing open. */
async function openTiming(size: readonly [number, number] = tablet): Promise<void> {
  ({ page } = await openDeskWithout3d(browser, server.url, size));
  await page.locator('button:visible', { hasText: /^Timing$/ }).click();
  await page.locator('.timing-body').waitFor();
}

const view = (name: string) =>
  page.locator('.timing header').getByRole('button', { name, exact: true }).click();

const sent = (type: string) => server.engine.commands.filter((command) => command.type === type);

const seen = (what: string, ask: () => Promise<boolean>) => until(what, ask, 20_000);

const display = (refreshMs: number, phase: number): OutputStatus['display'] =>
  goodOutput.display && { ...goodOutput.display, refreshMs, phase };

/** What the server says of a display at 59.94 under a wall at 60. */
function wrongMode(): Partial<OutputStatus> {
  const refreshMs = 1001 / 60;
  const { kind, text } = displayCadence(refreshMs, 1e-5, { num: 60, den: 1 });
  return { display: display(refreshMs, 0.8), cadence: { kind, text }, alarms: [text] };
}

describe('the timing panel', () => {
  test.each([desktop, tablet])(
    'leaves TAKE and the emergency keys in reach at %i × %i, and every target is big enough',
    async (...size) => {
      await openTiming(size);
      for (const name of ['Sync', 'Latency', 'Rates']) {
        await view(name);
        const small = await page.evaluate(() => {
          const { scrollHeight, scrollWidth } = document.documentElement;
          const body = document.querySelector('.timing-body');
          const fits =
            scrollHeight <= innerHeight &&
            scrollWidth <= innerWidth &&
            (body?.scrollWidth ?? 0) <= (body?.clientWidth ?? 0);
          const targets = [...document.querySelectorAll('button, select, input, a')].flatMap(
            (element) => {
              const box = element.getBoundingClientRect();
              const isSmall = box.width > 0 && Math.min(box.width, box.height) < 43.9;
              return isSmall ? [`${element.className} ${element.textContent}`] : [];
            },
          );
          return fits ? targets : ['the page or the panel scrolls sideways'];
        });
        expect(small, name).toEqual([]);
      }
      expect(await page.locator('.take-button, .latch').count()).toBeGreaterThan(3);
      await page.locator('.take-button').click({ trial: true });
    },
  );

  test('names the beat of a display in a wrong mode, on its row, its tile and among the alarms', async () => {
    server.engine.faults.outputs.side = wrongMode();
    await openTiming();
    const sentence =
      'The display runs at 59.94 Hz, the wall at 60: one frame slips every 16.7 s. Set the display to 60 or 120 Hz, or the wall to 59.94.';
    await page.locator('.timing-fault', { hasText: sentence }).waitFor();
    expect(await page.locator('.timing-fault').count()).toBe(1);
    await page.locator('.phase-mark[data-fault="true"]', { hasText: 'side, drifts' }).waitFor();
    await page.getByRole('button', { name: 'Outputs', exact: true }).click();
    await page.locator('.output', { hasText: 'CADENCE' }).getByText(sentence).waitFor();
    await page.locator('.alarm-count').click();
    await page.locator('.alarm-list button', { hasText: 'one frame slips' }).click();
    await page.locator('.timing-table').waitFor();
  });

  test('shows how far displays are apart and what was missed in the last minute', async () => {
    const { outputs } = server.engine.faults;
    outputs['main-left'] = { display: display(1000 / 60, 0.3) };
    outputs['main-right'] = { display: display(1000 / 60, 0.72) };
    outputs.side = { connected: false };
    outputs.ceiling = { display: null };
    await openTiming();
    await page.getByText('main-left and main-right refresh 7.0 ms apart').waitFor();
    const row = page.locator('.timing-table tbody tr', { hasText: 'main-left' });
    expect(await row.locator('td').allTextContents()).toEqual([
      '60.000',
      '0.10',
      '12',
      '0.4',
      '0',
      '0',
      '0',
      '0',
      '0',
      '0',
    ]);
    outputs['main-left'] = { ...outputs['main-left'], extrapolated: 4, dropped: 3 };
    await seen('seven misses', async () => (await row.locator('td').last().textContent()) === '7');
    await page.locator('tr', { hasText: 'no page is open for it' }).waitFor();
    await page.locator('tr', { hasText: 'ceiling' }).getByText('measuring').waitFor();
    await page.getByRole('button', { name: 'Outputs', exact: true }).click();
    await page.locator('.output', { hasText: 'main-left' }).locator('[data-some="true"]').waitFor();
  });

  test('says what no browser can do, and what helps', async () => {
    await openTiming();
    const limits = await page.locator('.timing-limits').textContent();
    for (const words of ['swap lock', 'genlock', 'one GPU', 'driver', 'LED processor']) {
      expect(limits).toContain(words);
    }
  });

  test('shows where the time goes, and takes a photon delay by step and by hand', async () => {
    await openTiming();
    await view('Latency');
    const bars = page.locator('.waterfall-row', { hasText: 'main-left' });
    await bars.locator('[data-stage="unmeasured"]').waitFor();
    const row = page.locator('.timing-table tr', { hasText: 'main-left' });
    const measure = row.getByRole('link', { name: 'Measure' });
    expect(await measure.getAttribute('href')).toBe('/measure');
    expect(await measure.getAttribute('target')).toBe('measure');
    await row.getByLabel('Photon delay of main-left, ms').fill('62,5');
    await page.keyboard.press('Enter');
    await seen('62.5 ms', async () => sent('output.photonDelay').length === 1);
    // The canned page hands over its frame 31 ms after its time, the GPU takes 4: 27.5 are left.
    await bars.locator('[data-stage="light"]', { hasText: '27.5' }).waitFor();
    await row.getByRole('button', { name: 'Photon delay of main-left + 1 ms' }).click();
    await seen('63.5 ms', async () => sent('output.photonDelay').length === 2);
    expect(sent('output.photonDelay').map(({ id, photonDelayMs }) => [id, photonDelayMs])).toEqual([
      ['main-left', 62.5],
      ['main-left', 63.5],
    ]);
    await page.getByRole('button', { name: 'Counters on the walls' }).click();
    await page.getByRole('button', { name: 'Counters are on the walls' }).click();
    await seen('counters off again', async () => sent('stage.frameCode').at(-1)?.on === false);
    await page.getByRole('button', { name: 'Camera B' }).click();
    await page.getByRole('button', { name: 'Tracking age of B + 1 ms' }).click();
    await seen(
      'the age of B',
      async () => server.engine.state.show.cameras[1]?.trackingAgeMs === 1,
    );
  });

  test('asks before it changes the wall’s rate on air, and says what follows from the rates', async () => {
    await openTiming();
    await view('Rates');
    await page.getByText('a camera frame sees 2 and 3 wall frames in turn').waitFor();
    const counts = () => page.locator('.frame-counts li').allTextContents();
    expect(await counts()).toEqual(['3', '2', '3', '2']);
    const wall = page.getByLabel('Wall frames/s');
    await wall.selectOption('48');
    await page.getByRole('button', { name: 'Keep 60' }).click();
    expect(await wall.inputValue()).toBe('60');
    expect(sent('stage.rates')).toEqual([]);
    await wall.selectOption('47.952');
    await page.getByRole('button', { name: 'Change the wall to 47.952' }).click();
    await page.getByLabel('Camera frames/s').selectOption('23.976');
    await page.getByText('Every camera frame sees 2 wall frames.').waitFor();
    expect(await counts()).toEqual(['2', '2', '2', '2']);
    const { rates } = server.engine.state.show.stage;
    expect(rates.wall).toEqual(rateFromName('47.952'));
    expect(rates.camera).toEqual(rateFromName('23.976'));
  });

  test('sets the reference and how often poses change', async () => {
    await openTiming();
    await view('Rates');
    await page.getByLabel('Frame clock follows').selectOption('the display of side');
    await page.getByRole('button', { name: 'Once per camera frame' }).click();
    await seen('both settings', async () => {
      const { reference, poseSteps } = server.engine.state.show.stage.rates;
      return reference.kind === 'output' && reference.output === 'side' && poseSteps === 'camera';
    });
    await page.getByLabel('Frame clock follows').selectOption('the timecode of freed');
    await seen('the timecode', async () => {
      const { reference } = server.engine.state.show.stage.rates;
      return reference.kind === 'timecode' && reference.device === 'freed';
    });
  });

  test('lets timecode count in drop-frame where a rate has it, and takes it back with the rate', async () => {
    await openTiming();
    await view('Rates');
    const timecode = page.getByLabel('Timecode frames/s');
    const offered = await timecode.locator('option').allTextContents();
    expect(offered.filter((name) => name.endsWith('DF'))).toEqual([
      '29.97 DF',
      '59.94 DF',
      '119.88 DF',
    ]);
    const stands = (num: number, den: number, isDrop: boolean) =>
      seen(`timecode of ${num}/${den}`, async () => {
        const { timecode: rate, dropFrame } = server.engine.state.show.stage.rates;
        return rate.num === num && rate.den === den && dropFrame === isDrop;
      });
    await timecode.selectOption('29.97 DF');
    await stands(30_000, 1001, true);
    await seen('the choice', async () => (await timecode.inputValue()) === '29.97 DF');
    await timecode.selectOption('25');
    await stands(25, 1, false);
  });
});

describe('the overscan of a camera', () => {
  test('goes by the move when told, between least and most, and does not shrink in a take', async () => {
    await openTiming(desktop);
    const overscan = page.locator('.overscan');
    await overscan.getByText('covers a pan of 60°/s').waitFor();
    expect(await overscan.locator('.slider').count()).toBe(1);
    await overscan.getByRole('button', { name: 'Live' }).click();
    await overscan.getByRole('slider', { name: 'Overscan at most' }).fill('1.5');
    await page.getByRole('button', { name: 'Rolling' }).click();
    await page.locator('.rolling', { hasText: 'overscan does not shrink' }).waitFor();
    await seen('the settings', async () => {
      const { overscanMode, overscanMost } =
        server.engine.state.show.cameras[0]?.innerFrustum ?? {};
      return overscanMode === 'live' && overscanMost === 1.5;
    });
    expect(server.engine.state.rolling).toBe(true);
  });
});
