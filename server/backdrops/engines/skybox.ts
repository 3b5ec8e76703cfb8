import { sentenceOf } from '../../../core/backdrops/backdrop-request.ts';
import type { BackdropRequest, Variation } from '../../../core/backdrops/job.ts';
import { parseSkybox, type SkyboxState, skyboxSeed } from '../../../core/backdrops/skybox.ts';
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

export interface SkyboxOptions {
  id: string;
  remote: Remote;
  styleId: number;
  licence: string;
  /** Between two questions whether it is done; the service counts them. */
  pollMs: number;
  timeoutMs: number;
}

/** Skybox AI (Blockade Labs): a hosted service that makes pictures all the way round. */
export function skyboxEngine(options: SkyboxOptions): BackdropEngine {
  const { id, remote, styleId } = options;
  return {
    id,
    version: `Skybox style ${styleId} at ${remote.base.host}`,
    sourceType: 'trainedAlgorithmicMedia',
    licence: options.licence,
    capabilities: { seed: true, progress: false, cancel: true, offline: false },
    atOnce: 1,
    isLocal: false,
    // It has a limit of its own for each picture.
    silentMs: options.timeoutMs + 60_000,
    trouble: async () => (remote.headers['x-api-key'] ? null : 'Its key is not set.'),
    make: (request, making) => makeAll(options, request, making),
  };
}

async function* makeAll(
  options: SkyboxOptions,
  request: BackdropRequest,
  making: Making,
): AsyncIterable<Variation> {
  for (let index = 0; index < request.count; index++) {
    const seed = variationSeed(request.seed, index);
    const bytes = await makeOne(options, sentenceOf(request), skyboxSeed(seed), making);
    yield making.picture(bytes, 'panorama', { seed, engineSeed: skyboxSeed(seed) });
    making.progress((index + 1) / request.count);
  }
}

async function makeOne(
  { remote, styleId, pollMs, timeoutMs }: SkyboxOptions,
  prompt: string,
  seed: number,
  making: Making,
): Promise<Buffer> {
  const signal = AbortSignal.any([making.signal, AbortSignal.timeout(timeoutMs)]);
  const body = { skybox_style_id: styleId, prompt, seed };
  let state: SkyboxState | undefined;
  try {
    state = await ask(remote, 'api/v1/skybox', { method: 'POST', body, signal });
    while (state.status === 'waiting' || state.status === 'working') {
      await pause(pollMs, signal);
      state = await ask(remote, `api/v1/imagine/requests/${encodeURIComponent(state.id)}`, {
        signal,
      });
    }
    if (state.status === 'failed' || !state.fileUrl) {
      throw new Error(`Skybox: ${state.reason ?? 'it failed and does not say why'}.`);
    }
    const { fileUrl } = state;
    return await retried(signal, () => fetchPicture(remote, fileUrl, signal));
  } catch (error) {
    if (signal.aborted && state) await withdraw(remote, state.id);
    making.signal.throwIfAborted();
    if (signal.aborted) throw new Error(`Skybox took longer than ${timeoutMs / 1000} s.`);
    throw error;
  }
}

interface Question {
  method?: 'POST';
  body?: unknown;
  signal: AbortSignal;
}

async function ask(remote: Remote, path: string, question: Question): Promise<SkyboxState> {
  const { status, json } = await retried(question.signal, () => callJson(remote, path, question));
  if (status === 401 || status === 403) throw new Error('Skybox does not take the key. Check it.');
  if (status === 429) throw new Error('Skybox takes no more requests for now. Try again later.');
  const state = parseSkybox(json);
  if (status >= 200 && status < 300 && state) return state;
  const told = state?.reason ?? reasonOf(json);
  throw new Error(`Skybox answers ${status}${told ? `: ${told}` : ' with nothing that is known'}.`);
}

function reasonOf(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const told = 'error' in json ? json.error : 'message' in json ? json.message : undefined;
  return typeof told === 'string' ? told.slice(0, 300) : undefined;
}

async function withdraw(remote: Remote, id: string): Promise<void> {
  const signal = AbortSignal.timeout(5000);
  const path = `api/v1/imagine/requests/${encodeURIComponent(id)}`;
  await callJson(remote, path, { method: 'DELETE', signal }).catch((error: unknown) => {
    if (!(error instanceof RemoteFault)) throw error;
  });
}
