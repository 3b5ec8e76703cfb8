import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FrameCodeReader } from '../../core/latency/read-frame-codes.ts';
import { patchRows } from '../core/latency/filmed-wall.ts';
import { launchBrowser, openPage, type PageFaults } from '../support/browser.ts';
import { colourAssets, colourShow } from '../support/colour-show.ts';
import { framePng, openOutput, stateOf, untilDrawing } from '../support/outputs.ts';
import type { Picture } from '../support/png.ts';
import { type RunningServer, startServer } from '../support/running-server.ts';
import { until } from '../support/until.ts';
import { codeFilm, jerkFilm } from './films.ts';

const ids = Array.from({ length: 16 }, (_, number) => `o${number}`);
const wallHz = 60;
const show = colourShow({
  outputs: ids,
  more: {
    devices: [{ id: 'sim', kind: 'simulated', options: { subject: 'A' } }],
    cameras: [{ id: 'A', source: { device: 'sim', subject: 'A' } }],
  },
});

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    show: { ...show, stage: { ...show.stage, rates: { wall: { num: wallHz, den: 1 } } } },
    assets: colourAssets(),
  });
});
afterAll(() => server?.stop());

const codeIsOn = async (): Promise<boolean> => {
  const state = (await server.get('/api/v1/state')) as { inhibits: { frameCode: boolean } };
  return state.inhibits.frameCode;
};

describe('the coded frame counter on an output', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  test('shows the frame that is drawn, cell by cell, and goes again', async () => {
    await openOutput(browser, server, 'o5');
    await untilDrawing(server, ['o5']);
    const plain = await framePng(server, 'o5');
    expect(plain.picture && readings(plain.picture, plain.k)).toEqual([]);
    await server.command({ type: 'stage.frameCode', on: true });
    const { k, picture } = await until('the counter', async () => {
      const frame = await framePng(server, 'o5');
      return frame.picture && readings(frame.picture, frame.k).length > 0
        ? { k: frame.k, picture: frame.picture }
        : undefined;
    });
    expect(readings(picture, k)).toEqual([{ output: 5, frame: k + 0.5, span: 0.25 }]);
    expect(cellsOf(picture)).toEqual(patchRows(k, 5));
    await server.command({ type: 'stage.frameCode', on: false });
    await until('it is gone', async () => {
      const frame = await framePng(server, 'o5');
      return frame.picture !== undefined && readings(frame.picture, frame.k).length === 0;
    });
  });
});

describe('the measuring page', () => {
  let browser: Browser;
  let folder: string;
  let film: string;
  let page: Page;
  let faults: PageFaults;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'cyclorama-film-'));
    film = path.join(folder, 'counters.y4m');
    browser = await launchBrowser([
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ]);
    ({ page, faults } = await openPage(browser, `${server.url}measure`, [390, 844]));
    await page.getByText('LIVE').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('turns the counters on, reads them in the film and shows how late the light is', async () => {
    // The film begins when the camera is opened. Each counter is half a second ahead of the one
    // before it, so that one of them is up to half a second late whenever that is.
    const { k } = await stateOf(server);
    const beginK = ids.map((_, output) => k + (output * wallHz) / 2);
    await writeFile(film, codeFilm({ fps: 10, seconds: 60, wallHz, beginK }));
    await page.getByRole('button', { name: 'Measure' }).click();
    await until('the counters are on', codeIsOn);
    const use = page.getByRole('button', { name: 'Use it' }).and(page.locator(':enabled'));
    await use.first().waitFor({ timeout: 60_000 });
    await page.getByText(/Reading \d+ counter/).waitFor();
    const row = page.locator('.measure-result', { has: use }).first();
    const id = (await row.getAttribute('data-output')) ?? '';
    expect(await row.textContent()).toMatch(/\d+\.\d ms ± \d+\.\d/);
    await page.getByRole('button', { name: 'Stop' }).click();
    await until('the counters are off', async () => !(await codeIsOn()));
    const shownMs = Number((await row.locator('.measure-figure').textContent())?.split(' ')[0]);
    await row.getByRole('button', { name: 'Use it' }).click();
    const photonDelayMs = await until('the show has the figure', () => delayOf(id));
    expect(photonDelayMs).toBeCloseTo(shownMs, 5);
    await row.getByText(`set: ${shownMs.toFixed(1)} ms`).waitFor();
    expect(faults).toEqual({ errors: [], foreign: [] });
  });

  test('finds the delay from a camera that jerks to the wall in a clip', async () => {
    await page.reload();
    await page.getByText('LIVE').waitFor();
    await page.getByRole('button', { name: 'Motion to photon' }).click();
    await writeFile(film, jerkFilm({ fps: 30, seconds: 12, tapMs: 2500, delayMs: 100 }));
    // A machine that is busy elsewhere may record too few pictures: then it is filmed again.
    const [delayMs, boundMs] = await until('a delay', () => delayOfClip(page), 120_000);
    expect(Math.abs(delayMs - 100)).toBeLessThan(boundMs + 10);
    const proposedMs = await until('an age is proposed', () => proposedAge(page));
    await page.getByRole('button', { name: 'Use it' }).click();
    await until('the show has an age', async () => {
      const { cameras } = (await server.get('/api/v1/show')) as ShowAnswer;
      return (cameras[0]?.trackingAgeMs ?? 0) > 0;
    });
    // It replaces the setting and is not added to it: the same clip proposes the same age again.
    await until('the same age is proposed', async () => {
      const againMs = await proposedAge(page);
      return againMs !== undefined && Math.abs(againMs - proposedMs) < 30;
    });
    expect(faults).toEqual({ errors: [], foreign: [] });
  });

  test('fits a phone, with every target big enough for a thumb', async () => {
    const small = await page.evaluate(() => {
      const targets = [...document.querySelectorAll('button, select, label')];
      const boxes = targets.map((each) => each.getBoundingClientRect());
      const isSmall = boxes.some(({ width, height }) => Math.min(width, height) < 44);
      return isSmall || document.documentElement.scrollWidth > innerWidth;
    });
    expect(small).toBe(false);
  });
});

async function delayOf(id: string): Promise<number | undefined> {
  const { outputs } = ((await server.get('/api/v1/show')) as ShowAnswer).stage;
  return outputs.find((output) => output.id === id)?.photonDelayMs || undefined;
}

/** Records the fake camera, marks both halves and reads the figure; undefined when the clip was no good. */
async function delayOfClip(page: Page): Promise<[delayMs: number, boundMs: number] | undefined> {
  await page.getByRole('button', { name: /Record/ }).click();
  const clip = page.locator('.measure-regions');
  await clip.waitFor();
  const { x, y, width, height } = (await clip.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  for (const [from, to] of [
    [0.1, 0.4],
    [0.6, 0.9],
  ] as const) {
    await page.mouse.move(x + width * from, y + height * 0.2);
    await page.mouse.down();
    await page.mouse.move(x + width * to, y + height * 0.8, { steps: 3 });
    await page.mouse.up();
  }
  await page.getByRole('button', { name: 'Find the delay' }).click();
  const figure = page.locator('.measure-figure');
  await figure.or(page.getByText(/^(The clip is|A rectangle|No motion)/)).waitFor();
  if (!(await figure.isVisible())) return undefined;
  const text = await figure.locator('..').textContent();
  const [, delayMs, boundMs] = /([\d.]+) ms ± ([\d.]+)/.exec(text ?? '') ?? [];
  return [Number(delayMs), Number(boundMs)];
}

/** What the page would set as the camera's age; undefined while it does not know. */
async function proposedAge(page: Page): Promise<number | undefined> {
  const text = await page.locator('.measure-sum dd').nth(2).textContent();
  const ageMs = Number.parseFloat(text ?? '');
  return Number.isFinite(ageMs) ? ageMs : undefined;
}

interface ShowAnswer {
  cameras: { trackingAgeMs: number }[];
  stage: { outputs: { id: string; photonDelayMs: number }[] };
}

const reader = new FrameCodeReader();

function readings({ width, height, rgba }: Picture, k: number) {
  const grey = Uint8Array.from({ length: width * height }, (_, at) => rgba[at * 4 + 1] ?? 0);
  return reader
    .read({ width, height, grey }, k - 60, k + 60)
    .flatMap(({ reading }) => (reading ? [reading] : []));
}

/** The cells at the bottom left, eight pixels each. */
function cellsOf({ width, height, rgba }: Picture): number[][] {
  return Array.from({ length: 10 }, (_, row) =>
    Array.from({ length: 10 }, (_, column) => {
      const [x, y] = [column * 8 + 4, height - 80 + row * 8 + 4];
      return (rgba[(y * width + x) * 4 + 1] ?? 0) > 90 ? 1 : 0;
    }),
  );
}
