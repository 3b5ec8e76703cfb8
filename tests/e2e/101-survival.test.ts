import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { colourGlb, colourShow, smallSize, wallRate } from '../support/colour-show.ts';
import { glbFile, sphereMesh } from '../support/glb.ts';
import {
  openOutput,
  outputOf,
  pictureFrom,
  screenshot,
  stateOf,
  untilDrawing,
} from '../support/outputs.ts';
import { colourOf, lightCentroid, meanColour, type Picture } from '../support/png.ts';
import { exited, type RunningServer, startServer } from '../support/running-server.ts';
import { polygonCentroid, silhouette, type TestWall, type Vector } from '../support/silhouette.ts';
import { until } from '../support/until.ts';

const periodMs = 1000 / wallRate;
/** A green ball drifts over blue, 3 m in 12 s: its place tells the content time to a frame. */
const drift = { start: [-1.5, 1.1, -4] as Vector, by: [3, 0, 0] as Vector, seconds: 12 };
const radius = 0.3;
const wall: TestWall = {
  surface: { kind: 'flat', width: 4, height: 2.25 },
  pixels: [...smallSize],
  position: [0, 0, -3],
  rotationDeg: [0, 0, 0],
};

let server: RunningServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await startServer({
    show: colourShow({ environments: ['red', 'drift', 'blue'] }),
    assets: {
      'red.glb': colourGlb('red'),
      'blue.glb': colourGlb('blue'),
      'drift.glb': glbFile([
        { ...sphereMesh(drift.start, radius, [0, 1, 0]), moves: drift },
        sphereMesh([0, 0, 0], 60, [0, 0, 0.5]),
      ]),
    },
  });
  browser = await launchBrowser();
  ({ page } = await openOutput(browser, server, 'o'));
  await untilDrawing(server, ['o']);
  // Away from what the show file says: only the journal knows these decks.
  await server.command({ type: 'environment.take' });
  await server.command({ type: 'environment.preview', id: 'blue' });
  await server.command({ type: 'environment.params', id: 'blue', params: { exposure: 0.5 } });
  await untilInStep();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const ballAt = (picture: Picture) => {
  const found = lightCentroid(picture, 1);
  if (!found) throw new Error(`no ball in the picture, mean ${meanColour(picture)}`);
  return found;
};

/** Where geometry puts the ball at a content time. */
function expectedX(contentMs: number): number {
  const share = ((contentMs / 1000) % drift.seconds) / drift.seconds;
  const [x, y, z] = drift.start;
  const outline = silhouette(wall, [0, 1, 0], [x + share * drift.by[0], y, z], radius);
  return polygonCentroid(outline ?? []).x;
}
const pixelsPerFrame = (expectedX(2000) - expectedX(1000)) / wallRate;

/** Waits until no transition runs and the page reports a frame within two reports of the server's own. */
const untilInStep = () =>
  until('the page is in step', async () => {
    const [output, state] = await Promise.all([outputOf(server, 'o'), stateOf(server)]);
    const behindMs = (state.k - output.k) * periodMs;
    const isDrawn = output.connected && output.fps > 0 && output.program === 'drift';
    return isDrawn && behindMs < 1500 && state.transition === null;
  });

/** Content time on program minus show time: constant while it plays. */
const contentOffset = async (): Promise<number> => {
  const { program, showTimeMs } = await stateOf(server);
  return program.contentTimeMs - showTimeMs;
};

/** Show time minus this process's clock, from the quickest of several answers. */
async function showClockOffset(): Promise<number> {
  let [best, offset] = [Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < 20; i++) {
    const sent = performance.now();
    const { showTimeMs } = await stateOf(server);
    const roundTrip = performance.now() - sent;
    if (roundTrip < best) [best, offset] = [roundTrip, showTimeMs - sent - roundTrip / 2];
  }
  return offset;
}

/** A picture with an environment in it: a page that has just come is grey until its first one is loaded. */
const drawnPicture = (fromK: number): Promise<{ k: number; picture: Picture }> =>
  until('a picture that is not grey', async () => {
    const drawn = await pictureFrom(server, 'o', fromK);
    return colourOf(drawn.picture) !== 'grey' && drawn;
  });

/** How many frames the drawn picture is away from where its own frame number says the ball is. */
async function framesOff(fromK: number, offsetMs: number): Promise<{ k: number; off: number }> {
  const { k, picture } = await drawnPicture(fromK);
  const off = (ballAt(picture).x - expectedX(k * periodMs + offsetMs)) / pixelsPerFrame;
  return { k, off };
}

describe('a server that is killed while an output draws', () => {
  it('leaves the page drawing on, and the page is back in step soon after the restart, with program, content time and k as if nothing had been', async () => {
    const before = await stateOf(server);
    const [clockBefore, contentBefore] = [await showClockOffset(), await contentOffset()];
    const drawnBefore = await framesOff(0, contentBefore);
    expect(Math.abs(drawnBefore.off)).toBeLessThan(1);

    await exited(server.process, 'SIGKILL');
    const alone = ballAt(await screenshot(page));
    const seen: Picture[] = [];
    await until('the page draws on by itself', async () => {
      seen.push(await screenshot(page));
      return Math.abs(ballAt(seen.at(-1) as Picture).x - alone.x) > 10 * pixelsPerFrame;
    });
    for (const picture of seen) expect(meanColour(picture)[2]).toBeGreaterThan(40);

    await server.restart();
    const restarted = performance.now();
    await untilInStep();
    const drawnAfter = await framesOff(0, contentBefore);
    const backAfterMs = performance.now() - restarted;
    console.log(`back in step ${backAfterMs.toFixed(0)} ms after ready`);
    expect(backAfterMs).toBeLessThan(9000);

    const after = await stateOf(server);
    expect(after.epoch).toBeGreaterThan(before.epoch);
    expect(after.revision).toBe(before.revision);
    expect(after.program.environment).toBe('drift');
    expect(after.program.params).toEqual(before.program.params);
    expect(after.preview.environment).toBe('blue');
    expect(after.preview.params).toEqual({ light: 0, exposure: 0.5 });
    expect(after.k).toBeGreaterThan(before.k);
    expect(drawnAfter.k).toBeGreaterThan(drawnBefore.k);
    expect(Math.abs((await contentOffset()) - contentBefore)).toBeLessThan(periodMs);
    expect(Math.abs((await showClockOffset()) - clockBefore)).toBeLessThan(periodMs);
    expect(Math.abs(drawnAfter.off)).toBeLessThan(1);
  });

  it('never lets k go back, in what the page draws and reports', async () => {
    const ks: number[] = [];
    const watch = async (count: number) => {
      for (const end = ks.length + count; ks.length < end; ) {
        ks.push((await pictureFrom(server, 'o', 0)).k);
      }
    };
    await watch(5);
    await exited(server.process, 'SIGKILL');
    await server.restart();
    await until('the page is back', async () => (await outputOf(server, 'o')).connected);
    await watch(10);
    expect(ks).toEqual(ks.toSorted((a, b) => a - b));
  });

  it('does not lose a take that it has just acknowledged', async () => {
    await server.command({ type: 'environment.preview', id: 'red' });
    const { status } = await server.command({ type: 'environment.take' });
    await exited(server.process, 'SIGKILL');
    expect(status).toBe(200);
    await server.restart();
    const { k, program, preview } = await stateOf(server);
    expect([program.environment, preview.environment]).toEqual(['red', 'drift']);
    await until(
      'the page shows it',
      async () => colourOf((await pictureFrom(server, 'o', k)).picture) === 'red',
    );
    await until('a take is no repeat', async () => {
      const { body } = await server.command({ type: 'environment.take' });
      return body.ok && !body.ignored;
    });
    await untilInStep();
  });

  it('gives a reloaded page the right program without a command', async () => {
    const { revision } = await stateOf(server);
    await page.reload();
    await untilInStep();
    const content = await contentOffset();
    expect(Math.abs((await framesOff(0, content)).off)).toBeLessThan(1);
    expect((await stateOf(server)).revision).toBe(revision);
  });
});

/** In the page: takes the graphics context away, as a driver does; says whether it is gone. */
function loseContext(): boolean {
  const contexts = [...document.querySelectorAll('canvas')].map((c) => c.getContext('webgl2'));
  for (const gl of contexts) gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return contexts.some((gl) => gl?.isContextLost());
}

const isContextLost = (): boolean =>
  [...document.querySelectorAll('canvas')].some((c) => c.getContext('webgl2')?.isContextLost());

describe('a page that loses its graphics context', () => {
  it('never shows black, and draws the right picture again', async () => {
    const { k } = await stateOf(server);
    expect(await page.evaluate(loseContext)).toBe(true);
    const content = await contentOffset();
    const seen: number[] = [];
    const drawn = await until('the picture is right again', async () => {
      seen.push(Math.max(...meanColour(await screenshot(page))));
      const found = await framesOff(k + 5, content);
      return Math.abs(found.off) < 1 && found;
    });
    expect(drawn.k).toBeGreaterThan(k);
    expect(Math.min(...seen)).toBeGreaterThan(30);
  });

  it('does so while there is no server either', async () => {
    await exited(server.process, 'SIGKILL');
    const lostAt = ballAt(await screenshot(page)).x;
    expect(await page.evaluate(loseContext)).toBe(true);
    const seen: Picture[] = [];
    await until('it draws on in a new context', async () => {
      seen.push(await screenshot(page));
      const isNew = !(await page.evaluate(isContextLost));
      return isNew && Math.abs(ballAt(seen.at(-1) as Picture).x - lostAt) > 5 * pixelsPerFrame;
    });
    for (const picture of seen) expect(meanColour(picture)[2]).toBeGreaterThan(40);
    await server.restart();
    await untilInStep();
  });
});
