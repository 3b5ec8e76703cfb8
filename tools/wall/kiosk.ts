import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { openDevTools } from './devtools.ts';
import type { Heartbeat } from './guard.ts';

export interface Kiosk {
  /** Opens the page, or opens it anew. */
  open(url: string): Promise<void>;
  /** Evaluates an expression in the page and gives its value; rejects when the page does not answer. */
  evaluate(expression: string, timeoutMs: number): Promise<unknown>;
  /** Looks whether the page of `origin` answers. */
  look(origin: string, timeoutMs: number): Promise<Heartbeat>;
  onCrash(listener: () => void): void;
  /** Resolves when Chromium has ended, with the reason in words. */
  readonly ended: Promise<string>;
  close(): Promise<void>;
}

export interface KioskLaunch {
  chromium: string;
  flags: string[];
  profile: string;
  env: NodeJS.ProcessEnv;
}

const attached = z.object({
  sessionId: z.string(),
  targetInfo: z.object({ type: z.string() }),
});

const evaluated = z.object({
  result: z.object({ value: z.unknown() }),
  exceptionDetails: z.object({ text: z.string() }).optional(),
});

const START_PATIENCE_MS = 30_000;
const CLOSE_PATIENCE_MS = 3000;

/** Starts one Chromium and takes hold of its page. Rejects when that does not come up. */
export async function startKiosk({ chromium, flags, profile, env }: KioskLaunch): Promise<Kiosk> {
  mkdirSync(profile, { recursive: true });
  const child = spawn(chromium, flags, {
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended (${code})`));
  });
  const [, , , toChromium, fromChromium] = child.stdio;
  const devtools = openDevTools(toChromium as Writable, fromChromium as Readable);
  const crashListeners: (() => void)[] = [];
  const page = new Promise<string>((resolve, reject) => {
    const late = () => reject(new Error(`Chromium opened no page in ${START_PATIENCE_MS} ms`));
    const timer = setTimeout(late, START_PATIENCE_MS);
    void ended.then((reason) => reject(new Error(`Chromium ${reason}`)));
    devtools.onEvent(({ method, params }) => {
      if (method === 'Inspector.targetCrashed') for (const listener of crashListeners) listener();
      const target = method === 'Target.attachedToTarget' ? attached.safeParse(params) : undefined;
      if (target?.data?.targetInfo.type !== 'page') return;
      clearTimeout(timer);
      resolve(target.data.sessionId);
    });
    void ended.finally(() => clearTimeout(timer));
  });
  const close = async (): Promise<void> => {
    const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_PATIENCE_MS);
    await devtools.send('Browser.close').catch(() => child.kill('SIGKILL'));
    await ended;
    clearTimeout(timer);
  };
  const autoAttach = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true };
  const session = await Promise.all([page, devtools.send('Target.setAutoAttach', autoAttach)]).then(
    ([sessionId]) => sessionId,
    async (error) => {
      await close();
      throw error;
    },
  );
  await devtools.send('Inspector.enable', {}, session);
  const evaluate = async (expression: string, timeoutMs: number): Promise<unknown> => {
    const params = { expression, awaitPromise: true, returnByValue: true };
    const answer = await devtools.send('Runtime.evaluate', params, session, timeoutMs);
    const { result, exceptionDetails } = evaluated.parse(answer);
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return result.value;
  };
  return {
    ended,
    close,
    evaluate,
    open: async (url) => {
      // By way of an empty page of another site: to one and the same address a navigation changes
      // nothing, and a page that hangs is left behind only with its process.
      await devtools.send('Page.navigate', { url: 'data:,' }, session);
      await devtools.send('Page.navigate', { url }, session);
    },
    look: async (origin, timeoutMs) => {
      const where = await evaluate('location.origin', timeoutMs).catch(() => undefined);
      if (where === undefined) return 'silent';
      return where === origin ? 'alive' : 'elsewhere';
    },
    onCrash: (listener) => {
      crashListeners.push(listener);
    },
  };
}
