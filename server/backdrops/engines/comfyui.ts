import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { sentenceOf } from '../../../core/backdrops/backdrop-request.ts';
import {
  type ComfyEvent,
  type ComfyImage,
  comfyOutcome,
  comfyQueued,
  comfyRefusal,
  isComfyRunning,
  parseComfyBinary,
  parseComfyText,
} from '../../../core/backdrops/comfy-ui/messages.ts';
import {
  type ComfyWorkflow,
  filledWorkflow,
  type WorkflowPicture,
} from '../../../core/backdrops/comfy-ui/workflow.ts';
import type { BackdropRequest, Variation } from '../../../core/backdrops/job.ts';
import { variationSeed } from '../../../core/backdrops/variation-seed.ts';
import type { BackdropEngine, Making } from '../engine.ts';
import {
  callJson,
  fetchPicture,
  pause,
  type Remote,
  RemoteFault,
  retried,
} from '../remote/remote.ts';
import { uploadedPictures } from './comfy-pictures.ts';

export interface ComfyOptions {
  id: string;
  remote: Remote;
  workflow: ComfyWorkflow;
  negative: string;
  width: number;
  height: number;
  projection: 'panorama' | 'plate';
  licence: string;
  /** A picture that takes longer has failed. */
  timeoutMs: number;
}

/** What a picture under way looks like from outside: resolved by the socket, or by asking. */
interface Watching {
  promptId: string;
  share(part: number): void;
  end(failure: string | undefined): void;
}

type Pictures = Partial<Record<WorkflowPicture, string>>;

const pollMs = 1000;
const mostFrameBytes = 32 * 1024 * 1024;

/** ComfyUI on this machine or the network: its graph, our seed, its progress and previews. */
export function comfyEngine(options: ComfyOptions): BackdropEngine {
  const { id, remote } = options;
  return {
    id,
    version: `ComfyUI at ${remote.base.host}`,
    sourceType: 'trainedAlgorithmicMedia',
    licence: options.licence,
    capabilities: { seed: true, progress: true, cancel: true, offline: false },
    atOnce: 1,
    isLocal: ['127.0.0.1', 'localhost', '[::1]'].includes(remote.base.hostname),
    // It has a limit of its own for each picture.
    silentMs: options.timeoutMs + 60_000,
    trouble: () => troubleOf(remote),
    make: (request, making) => makeAll(options, request, making),
  };
}

async function troubleOf(remote: Remote): Promise<string | null> {
  try {
    const signal = AbortSignal.timeout(3000);
    const { status } = await callJson(remote, 'system_stats', { signal });
    return status === 200 ? null : `${remote.base.host} answers ${status}.`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function* makeAll(
  options: ComfyOptions,
  request: BackdropRequest,
  making: Making,
): AsyncIterable<Variation> {
  const clientId = randomUUID();
  const pictures = await picturesOf(options, request, making);
  for (let index = 0; index < request.count; index++) {
    const seed = variationSeed(request.seed, index);
    const share = (part: number) => making.progress((index + part) / request.count);
    const bytes = await makeOne(options, { ...request, seed }, pictures, clientId, {
      ...making,
      progress: share,
    });
    yield making.picture(bytes, options.projection, { seed });
    share(1);
  }
}

/** The names of the pictures that the workflow takes, once they are over there. */
async function picturesOf(
  { remote, workflow, timeoutMs }: ComfyOptions,
  request: BackdropRequest,
  making: Making,
): Promise<Pictures> {
  const signal = AbortSignal.any([making.signal, AbortSignal.timeout(timeoutMs)]);
  try {
    return await uploadedPictures(remote, workflow, request, making, signal);
  } catch (error) {
    making.signal.throwIfAborted();
    if (signal.aborted) throw new Error(`ComfyUI took longer than ${timeoutMs / 1000} s.`);
    throw error;
  }
}

async function makeOne(
  options: ComfyOptions,
  request: BackdropRequest,
  pictures: Pictures,
  clientId: string,
  making: Making,
): Promise<Buffer> {
  const { remote, workflow, negative, width, height, timeoutMs } = options;
  const signal = AbortSignal.any([making.signal, AbortSignal.timeout(timeoutMs)]);
  const { seed } = request;
  const prompt = sentenceOf(request);
  const graph = filledWorkflow(workflow, { prompt, negative, seed, width, height, ...pictures });
  const socket = listen(remote, clientId, making);
  let promptId: string | undefined;
  try {
    await socket.opened;
    const call = { method: 'POST', body: { prompt: graph, client_id: clientId }, signal } as const;
    const { status, json } = await retried(signal, () => callJson(remote, 'prompt', call));
    const queued = comfyQueued.safeParse(json).data;
    if (status !== 200 || !queued) throw new Error(`ComfyUI: ${comfyRefusal(json)}`);
    promptId = queued.prompt_id;
    const images = await finished(options, promptId, socket, signal, making.progress);
    const [image] = images;
    if (!image)
      throw new Error(
        'ComfyUI has finished and saved no picture. Does the workflow have a SaveImage?',
      );
    return await retried(signal, () => fetchPicture(remote, viewPath(image), signal));
  } catch (error) {
    if (promptId) await withdraw(remote, promptId);
    making.signal.throwIfAborted();
    if (signal.aborted) throw new Error(`ComfyUI took longer than ${timeoutMs / 1000} s.`);
    throw error;
  } finally {
    socket.close();
  }
}

const viewPath = ({ filename, subfolder, type }: ComfyImage): string =>
  `view?${new URLSearchParams({ filename, subfolder, type })}`;

/** Its pictures, once it is done: told by the socket, or found in the history when the socket is gone. */
async function finished(
  { remote }: ComfyOptions,
  promptId: string,
  socket: Listening,
  signal: AbortSignal,
  share: (part: number) => void,
): Promise<ComfyImage[]> {
  for (;;) {
    const failure = await socket.next(promptId, share, signal);
    if (failure !== undefined) throw new Error(`ComfyUI: ${failure}`);
    const { json } = await retried(signal, () =>
      callJson(remote, `history/${encodeURIComponent(promptId)}`, { signal }),
    );
    const outcome = comfyOutcome(json, promptId);
    if (outcome?.isFailed) throw new Error('ComfyUI: it failed. Its own log says why.');
    if (outcome) return outcome.images;
  }
}

interface Listening {
  /** Resolves also when it cannot be opened: then the history is asked. */
  opened: Promise<void>;
  /** Resolves when the prompt is done, or when it is time to ask; with words when it has failed. */
  next(
    promptId: string,
    share: (part: number) => void,
    signal: AbortSignal,
  ): Promise<string | undefined>;
  close(): void;
}

function listen(remote: Remote, clientId: string, making: Making): Listening {
  const url = new URL(`ws?clientId=${clientId}`, remote.base);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(url, {
    headers: remote.headers,
    followRedirects: false,
    handshakeTimeout: 5000,
    maxPayload: mostFrameBytes,
  });
  let watching: Watching | undefined;
  // What came before anybody watched: a cached graph is done at once.
  const ended = new Map<string, string | undefined>();
  const take = (event: ComfyEvent | undefined) => {
    if (!event) return;
    if (event.type === 'preview')
      return making.preview(Buffer.from(event.bytes), event.contentType);
    if (event.type === 'progress') {
      if (event.promptId === watching?.promptId) watching.share(event.value / event.max);
      return;
    }
    const failure = event.type === 'failed' ? event.reason : undefined;
    ended.set(event.promptId, failure);
    if (event.promptId === watching?.promptId) watching.end(failure);
  };
  socket.on('message', (data: Buffer, isBinary) =>
    take(isBinary ? parseComfyBinary(data) : parseComfyText(data.toString('utf8'))),
  );
  const opened = new Promise<void>((resolve) => {
    socket.once('open', () => resolve());
    socket.once('error', () => resolve());
    socket.once('close', () => resolve());
  });
  // Errors are told by `close`, which follows each.
  socket.on('error', () => undefined);
  socket.on('close', () => watching?.end(undefined));
  const next = (promptId: string, share: (part: number) => void, signal: AbortSignal) => {
    if (ended.has(promptId)) {
      const failure = ended.get(promptId);
      ended.delete(promptId);
      return Promise.resolve(failure);
    }
    if (socket.readyState !== WebSocket.OPEN) return pause(pollMs, signal).then(() => undefined);
    return new Promise<string | undefined>((resolve, reject) => {
      const stop = () => reject(signal.reason);
      signal.addEventListener('abort', stop, { once: true });
      watching = {
        promptId,
        share,
        end: (failure) => {
          signal.removeEventListener('abort', stop);
          watching = undefined;
          ended.delete(promptId);
          resolve(failure);
        },
      };
    });
  };
  return { opened, next, close: () => socket.terminate() };
}

/** Takes a prompt back: out of the queue, or off the machine if it is the one that runs. */
async function withdraw(remote: Remote, promptId: string): Promise<void> {
  const signal = AbortSignal.timeout(5000);
  try {
    await callJson(remote, 'queue', { method: 'POST', body: { delete: [promptId] }, signal });
    const { json } = await callJson(remote, 'queue', { signal });
    if (isComfyRunning(json, promptId)) {
      await callJson(remote, 'interrupt', { method: 'POST', body: {}, signal });
    }
  } catch (error) {
    // It is gone, or does not answer: then there is nothing to take back.
    if (!(error instanceof RemoteFault)) throw error;
  }
}
