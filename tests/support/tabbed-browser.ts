import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { chromiumPath, graphicsFlags } from './browser.ts';
import { exited } from './running-server.ts';

/**
 * A Chromium of one window whose tabs hide each other, spoken to over its own protocol: Playwright
 * tells every page that it has the focus, so none of its pages is ever hidden.
 */
export class TabbedBrowser {
  readonly #process: ChildProcess;
  readonly #socket: WebSocket;
  readonly #profile: string;
  readonly #answers = new Map<number, (result: Record<string, unknown>) => void>();
  #calls = 0;
  #target = '';
  #session = '';

  private constructor(process: ChildProcess, socket: WebSocket, profile: string) {
    this.#process = process;
    this.#socket = socket;
    this.#profile = profile;
    socket.on('message', (text) => {
      const { id, result, error } = JSON.parse(String(text));
      this.#answers.get(id)?.(result ?? error);
    });
  }

  static async open(url: string, size: readonly [number, number]): Promise<TabbedBrowser> {
    const profile = await mkdtemp(path.join(tmpdir(), 'cyclorama-tabs-'));
    const own = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
    const child = spawn(chromiumPath(), [...own, ...graphicsFlags, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const socket = new WebSocket(await devToolsUrl(child));
    await new Promise((resolve) => socket.once('open', resolve));
    const browser = new TabbedBrowser(child, socket, profile);
    await browser.#openPage(url, size);
    return browser;
  }

  /** Puts another tab in front of the page. */
  async hide(): Promise<void> {
    await this.#call('Target.createTarget', { url: 'about:blank' });
  }

  async show(): Promise<void> {
    await this.#call('Target.activateTarget', { targetId: this.#target });
  }

  /** From now on the page gets no answer from addresses that match. */
  async block(urls: readonly string[]): Promise<void> {
    await this.#call('Network.enable', {}, this.#session);
    await this.#call('Network.setBlockedURLs', { urls }, this.#session);
  }

  async close(): Promise<void> {
    this.#socket.close();
    await exited(this.#process, 'SIGTERM');
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 10 });
  }

  async #openPage(url: string, [width, height]: readonly [number, number]): Promise<void> {
    const { targetInfos } = await this.#call('Target.getTargets');
    const pages = targetInfos as { type: string; targetId: string }[];
    this.#target = pages.find(({ type }) => type === 'page')?.targetId ?? '';
    const attach = { targetId: this.#target, flatten: true };
    this.#session = String((await this.#call('Target.attachToTarget', attach)).sessionId);
    const metrics = { width, height, deviceScaleFactor: 1, mobile: false };
    await this.#call('Emulation.setDeviceMetricsOverride', metrics, this.#session);
    await this.#call('Page.navigate', { url }, this.#session);
  }

  #call(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    const id = ++this.#calls;
    return new Promise((resolve) => {
      this.#answers.set(id, resolve);
      this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
  }
}

function devToolsUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!child.stderr) return reject(new Error('no stderr'));
    createInterface({ input: child.stderr }).on('line', (line) => {
      const url = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (url) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`Chromium ended with ${code}`)));
  });
}
