import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { maxImagePixels } from '../../core/assets/image-size.ts';
import { runNode } from '../aside/node-program.ts';
import type { Ending } from '../aside/nursery.ts';
import { type InferenceRequest, inferenceMessage } from './inference-messages.ts';
import { residentBytes } from './resident-set.ts';

const entry = fileURLToPath(new URL('./inference-process.ts', import.meta.url));
const heapMb = 1024;
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
  'avoided' | 'threads' | 'memoryBytes' | 'maxPixels' | 'runtime'
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

async function inferOnce(
  asked: InferenceAsked & Pick<InferenceRequest, 'avoided'>,
  watching: Watching,
): Promise<Inferred> {
  watching.signal.throwIfAborted();
  return watch(
    {
      runtime: defaultRuntime,
      ...asked,
      threads: Math.max(1, availableParallelism() - 1),
      // The parent's look comes first where it can: it has the words.
      memoryBytes: 1.25 * watching.limits.memoryBytes,
      maxPixels: maxImagePixels,
    },
    watching,
  );
}

function watch(
  request: InferenceRequest,
  { signal, limits, progress, started }: Watching,
): Promise<Inferred> {
  return new Promise((resolve, reject) => {
    let trying: string | undefined;
    let used: Omit<Inferred, 'values'> = { provider: 'none', skipped: [] };
    let silence: NodeJS.Timeout;
    let memory: NodeJS.Timeout;
    const settle = (act: () => void): void => {
      clearTimeout(silence);
      clearTimeout(whole);
      clearInterval(memory);
      signal.removeEventListener('abort', abort);
      aside.kill();
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
    const onStart = (pid: number): void => {
      memory = setInterval(() => void residentBytes(pid).then(weigh), memoryLookMs);
      started?.(pid);
    };
    const onMessage = (raw: unknown): void => {
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
    };
    const args = [JSON.stringify(request)];
    const aside = runNode({ entry, args, heapMb }, { onStart, onMessage });
    const whole = setTimeout(() => fail(tooLong(limits.longestMs)), limits.longestMs);
    heard();
    signal.addEventListener('abort', abort, { once: true });
    void aside.ended.then((ending) =>
      fail(trying ? new ProviderDied(trying) : new Error(endWords(ending))),
    );
  });
}

const endWords = ({ code, signal, fault }: Ending): string =>
  fault
    ? `The model’s process does not start: ${fault}`
    : `The model’s process ended (${signal ?? `code ${code}`}).`;

const tooLong = (ms: number): Error =>
  new Error(`The model took longer than ${ms / 1000} s and was stopped.`);

const tooMuch = (bytes: number): Error =>
  new Error(
    `The model took more than ${Math.round(bytes / 2 ** 20)} MB of memory and was stopped.`,
  );
