import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type Colour, colourAssets, colourNames, colourShow } from '../support/colour-show.ts';
import {
  framePng,
  openOutput,
  outputOf,
  pictureFrom,
  screenshot,
  stateOf,
  untilDrawing,
} from '../support/outputs.ts';
import { colourOf, type Picture } from '../support/png.ts';
import { type RunningServer, startServer } from '../support/running-server.ts';
import { TabbedBrowser } from '../support/tabbed-browser.ts';
import { until } from '../support/until.ts';

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  server = await startServer({
    show: colourShow({ outputs: ['shared', 'hidden', 'stuck', 'odd', 'nobody'] }),
    assets: colourAssets(),
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** An environment that no deck has, so that pages must load it. */
async function fresh(): Promise<Colour> {
  const { program, preview } = await stateOf(server);
  const taken = [program.environment, preview.environment];
  return colourNames.find((name) => !taken.includes(name)) ?? 'red';
}

/** Puts what a page cannot prepare on preview and takes it; fails when the take waits for that page. */
async function takeUnprepared(): Promise<{ id: Colour; k: number }> {
  const id = await fresh();
  await server.command({ type: 'environment.preview', id });
  const { status, body } = await until('a take that is no repeat', async () => {
    const answer = await server.command({ type: 'environment.take', timeoutMs: 5000 });
    return !answer.body.ignored && answer;
  });
  expect([status, body], JSON.stringify(body)).toEqual([
    200,
    expect.objectContaining({ ok: true }),
  ]);
  return { id, k: Number(body.k) };
}

const alarmsOf = async (id: string): Promise<string> =>
  (await outputOf(server, id)).alarms.join('\n');

describe('a second page on an output', () => {
  let first: Page;
  let second: Page;
  let handedIn = 0;

  beforeAll(async () => {
    ({ page: first } = await openOutput(browser, server, 'shared'));
    await untilDrawing(server, ['shared']);
    ({ page: second } = await openOutput(browser, server, 'shared'));
    second.on('request', (request) => {
      if (request.url().includes('/captures/')) handedIn++;
    });
    await until('it is a spare', async () => (await outputOf(server, 'shared')).spares === 1);
  });

  it('is a spare, says so in its title, and draws the same program', async () => {
    await until('the title', async () => (await second.title()).includes('spare'));
    expect(await first.title()).not.toContain('spare');
    const { program } = await stateOf(server);
    await until('the spare draws', async () => {
      return colourOf(await screenshot(second)) === program.environment;
    });
  });

  it('is not waited for', async () => {
    await second.route('**/api/v1/assets/**', (route) => route.abort());
    const { id, k } = await takeUnprepared();
    expect(colourOf((await pictureFrom(server, 'shared', k)).picture)).toBe(id);
    await second.unroute('**/api/v1/assets/**');
  });

  it('answers no frame.png until the first one is gone, then takes its place', async () => {
    for (let i = 0; i < 3; i++) expect((await framePng(server, 'shared')).status).toBe(200);
    expect(handedIn).toBe(0);
    await first.close();
    await until('it is promoted', async () => (await outputOf(server, 'shared')).spares === 0);
    await until('its title says so', async () => !(await second.title()).includes('spare'));
    await until('it hands in its picture', async () => {
      return (await framePng(server, 'shared')).status === 200;
    });
    await until('its own request was seen', async () => handedIn > 0);
    await second.close();
    await until('nobody draws', async () => (await framePng(server, 'shared')).status === 409);
  });
});

describe('a hidden page', () => {
  it('is not waited for, its tile says why, and it counts again once it is shown', async () => {
    const url = new URL('/stage/hidden', server.url).href;
    const tabs = await TabbedBrowser.open(url, [160, 90]);
    try {
      await untilDrawing(server, ['hidden']);
      await tabs.block(['*/api/v1/assets/*']);
      await tabs.hide();
      await until('it is hidden', async () => !(await outputOf(server, 'hidden')).visible);
      expect(await alarmsOf('hidden')).toMatch(/page is hidden/);
      await takeUnprepared();
      await tabs.block([]);
      await tabs.show();
      await until('it is back', async () => {
        const { visible, fps } = await outputOf(server, 'hidden');
        return visible && fps > 0;
      });
    } finally {
      await tabs.close();
    }
  });
});

describe('a page that draws no frame for a second', () => {
  it('is not waited for, and its tile says so', async () => {
    const { page } = await openOutput(browser, server, 'stuck');
    await untilDrawing(server, ['stuck']);
    const stuck = page.evaluate((ms) => {
      for (const end = performance.now() + ms; performance.now() < end; );
    }, 8000);
    await until('its tile says so', async () => /No frame for/.test(await alarmsOf('stuck')));
    await takeUnprepared();
    await stuck;
    await until('it draws again', async () => !/No frame for/.test(await alarmsOf('stuck')));
    await page.close();
  });
});

describe('a window of another size', () => {
  let page: Page;
  beforeAll(async () => {
    ({ page } = await openOutput(browser, server, 'odd', [240, 140]));
    await untilDrawing(server, ['odd']);
  });

  it('keeps the canvas unscaled at the top left, with an alarm that names both sizes', async () => {
    const { program } = await stateOf(server);
    expect(await alarmsOf('odd')).toMatch(/240 × 140.*160 × 90/);
    const window = await until('the picture', async () => {
      const shot = await screenshot(page);
      return colourOf(part(shot, [0, 0, 160, 90])) === program.environment && shot;
    });
    expect(colourOf(part(window, [160, 0, 80, 140]))).toBe('black');
    expect(colourOf(part(window, [0, 90, 240, 50]))).toBe('black');
    const { picture } = await framePng(server, 'odd');
    expect([picture?.width, picture?.height]).toEqual([160, 90]);
    await page.setViewportSize({ width: 160, height: 90 });
    await until('the alarm ends', async () => !/240 × 140/.test(await alarmsOf('odd')));
  });

  it('shows the top left of the picture when it is smaller', async () => {
    await page.setViewportSize({ width: 100, height: 60 });
    await until('the alarm', async () => /100 × 60.*160 × 90/.test(await alarmsOf('odd')));
    const { program } = await stateOf(server);
    expect(colourOf(await screenshot(page))).toBe(program.environment);
    const { picture } = await framePng(server, 'odd');
    expect([picture?.width, picture?.height]).toEqual([160, 90]);
  });
});

describe('a page of an output that nobody knows', () => {
  it('says so, and its picture is not found', async () => {
    const { page } = await openOutput(browser, server, 'none');
    const notice = page.getByText('The show has no output "none".');
    await notice.waitFor({ state: 'visible' });
    expect((await framePng(server, 'none')).status).toBe(404);
    expect((await framePng(server, 'nobody')).status).toBe(409);
  });
});

function part(picture: Picture, [x, y, width, height]: readonly number[]): Picture {
  const [left = 0, top = 0, w = 0, h = 0] = [x, y, width, height];
  const rows = Array.from({ length: h }, (_, row) => {
    const start = ((top + row) * picture.width + left) * 4;
    return picture.rgba.subarray(start, start + w * 4);
  });
  return { width: w, height: h, rgba: Uint8Array.from(Buffer.concat(rows)) };
}
