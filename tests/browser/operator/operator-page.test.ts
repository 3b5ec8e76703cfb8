import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser, openPage, type PageFaults } from '../../support/browser.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';
import { repository } from '../../support/running-server.ts';
import { until } from '../../support/until.ts';
import { type CannedServer, startCannedServer } from './canned-server.ts';
import { plainShow } from './canned-show.ts';
import { openDeskWithout3d } from './open-desk.ts';

let browser: Browser;
let server: CannedServer;
let page: Page;
let faults: PageFaults;

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

async function open(at: string, size: readonly [number, number] = tablet): Promise<void> {
  ({ page, faults } = await openPage(browser, `${server.url}${at}`, size));
}

async function openDesk(size: readonly [number, number] = tablet): Promise<void> {
  ({ page, faults } = await openDeskWithout3d(browser, server.url, size));
}

const tally = (name: string) =>
  page.locator('.environment', { hasText: name }).getAttribute('data-tally');

const sent = (type: string) => server.engine.commands.filter((command) => command.type === type);

const seen = (what: string, ask: () => Promise<boolean>) => until(what, ask, 20_000);

describe('the operator page', () => {
  test.each([desktop, tablet])(
    'fits %i × %i whole, with every target big enough for a thumb',
    async (...size) => {
      await openDesk(size);
      const small = await page.evaluate(() => {
        const root = document.documentElement;
        const fits = root.scrollHeight <= innerHeight && root.scrollWidth <= innerWidth;
        const targets = [...document.querySelectorAll('button, select, input, a')].flatMap((e) => {
          const { width, height } = e.getBoundingClientRect();
          const isShown = width > 0 && height > 0;
          return isShown && Math.min(width, height) < 43.9
            ? [`${e.className} ${e.textContent}`]
            : [];
        });
        return fits ? targets : ['the page scrolls'];
      });
      expect(small).toEqual([]);
      const grave = page.locator('.latch, .take-cut, .take-button');
      for (const box of await Promise.all((await grave.all()).map((each) => each.boundingBox()))) {
        expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(72);
      }
    },
  );

  test('is worked by keyboard: a number previews, Space takes, Shift+Space cuts', async () => {
    await openDesk();
    expect(await tally('Desert')).toBe('program');
    await page.keyboard.press('3');
    await seen('grid on preview', async () => (await tally('Alignment')) === 'preview');
    expect(sent('environment.take')).toEqual([]);
    await page.getByRole('button', { name: '96' }).click();
    await page.keyboard.press('Space');
    // While both are on the wall, both decks are on air.
    await page.locator('.deck[data-tally="program"]').nth(1).waitFor();
    await seen('grid on program', async () => (await tally('Alignment')) === 'program');
    expect(sent('environment.take')[0]).toMatchObject({ transition: { kind: 'fade', frames: 96 } });
    await seen('desert off the wall', async () => (await tally('Desert')) === 'preview');
    await page.keyboard.press('Shift+Space');
    await seen('desert on program', async () => (await tally('Desert')) === 'program');
    expect(sent('environment.take').at(-1)).toMatchObject({ transition: { kind: 'cut' } });
    await page.keyboard.press('Backspace');
    await seen('grid back on preview', async () => (await tally('Alignment')) === 'preview');
  });

  test('says which output was not ready, and forces a cut when told to', async () => {
    await openDesk();
    server.engine.faults.late.push('side');
    await page.locator('.take-state', { hasText: '3/4 loading' }).waitFor();
    await page.keyboard.press('Space');
    await page.locator('.take-state', { hasText: 'Not ready: side' }).waitFor();
    expect(await tally('Desert')).toBe('program');
    await page.getByRole('button', { name: 'FORCE CUT' }).click();
    await seen('city on program', async () => (await tally('Street')) === 'program');
    expect(sent('environment.take').at(-1)).toMatchObject({ force: true });
  });

  test('shows every inhibit until it is cleared, and moves nothing while it does', async () => {
    await openDesk();
    const freeze = page.getByRole('button', { name: 'FREEZE' });
    const before = await freeze.boundingBox();
    await freeze.click();
    await page.locator('.inhibits', { hasText: 'FREEZE' }).waitFor();
    expect(await freeze.boundingBox()).toEqual(before);
    await page.keyboard.press('h');
    await page.locator('.inhibits', { hasText: 'HOLD TRACKING A, B' }).waitFor();
    await page.keyboard.press('h');
    await freeze.click();
    await page.locator('.inhibits[data-on="false"]').waitFor({ state: 'attached' });
    expect(server.engine.state.inhibits).toMatchObject({ freeze: { on: false }, holdTracking: [] });
  });

  test('moves a parameter of preview at most twenty times a second, and program only when told', async () => {
    await openDesk();
    const slider = page.locator('.parameters .slider').first();
    const box = await slider.boundingBox();
    if (!box) throw new Error('no slider');
    const begun = performance.now();
    await page.mouse.move(box.x + 10, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 10, box.y + box.height / 2, { steps: 60 });
    await page.mouse.up();
    const seconds = (performance.now() - begun) / 1000;
    await seen('the last value', async () => Number(await slider.inputValue()) > 0.8);
    const params = sent('environment.params');
    expect(params.length).toBeLessThanOrEqual(seconds * 20 + 2);
    expect(params.every(({ deck, id }) => deck === 'preview' && id === 'city')).toBe(true);
    await page.getByRole('button', { name: 'Edit PROGRAM live' }).click();
    await page.getByRole('button', { name: 'X · right +' }).click();
    await seen('program moved', async () => server.engine.state.program.placement.position[0] > 0);
  });

  test('mends a gap in the patches by itself', async () => {
    await openDesk();
    server.engine.revision++;
    await page.keyboard.press('3');
    await seen('a second hello', async () => server.hellos.length === 2);
    await seen('grid on preview', async () => (await tally('Alignment')) === 'preview');
    expect(server.hellos[0]?.client).toBe(server.hellos[1]?.client);
  });

  test('stays connected while its main thread is held up, and sends then what was pressed', async () => {
    await server.close();
    server = await startCannedServer(dist, { pingTimeout: 2000 });
    await openDesk();
    await page.evaluate(() => {
      const desk = document.querySelector('.operator');
      const seenHealth: (string | null)[] = [];
      Object.assign(window, { seenHealth });
      const note = () => seenHealth.push(desk?.getAttribute('data-health') ?? null);
      if (desk) new MutationObserver(note).observe(desk, { attributeFilter: ['data-health'] });
    });
    const heldUp = page.evaluate(() => {
      const endMs = performance.now() + 6000;
      while (performance.now() < endMs);
    });
    await page.keyboard.press('3');
    await heldUp;
    await seen('grid on preview', async () => (await tally('Alignment')) === 'preview');
    expect(await page.evaluate(() => Reflect.get(window, 'seenHealth'))).toEqual([]);
    expect(server.hellos.length).toBe(1);
    expect(await page.locator('.notice').count()).toBe(0);
  });

  test('turns grey and sends nothing within two seconds of losing the server', async () => {
    await openDesk();
    const lost = performance.now();
    await server.close();
    await page.locator('.operator[data-health="stale"]').waitFor({ timeout: 4000 });
    expect(performance.now() - lost).toBeLessThan(2500);
    await page.locator('.link-banner', { hasText: 'STALE since 00:0' }).waitFor();
    expect(await page.locator('.take-button').isDisabled()).toBe(true);
    await page.keyboard.press('Space');
    await page.locator('.notice', { hasText: 'Not sent' }).waitFor();
    expect(sent('environment.take')).toEqual([]);
    server = await startCannedServer(dist, { port: Number(new URL(server.url).port) });
    await page.locator('.operator[data-health="live"]').waitFor({ timeout: 20_000 });
    expect(sent('environment.take')).toEqual([]);
  });

  test('takes nothing by accident: a monkey that spares TAKE and CUT changes no program', async () => {
    await openDesk();
    const random = seededRandom(printedSeed('desk monkey'));
    const keys = [...'abcdefghijklmnopqrstuvwxyz0123456789?', 'Backspace', 'Escape', 'Tab'];
    for (let i = 0; i < 150; i++) {
      if (random() < 0.5) {
        await page.keyboard.press(keys[Math.floor(random() * keys.length)] ?? 'a');
        continue;
      }
      const spot = [random(), random()] as const;
      await page.evaluate(([x, y]) => {
        const element = document.elementFromPoint(x * innerWidth, y * innerHeight);
        if (element?.closest('.take, .notice, a')) return;
        element?.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
      }, spot);
    }
    expect(sent('environment.take')).toEqual([]);
    expect(server.engine.state.program.environment).toBe('desert');
  });

  test('works without its 3D views, and says why they are missing', async () => {
    await openDesk();
    await page.locator('.deck-fault', { hasText: 'No 3D view' }).first().waitFor();
    await page.keyboard.press('f');
    await page.locator('.inhibits', { hasText: 'FREEZE' }).waitFor();
  });

  test('draws both decks and a picture of every environment, and asks no other host', async () => {
    await server.close();
    server = await startCannedServer(dist, { show: plainShow });
    await open('/operator');
    const loaded = async () => (await page.locator('.deck-loading').count()) === 0;
    await until('both decks drawn', loaded, 120_000);
    const stills = async () => (await page.locator('.environment-picture img').count()) === 2;
    await until('two stills', stills, 120_000);
    expect(faults).toEqual({ errors: [], foreign: [] });
  });
});

describe('the viewer', () => {
  test('shows program, cameras and outputs and offers no command', async () => {
    await open('/viewer');
    await page.locator('.camera-row').nth(1).waitFor();
    expect(await page.locator('.output').count()).toBe(4);
    expect(server.hellos[0]?.page).toBe('viewer');
    const buttons = await page.getByRole('button').allTextContents();
    expect(buttons).toEqual(['Stage', 'Camera']);
    for (const key of ['Space', '3', 'f', 'h']) await page.keyboard.press(key);
    await page.locator('.chip', { hasText: 'LIVE' }).waitFor();
    expect(server.engine.commands).toEqual([]);
  });
});

describe('the start page', () => {
  test('leads to every page and tells how a tracker gets in', async () => {
    await open('/');
    await page.locator('.start-output').nth(3).waitFor();
    const links = await page
      .getByRole('link')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(links).toEqual([
      '/operator',
      '/viewer',
      '/stage/main-left',
      '/stage/main-right',
      '/stage/side',
      '/stage/ceiling',
      '/measure',
    ]);
    await page.locator('.start-tracker', { hasText: 'UDP 40000' }).waitFor();
    await page.getByRole('img', { name: 'QR code of https://192.168.7.20:8080/' }).waitFor();
    expect(faults).toEqual({ errors: [], foreign: [] });
  });
});
