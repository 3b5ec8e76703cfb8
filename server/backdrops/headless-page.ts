import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { keepInBackground } from '../background-process.ts';
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
  #child: ChildProcess | undefined;
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
    if (this.#child || !browser || !this.#address || this.#wantedMs < this.#restUntilMs) return;
    this.#start(browser, this.#address);
  }

  /** There is work: it stays. */
  used(): void {
    this.#wantedMs = performance.now();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#child?.kill('SIGKILL');
    await this.#cleared;
  }

  #start(browser: string, address: PageAddress): void {
    const startedMs = performance.now();
    try {
      const folder = mkdtempSync(join(tmpdir(), 'cyclorama-bake-'));
      this.#cleared = this.#run(browser, folder, address)
        .catch((err) => this.#options.log.warn({ err }, `${browser} does not start.`))
        .then(() => this.#gone(startedMs))
        .then(() => this.#clear(folder));
    } catch (err) {
      this.#options.log.warn({ err }, 'The browser that draws has no folder to run in.');
      this.#gone(startedMs);
    }
  }

  /** Until it has ended; rejects when it does not start. */
  #run(browser: string, folder: string, address: PageAddress): Promise<void> {
    const child = spawn(browser, flagsOf(folder, address), { stdio: 'ignore' });
    this.#child = child;
    keepInBackground(child.pid);
    this.#timer = setInterval(() => {
      if (performance.now() - this.#wantedMs > idleMs) child.kill('SIGKILL');
    }, 5000);
    this.#timer.unref();
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => resolve());
    });
  }

  #gone(startedMs: number): void {
    clearInterval(this.#timer);
    this.#child = undefined;
    const nowMs = performance.now();
    if (nowMs - startedMs < brokenWithinMs) this.#restUntilMs = nowMs + restAfterFaultMs;
  }

  /** Its other processes end a little later, and write until then. */
  async #clear(folder: string): Promise<void> {
    try {
      await rm(folder, { recursive: true, force: true, maxRetries: 8, retryDelay: 50 });
    } catch (err) {
      this.#options.log.warn({ err }, `${folder} stays: delete it by hand.`);
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
