import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type ModelSignature, modelSignature } from '../../core/models/model-signature.ts';
import { onnxOutline } from '../../core/models/onnx-outline.ts';
import { providersFor } from '../../core/models/providers.ts';
import { messageOf } from '../message-of.ts';
import type { InferenceMessage, InferenceRequest } from './inference-messages.ts';

type Runtime = typeof import('onnxruntime-node');
type Session = Awaited<ReturnType<Runtime['InferenceSession']['create']>>;

/** Runs a checked model on numbers. Its first output, with its axes. */
export interface OpenModel {
  signature: ModelSignature;
  run(
    values: Float32Array,
    dims: readonly number[],
  ): Promise<{ values: Float32Array; dims: readonly number[] }>;
}

/**
 * A session for the model of a request. Its bytes are read once; those very bytes are hashed, outlined
 * and handed to the runtime, so that nothing can be exchanged in between.
 */
export async function openSession(
  request: InferenceRequest,
  tell: (message: InferenceMessage) => void,
): Promise<OpenModel> {
  const { model } = request;
  const bytes = readFileSync(model.file);
  if (createHash('sha256').update(bytes).digest('hex') !== model.sha256)
    throw new Error('The model has changed since it was looked at. Ask again.');
  const outlined = onnxOutline({
    bytes: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length),
  });
  if (!outlined.ok) throw new Error(outlined.fault[0]?.message ?? 'The model is not taken.');
  const signature = modelSignature(outlined.value);
  if (!signature) throw new Error('The model’s inputs and outputs are none that are known.');
  const runtime = await importRuntime(request.runtime);
  // Numbers in a file beside the model are found from its path alone.
  const source = outlined.value.externalFiles.length > 0 ? model.file : bytes;
  const session = await firstThatWorks(runtime, source, request, tell);
  return { signature, run: (values, dims) => runOn(runtime, session, signature, values, dims) };
}

async function importRuntime(name: string): Promise<Runtime> {
  try {
    const runtime: Runtime & { default?: Runtime } = await import(name);
    return runtime.default ?? runtime;
  } catch (error) {
    const [why] = messageOf(error).split('\n');
    throw new Error(`The runtime for models (onnxruntime-node) cannot be loaded: ${why}`);
  }
}

async function firstThatWorks(
  runtime: Runtime,
  source: string | Buffer,
  { providers, avoided, threads }: InferenceRequest,
  tell: (message: InferenceMessage) => void,
): Promise<Session> {
  const supported = runtime.listSupportedBackends().map(({ name }) => name);
  const skipped: { provider: string; why: string }[] = [];
  for (const provider of providers ?? providersFor(process.platform, supported)) {
    if (avoided.includes(provider)) {
      skipped.push({ provider, why: 'It ended the process.' });
      continue;
    }
    tell({ type: 'trying', provider });
    try {
      const session = await createSession(runtime, source, {
        executionProviders: [provider],
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        logSeverityLevel: 4,
      });
      tell({ type: 'session', provider, skipped });
      return session;
    } catch (error) {
      skipped.push({ provider, why: messageOf(error).slice(0, 300) });
    }
  }
  const whys = skipped.map(({ provider, why }) => `${provider}: ${why}`).join(' ');
  throw new Error(`The model cannot be started. ${whys}`);
}

/** Its two ways to be called have two types. */
const createSession = (
  { InferenceSession }: Runtime,
  source: string | Buffer,
  options: Parameters<Runtime['InferenceSession']['create']>[1],
): Promise<Session> =>
  typeof source === 'string'
    ? InferenceSession.create(source, options)
    : InferenceSession.create(source, options);

async function runOn(
  { Tensor }: Runtime,
  session: Session,
  { input, output }: ModelSignature,
  values: Float32Array,
  dims: readonly number[],
) {
  const made = (await session.run({ [input]: new Tensor('float32', values, dims) }))[output];
  if (!made || !(made.data instanceof Float32Array))
    throw new Error('The model made something else than it says.');
  return { values: made.data, dims: made.dims };
}
