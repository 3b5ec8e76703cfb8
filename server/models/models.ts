import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ContentScores, contentFrom } from '../../core/models/content-scores.ts';
import type { ModelsReport } from '../../core/wire/model-report.ts';
import { pictureOf } from '../backdrops/picture.ts';
import { messageOf } from '../message-of.ts';
import type { Log } from '../observe/log.ts';
import { defaultRuntime, type InferenceLimits, type Inferred, infer } from './inference.ts';
import { ModelStore, type UsableModel } from './model-store.ts';

export interface ModelsOptions {
  /** `models/` of the data folder: what a crew puts there may be run. */
  folder: string;
  log: Pick<Log, 'info' | 'warn'>;
  /** Module that is the runtime. */
  runtime?: string;
  /** Execution providers to try, in this order; absent: those of the platform. */
  providers?: readonly string[];
  limits?: Partial<InferenceLimits>;
  /** The process that runs a model, each time one starts. */
  onProcess?: (pid: number) => void;
}

/** What an enlargement is made of, and where its progress goes. */
export interface Enlarging {
  picture: Buffer;
  scale: number;
  wraps: boolean;
  signal: AbortSignal;
  progress(share: number): void;
}

/** A picture that a model made, which model that was, and on what it ran. */
export interface MadePicture {
  png: Buffer;
  model: UsableModel;
  provider: string;
}

type Wanted = Pick<UsableModel, 'kind'> & { id?: string; scale?: number };

const builtInFolder = fileURLToPath(new URL('../../models', import.meta.url));
const installed = createRequire(import.meta.url);
const never = (): AbortSignal => new AbortController().signal;

/** A tile may take this long on a slow machine that renders beside it. */
const silentMs = 180_000;
const longestMs = { upscale: 3_600_000, gate: 120_000, depth: 600_000 } as const;

/** The models that there are, and what is done with them: one picture at a time, each in a process of its own. */
export class Models {
  readonly #options: ModelsOptions;
  readonly #store: ModelStore;
  readonly #last = new Map<'gate' | 'work', Promise<unknown>>();
  #ranOn: ModelsReport['ranOn'] = null;

  constructor(options: ModelsOptions) {
    this.#options = options;
    this.#store = new ModelStore([
      { folder: builtInFolder, isBuiltIn: true },
      { folder: options.folder, isBuiltIn: false },
    ]);
  }

  async report(): Promise<ModelsReport> {
    const models = await this.#store.list();
    return { trouble: this.#runtimeTrouble(), models, ranOn: this.#ranOn };
  }

  /** Why nothing of a kind can be done now, in words; null when it can. */
  async trouble(wanted: Wanted): Promise<string | null> {
    const model = await this.#store.find(isLike(wanted));
    return model ? this.#runtimeTrouble() : noModel(wanted);
  }

  async find(wanted: Wanted): Promise<UsableModel | undefined> {
    return this.#store.find(isLike(wanted));
  }

  /** A picture, `scale` times as wide and high. */
  async upscale({ picture, scale, wraps, signal, progress }: Enlarging): Promise<MadePicture> {
    const model = await this.#need({ kind: 'upscale', scale });
    const { made, png } = await this.#run('upscale', model, picture, { wraps, signal, progress });
    return { png, model, provider: made.provider };
  }

  /** How likely a picture is of what kind; `undefined` when that cannot be told, which the log says. */
  async contentOf(picture: Buffer, signal = never()): Promise<ContentScores | undefined> {
    try {
      const model = await this.#need({ kind: 'gate' });
      const { made } = await this.#run('gate', model, picture, { wraps: false, signal });
      return contentFrom(made.values);
    } catch (error) {
      if (signal.aborted) throw error;
      this.#options.log.warn(`A picture's content was not judged: ${messageOf(error)}`);
      return undefined;
    }
  }

  /**
   * Inverse relative depth of a picture as 16-bit grey PNG of its size: 0 is farthest, 65535 nearest.
   * With a model of the store by its id, or else the first that sees depth.
   */
  async depthOf(picture: Buffer, id?: string, signal = never()): Promise<MadePicture> {
    const model = await this.#need({ kind: 'depth', ...(id && { id }) });
    const { made, png } = await this.#run('depth', model, picture, { wraps: false, signal });
    return { png, model, provider: made.provider };
  }

  async #need(wanted: Wanted): Promise<UsableModel> {
    const model = await this.#store.find(isLike(wanted));
    if (!model) throw new Error(noModel(wanted));
    const trouble = this.#runtimeTrouble();
    if (trouble) throw new Error(trouble);
    return model;
  }

  /** Said once, and again when it changes: a driver may have come or gone. */
  #ran({ provider, skipped }: Inferred): void {
    const isKnown = this.#ranOn?.provider === provider;
    this.#ranOn = { provider, skipped };
    if (isKnown) return;
    const whys = skipped.map((each) => ` Not on ${each.provider}: ${each.why}`).join('');
    this.#options.log.info(`Models run on ${provider}.${whys}`);
  }

  /** Without loading it: what is native stays out of the server's process. */
  #runtimeTrouble(): string | null {
    const missing = 'The runtime for models (onnxruntime-node) is not installed. Run npm install.';
    try {
      const file = installed.resolve(this.#options.runtime ?? defaultRuntime);
      return existsSync(file) ? null : missing;
    } catch {
      return missing;
    }
  }

  /** One after the other: two would take each other's memory and time. The gate is small and waits for no other. */
  #run(
    task: 'upscale' | 'gate' | 'depth',
    model: UsableModel,
    picture: Buffer,
    how: { wraps: boolean; signal: AbortSignal; progress?: (share: number) => void },
  ): Promise<{ made: Inferred; png: Buffer }> {
    const lane = task === 'gate' ? 'gate' : 'work';
    const before = this.#last.get(lane) ?? Promise.resolve();
    const turn = before.then(() => this.#runNow(task, model, picture, how));
    this.#last.set(
      lane,
      turn.catch(() => undefined),
    );
    return turn;
  }

  async #runNow(
    task: 'upscale' | 'gate' | 'depth',
    { file, sha256, scale, range, memoryBytes }: UsableModel,
    picture: Buffer,
    {
      wraps,
      signal,
      progress,
    }: { wraps: boolean; signal: AbortSignal; progress?: (share: number) => void },
  ): Promise<{ made: Inferred; png: Buffer }> {
    // By its header, before any process is started for it.
    pictureOf(picture, 'by shape');
    const { runtime, providers, limits, onProcess } = this.#options;
    const folder = await mkdtemp(join(tmpdir(), 'cyclorama-model-'));
    try {
      const [from, output] = [join(folder, 'picture'), join(folder, 'made.png')];
      await writeFile(from, picture);
      const asked = { task, model: { file, sha256, scale, range }, picture: from, output, wraps };
      const made = await infer(
        { ...asked, ...(runtime && { runtime }), ...(providers && { providers }) },
        {
          signal,
          limits: {
            memoryBytes: memoryLimit(memoryBytes),
            silentMs,
            longestMs: longestMs[task],
            ...limits,
          },
          ...(progress && { progress }),
          ...(onProcess && { started: onProcess }),
        },
      );
      this.#ran(made);
      return { made, png: task === 'gate' ? Buffer.alloc(0) : await readFile(output) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Twice what a tile is estimated to need, and room for two of the largest pictures. */
const memoryLimit = (needBytes: number): number => 2 * needBytes + 2 ** 30;

const isLike =
  (wanted: Wanted) =>
  ({ id, kind, scale }: UsableModel): boolean =>
    kind === wanted.kind &&
    (wanted.id === undefined || id === wanted.id) &&
    (wanted.scale === undefined || scale === wanted.scale);

function noModel({ kind, id, scale }: Wanted): string {
  if (id !== undefined) return `There is no model "${id}" that can be used for ${kind}.`;
  const what = scale ? `${kind} ×${scale}` : kind;
  return `There is no model for ${what}. Put one into the data folder's models/.`;
}
