import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { maxImagePixels } from '../../core/assets/image-size.ts';
import { keepInBackground } from '../background-process.ts';
import { type InferenceRequest, inferenceMessage } from './inference-messages.ts';
import { residentBytes } from './resident-set.ts';

const entry = fileURLToPath(new URL('./inference-process.ts', import.meta.url));
const maxHeapMb = 1024;
const memoryLookMs = 100;

export interface InferenceLimits {
  /** Resident set of the process. */
  memoryBytes: number;
  /** Between two signs of life, and in all. */
  silentMs: number;
  longestMs: number;
}

export const defaultRuntime = 'onnxruntime-node';

export type InferenceAsked = Omit<
  InferenceRequest,
  'avoided' | 'threads' | 'parent' | 'memoryBytes' | 'maxPixels' | 'runtime'
> & { runtime?: string };

/** What ran, and on what. */
export interface Inferred {
  values: number[];
  provider: string;
  skipped: { provider: string; why: string }[];
}

export interface Watching {
  signal: AbortSignal;
  limits: InferenceLimits;
  /** 0 to 1. */
  progress?(share: number): void;
  /** The process that runs it. */
  started?(pid: number): void;
}

/** A provider of the machine's graphics ended the process: another one may not. */
class ProviderDied extends Error {
  readonly provider: string;
  constructor(provider: string) {
    super(`The process ended while ${provider} was started.`);
    this.provider = provider;
  }
}

/**
 * Runs a model in a process of its own, at low priority, with limits of memory and time, and kills it
 * when it passes one or the signal aborts. Rejects in words; the server goes on whatever the model does.
 */
export async function infer(asked: InferenceAsked, watching: Watching): Promise<Inferred> {
  const avoided: string[] = [];
  for (;;) {
    try {
      return await inferOnce({ ...asked, avoided: [...avoided] }, watching);
    } catch (error) {
      const isNew = error instanceof ProviderDied && error.provider !== 'cpu';
      if (!isNew || avoided.includes(error.provider)) throw error;
      avoided.push(error.provider);
    }
  }
}

function inferOnce(
  asked: InferenceAsked & Pick<InferenceRequest, 'avoided'>,
  watching: Watching,
): Promise<Inferred> {
  watching.signal.throwIfAborted();
  const request: InferenceRequest = {
    runtime: defaultRuntime,
    ...asked,
    threads: Math.max(1, availableParallelism() - 1),
    parent: process.pid,
    // The parent's look comes first where it can: it has the words.
    memoryBytes: 1.25 * watching.limits.memoryBytes,
    maxPixels: maxImagePixels,
  };
  const child = fork(entry, [JSON.stringify(request)], {
    execArgv: ['--import', import.meta.resolve('tsx'), `--max-old-space-size=${maxHeapMb}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  keepInBackground(child.pid);
  if (child.pid) watching.started?.(child.pid);
  return watch(child, watching);
}

function watch(child: ChildProcess, { signal, limits, progress }: Watching): Promise<Inferred> {
  return new Promise((resolve, reject) => {
    let trying: string | undefined;
    let used: Omit<Inferred, 'values'> = { provider: 'none', skipped: [] };
    let silence: NodeJS.Timeout;
    const settle = (act: () => void): void => {
      clearTimeout(silence);
      clearTimeout(whole);
      clearInterval(memory);
      signal.removeEventListener('abort', abort);
      child.kill('SIGKILL');
      act();
    };
    const fail = (error: unknown): void => settle(() => reject(error));
    const abort = (): void => fail(signal.reason);
    const heard = (): void => {
      clearTimeout(silence);
      silence = setTimeout(() => fail(tooLong(limits.silentMs)), limits.silentMs);
    };
    const weigh = (bytes: number | undefined): void => {
      if (bytes !== undefined && bytes > limits.memoryBytes) fail(tooMuch(limits.memoryBytes));
    };
    const whole = setTimeout(() => fail(tooLong(limits.longestMs)), limits.longestMs);
    const memory = setInterval(() => {
      if (child.pid) void residentBytes(child.pid).then(weigh);
    }, memoryLookMs);
    heard();
    signal.addEventListener('abort', abort, { once: true });
    child.on('message', (raw) => {
      heard();
      const message = inferenceMessage.safeParse(raw).data;
      switch (message?.type) {
        case 'trying':
          trying = message.provider;
          break;
        case 'session':
          trying = undefined;
          used = { provider: message.provider, skipped: message.skipped };
          break;
        case 'progress':
          weigh(message.rssBytes);
          progress?.(Math.min(1, Math.max(0, message.share)));
          break;
        case 'done':
          settle(() => resolve({ values: message.values, ...used }));
          break;
        case 'fault':
          fail(new Error(message.message));
          break;
      }
    });
    child.once('error', fail);
    child.once('exit', (code, by) => {
      const how = by ?? `code ${code}`;
      fail(trying ? new ProviderDied(trying) : new Error(`The model’s process ended (${how}).`));
    });
  });
}

const tooLong = (ms: number): Error =>
  new Error(`The model took longer than ${ms / 1000} s and was stopped.`);

const tooMuch = (bytes: number): Error =>
  new Error(
    `The model took more than ${Math.round(bytes / 2 ** 20)} MB of memory and was stopped.`,
  );
