import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SwitchReport } from '../../core/wire/events.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Colour, colourAssets, colourNames, colourShow } from '../support/colour-show.ts';
import { openOutput, outputOf, pictureFrom, stateOf, untilDrawing } from '../support/outputs.ts';
import { colourOf } from '../support/png.ts';
import { type RunningServer, startServer } from '../support/running-server.ts';
import { until } from '../support/until.ts';

const steady = ['a', 'b'];
const frail = 'c';
/** A take's own patience, three times over. */
const answerWithinMs = 3 * 5000;

let server: RunningServer;
let browser: Browser;
/** Apart from the others, so that it can be killed without them. */
let frailBrowser: Browser;
let frailPage: Page;

beforeAll(async () => {
  server = await startServer({
    show: colourShow({ outputs: [...steady, frail] }),
    assets: colourAssets(),
  });
  browser = await launchBrowser();
  for (const id of steady) await openOutput(browser, server, id);
  await openFrail();
  await untilDrawing(server, [...steady, frail]);
});
afterAll(async () => {
  await frailBrowser?.close();
  await browser?.close();
  await server?.stop();
});

async function openFrail(): Promise<void> {
  frailBrowser = await launchBrowser();
  ({ page: frailPage } = await openOutput(frailBrowser, server, frail));
}

/** Puts an environment on preview that is on no deck yet. */
async function previewFresh(): Promise<Colour> {
  const { program, preview } = await stateOf(server);
  const taken = [program.environment, preview.environment];
  const id = colourNames.find((name) => !taken.includes(name)) ?? 'red';
  await server.command({ type: 'environment.preview', id });
  return id;
}

/** Takes preview; fails when the answer is a refusal or does not come in time. */
async function cut(): Promise<number> {
  const asked = performance.now();
  const body = await until('a take that is no repeat', async () => {
    const answer = await server.command({ type: 'environment.take' });
    if (!answer.body.ok) throw new Error(JSON.stringify(answer.body));
    return !answer.body.ignored && answer.body;
  });
  expect(performance.now() - asked).toBeLessThan(answerWithinMs);
  return Number(body.k);
}

const reportAt = (id: string, k: number): Promise<SwitchReport> =>
  until(`report of ${id} on frame ${k}`, async () => {
    const { switches } = (await server.get(`/api/v1/outputs/${id}`)) as {
      switches: SwitchReport[];
    };
    return switches.find((report) => report.k === k);
  });

/** The outputs' own accounts: none drew the old environment at k or later, nor the new one before. */
async function expectCutAt(k: number, environment: Colour, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const report = await reportAt(id, k);
    expect(report.environment, id).toBe(environment);
    expect(report.lastOldK, `${id}: last old frame`).toBeLessThan(k);
    expect(report.firstNewK, `${id}: first new frame`).toBeGreaterThanOrEqual(k);
  }
}

const pictureOf = async (id: string, fromK: number) =>
  colourOf((await pictureFrom(server, id, fromK)).picture);

describe('a cut with an output whose page gets a fraction of the processor', () => {
  it('is still one frame for all, ten times over', async () => {
    const devTools = await frailPage.context().newCDPSession(frailPage);
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: 8 });
    for (let i = 0; i < 10; i++) {
      const environment = await previewFresh();
      const k = await cut();
      await expectCutAt(k, environment, [...steady, frail]);
    }
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  });
});

describe('a cut with an output that hangs', () => {
  it('waits until it has drawn nothing for a second, and then cuts the others as one', async () => {
    const environment = await previewFresh();
    // Never returns: the page draws nothing more, while its Worker keeps the links up.
    void frailPage
      .evaluate(() => {
        for (;;);
      })
      .catch(() => {});
    await until('its frames stand still', async () => (await outputOf(server, frail)).fps === 0);
    const k = await cut();
    await expectCutAt(k, environment, steady);
    for (const id of steady) expect(await pictureOf(id, k)).toBe(environment);
  });
});

describe('a cut with an output that is lost', () => {
  it('does not wait for a page that was killed while the take waited for it, and the others cut as one', async () => {
    await frailBrowser.close();
    await openFrail();
    // It can never be ready: what it should load does not reach it.
    await untilDrawing(server, [frail]);
    await frailPage.route('**/api/v1/assets/**', () => {});
    await frailPage.reload({ waitUntil: 'commit' });
    const environment = await previewFresh();
    await until('it is back, with nothing prepared', async () => {
      const { connected, prepared } = await outputOf(server, frail);
      return connected && prepared.length === 0;
    });
    const taken = cut();
    await frailBrowser.close();
    const k = await taken;
    await expectCutAt(k, environment, steady);
    expect((await outputOf(server, frail)).connected).toBe(false);
  });
});

describe('an output that comes while a cut is on its way', () => {
  it('draws the new environment from its first frame on, and the others are not held up', async () => {
    const environment = await previewFresh();
    const opened = openFrail();
    const k = await cut();
    await opened;
    await expectCutAt(k, environment, steady);
    await untilDrawing(server, [frail]);
    expect(await pictureOf(frail, k)).toBe(environment);
    const next = await previewFresh();
    await expectCutAt(await cut(), next, [...steady, frail]);
  });
});
