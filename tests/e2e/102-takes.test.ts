import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SwitchReport } from '../../core/wire/events.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Colour, colourAssets, colourNames, colourShow } from '../support/colour-show.ts';
import { glbFile, sphereMesh } from '../support/glb.ts';
import {
  framePng,
  openOutput,
  outputsOf,
  pictureFrom,
  stateOf,
  untilDrawing,
} from '../support/outputs.ts';
import { colourOf } from '../support/png.ts';
import { type RunningServer, startServer } from '../support/running-server.ts';
import { until } from '../support/until.ts';

const outputs = ['a', 'b', 'c'];
let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  server = await startServer({
    show: colourShow({ outputs, environments: [...colourNames, 'gone'] }),
    assets: { ...colourAssets(), 'gone.glb': glbFile([sphereMesh([0, 0, 0], 50, [1, 1, 0])]) },
  });
  // Its content changes behind the server's back, so that no page can ever load what it should.
  await writeFile(path.join(server.showDir, 'assets', 'gone.glb'), 'no glb any more');
  browser = await launchBrowser();
  for (const id of outputs) await openOutput(browser, server, id);
  await untilDrawing(server, outputs);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

type Answer = {
  ok: boolean;
  k: number;
  ignored?: boolean;
  error?: { code: string; message: string };
};

const take = async (request: object = {}): Promise<{ status: number; body: Answer }> => {
  const { status, body } = await server.command({ type: 'environment.take', ...request });
  return { status, body: body as unknown as Answer };
};

const preview = (id: string) => server.command({ type: 'environment.preview', id });

/** Takes one after the other must be half a second apart. */
const takeWhenAllowed = (request: object = {}): Promise<Answer> =>
  until('a take that is no repeat', async () => {
    const { body } = await take(request);
    return body.ok && !body.ignored && body;
  });

const switchesOf = async (id: string): Promise<SwitchReport[]> =>
  ((await server.get(`/api/v1/outputs/${id}`)) as { switches: SwitchReport[] }).switches;

const switchAt = (id: string, k: number): Promise<SwitchReport> =>
  until(`report of ${id} on frame ${k}`, async () =>
    (await switchesOf(id)).find((report) => report.k === k),
  );

describe('20 cuts and fades on three outputs', () => {
  it('each switch at the one frame that the answer named, by the outputs’ own accounts and in their pictures', async () => {
    const late: string[] = [];
    for (let i = 0; i < 20; i++) {
      const { program } = await stateOf(server);
      const next = colourNames[(i * 2 + 1) % 3] === program.environment ? i * 2 : i * 2 + 1;
      const environment = colourNames[next % 3] as Colour;
      await preview(environment);
      const frames = 4 + i;
      const transition = i % 2 === 0 ? { kind: 'cut' } : { kind: 'fade', frames };
      const { k } = await takeWhenAllowed({ transition });
      const length = i % 2 === 0 ? 0 : frames;
      const watch = async (id: string): Promise<void> => {
        const report = await switchAt(id, k);
        expect(report.environment).toBe(environment);
        if (report.lastOldK >= k || report.firstNewK < k) {
          late.push(`${id}: ${JSON.stringify(report)}`);
        }
        const { picture } = await pictureFrom(server, id, k + length);
        expect(colourOf(picture)).toBe(environment);
      };
      await Promise.all(outputs.map(watch));
    }
    expect(late).toEqual([]);
    for (const id of outputs) {
      const reports = (await switchesOf(id)).slice(-20);
      expect(reports).toHaveLength(20);
      for (const report of reports) {
        expect(report.lastOldK).toBeGreaterThanOrEqual(0);
        expect(report.longestFrameMs).toBeGreaterThan(0);
      }
    }
  });

  it('show no mixture in a cut: every picture is the old environment before k* and the new one from k*', async () => {
    const { program } = await stateOf(server);
    const next = colourNames.find((name) => name !== program.environment) as Colour;
    await preview(next);
    const asked = Promise.all(
      outputs.map(async (id) => {
        const seen: { id: string; k: number; colour: string }[] = [];
        await until(`${id} shows ${next}`, async () => {
          const { k, picture } = await framePng(server, id);
          if (picture) seen.push({ id, k, colour: colourOf(picture) });
          return seen.at(-1)?.colour === next;
        });
        return seen;
      }),
    );
    const { k } = await takeWhenAllowed();
    for (const picture of (await asked).flat()) {
      expect(picture.colour).toBe(picture.k < k ? program.environment : next);
    }
  });

  it('mix the two environments during a fade', async () => {
    const { program } = await stateOf(server);
    const next = colourNames.find((name) => name !== program.environment) as Colour;
    await preview(next);
    const { k } = await takeWhenAllowed({ transition: { kind: 'fade', frames: 90 } });
    const { k: drawn, picture } = await pictureFrom(server, 'a', k + 30);
    expect(drawn).toBeLessThan(k + 90);
    expect(colourOf(picture)).toBe('mixed');
    await until('the fade is over', async () => (await stateOf(server)).transition === null);
  });
});

describe('a second take', () => {
  it('within 500 ms is ignored, and answers with the first one’s frame', async () => {
    const first = await takeWhenAllowed();
    const { status, body } = await take();
    expect(status).toBe(200);
    expect(body).toMatchObject({ ok: true, ignored: true, k: first.k });
    expect((await stateOf(server)).transition?.k).toBe(first.k);
  });
});

describe('a take before an output is ready', () => {
  it('waits, and succeeds once the output has prepared the environment', async () => {
    const before = await stateOf(server);
    const other = colourNames.find((name) => name !== before.program.environment) as Colour;
    await preview(other);
    // A page that has just come and has nothing prepared yet is waited for.
    const context = browser.contexts()[0];
    await context?.pages()[0]?.reload();
    await until('the output is back, unprepared', async () => {
      const [a] = await outputsOf(server);
      return a?.connected && a.prepared.length === 0;
    });
    const { k } = await takeWhenAllowed({ timeoutMs: 30_000 });
    const report = await switchAt('a', k);
    expect(report.firstNewK).toBeGreaterThanOrEqual(k);
    expect(colourOf((await pictureFrom(server, 'a', k)).picture)).toBe(other);
  });

  it('is refused with the outputs’ names when they can never be ready, and changes nothing', async () => {
    await preview('gone');
    await until('the outputs say that they cannot prepare it', async () => {
      const all = await outputsOf(server);
      return all.every(({ alarms }) => alarms.some((alarm) => alarm.includes('Cannot prepare')));
    });
    const before = await until('the last transition is over', async () => {
      const state = await stateOf(server);
      return state.transition === null && state;
    });
    const { status, body } = await until('an answer that is no repeat', async () => {
      const answer = await take({ timeoutMs: 1500 });
      return !answer.body.ignored && answer;
    });
    expect(status).toBe(409);
    expect(body.error?.code).toBe('not-ready');
    for (const id of outputs) expect(body.error?.message).toContain(`"${id}"`);
    const after = await stateOf(server);
    expect(after.program).toMatchObject({ environment: before.program.environment });
    expect(after.transition).toBeNull();
  });

  it('cuts anyway when forced', async () => {
    const { k } = await takeWhenAllowed({ force: true });
    expect(k).toBeGreaterThan(0);
    expect((await stateOf(server)).program.environment).toBe('gone');
    // Nothing to draw is neutral grey: never black, and never the old environment.
    expect(colourOf((await pictureFrom(server, 'b', k)).picture)).toBe('grey');
  });
});
