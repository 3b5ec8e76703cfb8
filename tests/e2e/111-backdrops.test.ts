import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BackdropReport } from '../../core/wire/backdrop-report.ts';
import { chromiumPath, launchBrowser, openPage, type PageFaults } from '../support/browser.ts';
import { colourAssets, colourShow } from '../support/colour-show.ts';
import { openOutput, outputOf, pictureFrom, stateOf, untilDrawing } from '../support/outputs.ts';
import { pngBytes } from '../support/picture-bytes.ts';
import { colourOf, type Picture } from '../support/png.ts';
import { type RunningServer, startServer } from '../support/running-server.ts';
import { until } from '../support/until.ts';

let server: RunningServer;
let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cyclorama-drop-'));
  await mkdir(join(folder, 'pictures'));
  const engines = join(folder, 'engines.json');
  await writeFile(engines, JSON.stringify([{ id: 'drop', kind: 'folder', folder: 'pictures' }]));
  server = await startServer({
    show: colourShow({ outputs: ['main'] }),
    assets: colourAssets(),
    args: ['--browser', chromiumPath(), '--engines', engines],
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function post(body: object): Promise<{ status: number; body: BackdropReport }> {
  const response = await fetch(new URL('/api/v1/backdrops', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as BackdropReport };
}
const backdrop = async (id: string): Promise<BackdropReport> =>
  (await server.get(`/api/v1/backdrops/${id}`)) as BackdropReport;
const made = (id: string): Promise<BackdropReport> =>
  until(
    'it is made',
    async () => {
      const report = await backdrop(id);
      return report.status === 'pending' && report;
    },
    120_000,
  );

/** Takes what is on preview, whatever was taken just before. */
const take = (): Promise<{ status: number; body: Record<string, unknown> }> =>
  until('a take that is no repeat', async () => {
    const answer = await server.command({ type: 'environment.take', timeoutMs: 20_000 });
    return !answer.body.ignored && answer;
  });

/** How many colours there are in a picture, sixteen steps each: a place has many. */
function coloursIn({ rgba }: Picture): number {
  const seen = new Set<number>();
  for (let i = 0; i < rgba.length; i += 4) {
    const [r = 0, g = 0, b = 0] = rgba.subarray(i, i + 3);
    seen.add((r >> 4) * 256 + (g >> 4) * 16 + (b >> 4));
  }
  return seen.size;
}

describe('a sentence, with no page open', () => {
  let report: BackdropReport;

  it('becomes a contact sheet of four, drawn by a browser that the server starts itself', async () => {
    const { status, body } = await post({ prompt: 'a snowy forest at dusk, two glorps', seed: 12 });
    expect(status).toBe(202);
    report = await made(body.id);
    expect(report.progress).toBe(1);
    expect(report.variations).toHaveLength(4);
    for (const { thumbnail, spec, notUnderstood } of report.variations) {
      expect(spec).toMatchObject({ place: 'forest' });
      expect(notUnderstood).toEqual(['glorps']);
      const picture = await fetch(new URL(`/api/v1/assets/${thumbnail}`, server.url));
      expect(picture.headers.get('content-type')).toBe('image/webp');
      expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(1500);
    }
    expect(new Set(report.variations.map(({ thumbnail }) => thumbnail)).size).toBe(4);
  });

  it('is not shown before a person has approved it', async () => {
    const push = await server.command({ type: 'backdrop.push', id: report.id });
    expect(push).toMatchObject({ status: 409, body: { error: { code: 'not-approved' } } });
  });

  it('stands on preview when it is approved and pushed, with its origin on record', async () => {
    await server.command({ type: 'backdrop.approve', id: report.id, variation: 1 });
    const { status } = await server.command({ type: 'backdrop.push', id: report.id });
    expect(status).toBe(200);
    const { preview, program } = await stateOf(server);
    expect(preview.environment).toBe(`${report.id}-1`);
    expect(program.environment).toBe('red');
    expect((await backdrop(report.id)).origin).toMatchObject({
      prompt: 'a snowy forest at dusk, two glorps',
      seed: 12,
      engine: 'procedural',
      sourceType: 'algorithmicMedia',
    });
  });

  it('is on the wall from the frame of the operator’s TAKE', async () => {
    await openOutput(browser, server, 'main');
    await untilDrawing(server, ['main']);
    expect(colourOf((await pictureFrom(server, 'main', 0)).picture)).toBe('red');
    const { status, body } = await take();
    expect([status, body], JSON.stringify(body)).toEqual([
      200,
      expect.objectContaining({ ok: true }),
    ]);
    const { picture } = await pictureFrom(server, 'main', Number(body.k));
    expect(coloursIn(picture)).toBeGreaterThan(12);
  });

  it('is off the wall and comes back to no deck once it is rejected', async () => {
    await server.command({ type: 'environment.preview', id: 'green' });
    await take();
    await server.command({ type: 'backdrop.reject', id: report.id });
    const id = `${report.id}-1`;
    const preview = await server.command({ type: 'environment.preview', id });
    expect(preview).toMatchObject({ status: 409, body: { error: { code: 'not-approved' } } });
    expect((await stateOf(server)).program.environment).toBe('green');
  });

  it('is refused in words when it is no request', async () => {
    for (const body of [
      {},
      { prompt: '' },
      { prompt: 'x', count: 99 },
      { prompt: 'x', engine: 'magic' },
    ]) {
      const { status, body: answer } = await post(body);
      expect(status).toBe(422);
      expect(JSON.stringify(answer)).toContain('message');
    }
  });
});

describe('a picture that somebody puts into the watched folder', () => {
  it('is reviewed like any other, becomes a file of the show, and lies on the wall', async () => {
    const blue = pngBytes(64, 32, () => [0, 0, 255]);
    await writeFile(join(folder, 'pictures', 'matte-painting.png'), blue);
    const report = await until(
      'it is to be reviewed',
      async () => {
        const list = (await server.get('/api/v1/backdrops')) as BackdropReport[];
        return list.find(
          ({ prompt, status }) => prompt === 'matte-painting.png' && status === 'pending',
        );
      },
      // The page that draws ends first what it is measuring: a forest, beside a wall, without a GPU.
      120_000,
    );
    expect(report.variations[0]?.picture).toMatchObject({ projection: 'panorama', width: 64 });
    const { id } = report;
    await server.command({ type: 'backdrop.approve', id });
    expect(await server.command({ type: 'backdrop.push', id })).toMatchObject({ status: 200 });
    // A page that has stalled for a second is not waited for: here it is.
    await until(
      'the wall has it ready',
      async () => {
        const { prepared } = await outputOf(server, 'main');
        return prepared.some((key) => key.startsWith('panorama:'));
      },
      90_000,
    );
    const { body } = await take();
    expect(body).toMatchObject({ ok: true });
    const { picture } = await pictureFrom(server, 'main', Number(body.k));
    expect(colourOf(picture)).toBe('blue');
    await server.command({ type: 'environment.preview', id: 'green' });
    await take();
  }, 300_000);
});

describe('the same by hand, on the operator’s page', () => {
  let page: Page;
  let faults: PageFaults;

  beforeAll(async () => {
    ({ page, faults } = await openPage(
      browser,
      new URL('/operator', server.url).href,
      [1180, 820],
    ));
    await page.getByRole('button', { name: 'Backdrops' }).click();
  });

  it('is a sentence, a contact sheet, an approval and a push', async () => {
    await page.getByLabel('What the backdrop shows').fill('orbit around a planet, flurbs');
    await page.getByRole('button', { name: 'Generate' }).click();
    const row = page.locator('.backdrop').filter({ hasText: 'orbit around a planet' });
    await row.getByText('To be reviewed').waitFor({ timeout: 120_000 });
    await row.getByText('flurbs', { exact: true }).waitFor();
    await row.getByRole('button', { name: 'Variation 3' }).click();
    await row.getByRole('button', { name: 'Approve 3' }).click();
    await row.getByRole('button', { name: 'To preview' }).click();
    await until('it is on preview', async () => {
      return (await stateOf(server)).preview.environment?.endsWith('-2');
    });
    expect((await stateOf(server)).program.environment).toBe('green');
  });

  it('can be rejected, and is then kept as rejected', async () => {
    const row = page.locator('.backdrop').filter({ hasText: 'orbit around a planet' });
    await row.getByRole('button', { name: 'Reject' }).click();
    await row.getByText('Rejected').waitFor();
  });

  it('has made no error and no request elsewhere', () => {
    expect(faults).toEqual({ errors: [], foreign: [] });
  });
});
