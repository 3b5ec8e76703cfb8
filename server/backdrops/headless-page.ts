import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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
  #folder: string | undefined;
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
    const child = this.#child;
    if (!child) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  #start(browser: string, address: PageAddress): void {
    const folder = mkdtempSync(join(tmpdir(), 'cyclorama-bake-'));
    const startedMs = performance.now();
    const child = spawn(browser, flagsOf(folder, address), { stdio: 'ignore' });
    this.#child = child;
    this.#folder = folder;
    if (child.pid) yieldToOthers(child.pid);
    child.once('error', (err) => this.#options.log.warn({ err }, `${browser} does not start.`));
    child.once('exit', () => this.#gone(startedMs));
    this.#timer = setInterval(() => {
      if (performance.now() - this.#wantedMs > idleMs) child.kill('SIGKILL');
    }, 5000);
    this.#timer.unref();
  }

  #gone(startedMs: number): void {
    clearInterval(this.#timer);
    this.#child = undefined;
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 });
    this.#folder = undefined;
    const nowMs = performance.now();
    if (nowMs - startedMs < brokenWithinMs) this.#restUntilMs = nowMs + restAfterFaultMs;
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

/** What it draws can wait: poses and walls cannot. */
function yieldToOthers(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has gone already.
  }
}
