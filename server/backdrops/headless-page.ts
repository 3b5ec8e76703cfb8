import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Aside, nursery } from '../aside/nursery.ts';
import { messageOf } from '../message-of.ts';
import type { Log } from '../observe/log.ts';

export interface HeadlessPageOptions {
  log: Pick<Log, 'info' | 'warn'>;
  /** Where the browser is; `undefined` when this machine has none. */
  browser: string | undefined;
}

export interface PageAddress {
  url: string;
  key: string | undefined;
  /** SHA-256 of the certificate's public key, base64, when the server has made it itself. */
  fingerprint: string | undefined;
}

const idleMs = 60_000;
/** A browser that ends by itself so soon is broken, and not started again for a while. */
const brokenWithinMs = 10_000;
const restAfterFaultMs = 60_000;

const noBrowser =
  'a page that draws: open the operator page on any machine, or install Chromium on this one';

/** A Chromium without a window that draws while no operator's page is there to; it goes when there is nothing to draw. */
export class HeadlessPage {
  readonly #options: HeadlessPageOptions;
  #address: PageAddress | undefined;
  #aside: Aside | undefined;
  #cleared: Promise<void> = Promise.resolve();
  #wantedMs = 0;
  #restUntilMs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: HeadlessPageOptions) {
    this.#options = options;
  }

  /** Why nothing will draw unless somebody opens a page; `null` when a browser is there. */
  get trouble(): string | null {
    if (!this.#options.browser) return noBrowser;
    return performance.now() < this.#restUntilMs ? noBrowser : null;
  }

  /** From now on the server answers there. */
  serve(address: PageAddress): void {
    this.#address = address;
  }

  /** Something waits to be drawn: starts the browser unless it runs. */
  wake(): void {
    this.#wantedMs = performance.now();
    const { browser } = this.#options;
    if (this.#aside || !browser || !this.#address || this.#wantedMs < this.#restUntilMs) return;
    this.#start(browser, this.#address);
  }

  /** There is work: it stays. */
  used(): void {
    this.#wantedMs = performance.now();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#aside?.kill();
    await this.#cleared;
  }

  #start(browser: string, address: PageAddress): void {
    const startedMs = performance.now();
    try {
      const folder = mkdtempSync(join(tmpdir(), 'cyclorama-bake-'));
      const aside = nursery.run({ program: browser, args: flagsOf(folder, address) });
      this.#aside = aside;
      this.#timer = setInterval(() => {
        if (performance.now() - this.#wantedMs > idleMs) aside.kill();
      }, 5000).unref();
      this.#cleared = aside.ended.then(({ code, fault }) => {
        if (fault || code)
          this.#warn(`${browser} does not run: ${fault ?? `it ended with ${code}`}.`);
        this.#gone(startedMs);
        return this.#clear(folder);
      });
    } catch (error) {
      this.#warn(`The browser that draws has no folder to run in: ${messageOf(error)}`);
      this.#gone(startedMs);
    }
  }

  #gone(startedMs: number): void {
    clearInterval(this.#timer);
    this.#aside = undefined;
    const nowMs = performance.now();
    if (nowMs - startedMs < brokenWithinMs) this.#restUntilMs = nowMs + restAfterFaultMs;
  }

  #warn(words: string): void {
    this.#options.log.warn(words);
  }

  /** Its other processes end a little later, and write until then. */
  async #clear(folder: string): Promise<void> {
    try {
      await rm(folder, { recursive: true, force: true, maxRetries: 8, retryDelay: 50 });
    } catch (error) {
      this.#warn(`${folder} stays, delete it by hand: ${messageOf(error)}`);
    }
  }
}

/** The address has the key in it, which everybody may read on a command line: it goes by a file of its own. */
function startFile(folder: string, { url, key }: PageAddress): string {
  const target = key ? `${url}?key=${key}` : url;
  const file = join(folder, 'start.html');
  writeFileSync(file, `<meta http-equiv="refresh" content="0;url=${target}">`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return pathToFileURL(file).href;
}

function flagsOf(folder: string, address: PageAddress): string[] {
  const isRoot = process.getuid?.() === 0;
  return [
    '--headless=new',
    `--user-data-dir=${join(folder, 'profile')}`,
    '--no-first-run',
    '--disable-extensions',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--enable-unsafe-swiftshader',
    ...(isRoot ? ['--no-sandbox'] : []),
    ...(address.fingerprint
      ? [`--ignore-certificate-errors-spki-list=${address.fingerprint}`]
      : []),
    startFile(folder, address),
  ];
}
