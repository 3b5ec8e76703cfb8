import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page, Route } from 'playwright-core';
import { launchBrowser } from '../../../tests/support/browser.ts';
import { findChromium } from '../../setup/chromium.mjs';
import { pagesFolder, pagesPath } from './build-pages.ts';
import {
  type BenchPage,
  type ClockReading,
  type DrawnFrame,
  type PageTask,
  queryOf,
} from './page-task.ts';
import type { Place } from './place.ts';

declare const bench: BenchPage;

/** The pages are this program's own files: they are no stranger that reaches into the local network. */
const flags = ['--disable-features=LocalNetworkAccessChecks'];
/** A window much smaller than that refreshes once a second. */
const size = { width: 320, height: 180 };
const isolating = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** Whose page is opened; with the key that it asks for, if it does. */
export interface PageServer {
  origin: string;
  key?: string | undefined;
}

/** One Chromium process with one page: the machine of one output. */
export class Display {
  readonly #browser: Browser;
  readonly #folder: string;
  readonly #page: Page;
  readonly #errors: string[] = [];

  private constructor(browser: Browser, page: Page, folder: string) {
    this.#browser = browser;
    this.#page = page;
    this.#folder = folder;
    page.on('pageerror', (error) => this.#errors.push(error.stack ?? error.message));
  }

  static async open(place: Place): Promise<Display> {
    const folder = await mkdtemp(join(tmpdir(), 'cyclorama-bench-'));
    const chromium = findChromium();
    if (!chromium) throw new Error('There is no Chromium: npm run doctor says how to get one.');
    // Playwright starts a program, not a command line.
    const program = join(folder, 'chromium');
    const command = [...place.on('wall'), chromium].join(' ');
    await writeFile(program, `#!/bin/sh\nexec ${command} "$@"\n`);
    await chmod(program, 0o755);
    const browser = await launchBrowser(flags, program);
    const context = await browser.newContext({
      viewport: size,
      deviceScaleFactor: 1,
      ignoreHTTPSErrors: true,
    });
    const answer = (route: Route) => answerWithFile(route, place.isolates ? isolating : {});
    await context.route(`**${pagesPath}**`, answer);
    return new Display(browser, await context.newPage(), folder);
  }

  /** Opens the bench's page as if it came from a server, so that its sockets go there. */
  async goTo({ origin, key }: PageServer, task: PageTask): Promise<void> {
    if (key) await this.#page.goto(`${origin}/?key=${key}`);
    await this.#page.goto(`${origin}${pagesPath}bench.html?${queryOf(task)}`);
    await this.#page.waitForFunction(() => typeof bench === 'object');
  }

  takeFrames(): Promise<DrawnFrame[]> {
    this.#complain();
    return this.#page.evaluate(() => bench.takeFrames());
  }

  takeReadings(): Promise<ClockReading[]> {
    this.#complain();
    return this.#page.evaluate(() => bench.takeReadings());
  }

  #complain(): void {
    if (this.#errors.length > 0) throw new Error(`A bench page failed: ${this.#errors.join(' ')}`);
  }

  /** So that its sockets close and it draws no more. */
  async leave(): Promise<void> {
    await this.#page.goto('about:blank');
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

const types: Record<string, string> = { html: 'text/html', js: 'text/javascript' };

function answerWithFile(route: Route, headers: Record<string, string>): Promise<void> {
  const path = new URL(route.request().url()).pathname.slice(pagesPath.length);
  const contentType = types[path.split('.').at(-1) ?? ''] ?? 'text/plain';
  return route.fulfill({ body: readFileSync(join(pagesFolder, path)), contentType, headers });
}
