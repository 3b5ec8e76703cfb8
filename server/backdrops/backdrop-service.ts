import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { BackdropAsked } from '../../core/backdrops/backdrop-request.ts';
import type {
  BackdropJob,
  BackdropRequest,
  JobEvent,
  Variation,
} from '../../core/backdrops/job.ts';
import type { Principal } from '../../core/commands/authorise.ts';
import type { Command } from '../../core/commands/table.ts';
import { done, fault, type Result } from '../../core/result.ts';
import type { BackdropReport, EngineReport } from '../../core/wire/backdrop-report.ts';
import type { CommandResult } from '../../core/wire/events.ts';
import { refuse, refused } from '../commands/command-error.ts';
import type { Log } from '../observe/log.ts';
import type { ShowEngine } from '../show/show-engine.ts';
import { BakeDesk } from './bake-desk.ts';
import type { BackdropEngine, Making } from './engine.ts';
import { folderEngine } from './engines/folder.ts';
import { environmentOf, environmentOfVariation } from './environment-of.ts';
import { JobJournal } from './job-journal.ts';
import { JobQueue, type QueuedJob } from './job-queue.ts';
import { keptLayers, keptPicture } from './kept-picture.ts';
import { type LayersFile, layersFileOf, paramsInShow } from './layers-file.ts';
import { Library, type LibraryFile } from './library.ts';
import { pictureOf } from './picture.ts';
import { reportOf } from './report.ts';

export type BackdropCommand = Extract<Command, { type: `backdrop.${string}` }>;

export interface BackdropServiceOptions {
  engine: ShowEngine;
  /** The show's `backdrops/`. */
  folder: string;
  engines: readonly BackdropEngine[];
  wallClockMs: () => number;
  /** Puts a picture of the library into the show's assets, under a path of `assets/`; why not, in words. */
  publish: (source: string, file: string) => Promise<string | null>;
  /** A seed for who gave none. */
  newSeed: () => number;
  /** Pictures wait to be drawn and no page is there that draws. */
  onNobodyDraws: () => void;
  /** There is something to draw, and something draws it. */
  onDrawing: () => void;
  /** Why nothing draws, when no page will come either. */
  noDrawer: () => string | null;
  log: Pick<Log, 'info' | 'warn'>;
}

type Make = (making: Making) => AsyncIterable<Variation>;

const jobsAtMost = 100;
/** What is uploaded has no engine, but stands on record like what has one. */
const uploads = folderEngine({ id: 'upload', licence: 'unknown' });

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** What is to be on the disk before it counts: a disk that does not take it has changed nothing. */
function onDisk<Value>(write: () => Value): Result<Value> {
  try {
    return done(write());
  } catch (error) {
    const words = `The disk does not take it (${messageOf(error)}). Nothing was changed; make room and try again.`;
    return fault('', 'disk-failed', words);
  }
}

/** From a sentence to a person's yes: takes requests, runs engines one job at a time, keeps what was made and decided. */
export class BackdropService {
  readonly desk: BakeDesk;
  readonly #options: BackdropServiceOptions;
  readonly #library: Library;
  readonly #journal: JobJournal;
  readonly #queue: JobQueue;
  readonly #running = new Map<string, AbortController>();
  readonly #previews = new Map<string, { bytes: Buffer; contentType: string }>();
  readonly #runs = new Set<Promise<void>>();
  #isStopped = false;

  private constructor(options: BackdropServiceOptions, library: Library) {
    this.#options = options;
    this.#library = library;
    const { journal, contents } = JobJournal.open(join(options.folder, 'jobs.jsonl'));
    if (contents.damage) {
      options.log.warn(
        `backdrops/jobs.jsonl is damaged: ${contents.damage}. What was before it is kept, the rest is beside it as jobs.jsonl.damaged.`,
      );
    }
    this.#journal = journal;
    this.#queue = new JobQueue(journal, contents.records, options.wallClockMs);
    this.desk = new BakeDesk({
      newId: randomUUID,
      nowMs: () => performance.now(),
      onNobody: options.onNobodyDraws,
    });
  }

  static async open(options: BackdropServiceOptions): Promise<BackdropService> {
    const library = new Library(join(options.folder, 'files'));
    await library.open();
    const service = new BackdropService(options, library);
    service.#queue.requeue();
    service.#next();
    // A take that was cut lets wait no longer what works on this machine.
    let { rolling } = options.engine.state;
    options.engine.subscribe({
      patch: (_, state) => {
        if (state.rolling === rolling) return;
        rolling = state.rolling;
        service.#next();
      },
    });
    return service;
  }

  /** Newest first. */
  list(): BackdropReport[] {
    return this.#queue.list().map((queued) => this.#report(queued));
  }

  get(id: string): BackdropReport | undefined {
    const queued = this.#queue.get(id);
    return queued && this.#report(queued);
  }

  /** What can make them, and what keeps it from doing so. */
  engines(): Promise<EngineReport[]> {
    return Promise.all(
      this.#options.engines.map(async (engine) => {
        const { id, version, sourceType, licence, capabilities } = engine;
        return { id, version, sourceType, licence, capabilities, trouble: await engine.trouble() };
      }),
    );
  }

  preview(id: string): { bytes: Buffer; contentType: string } | undefined {
    return this.#previews.get(id);
  }

  /** Takes a picture or a `.2p5d` that has come from elsewhere, to be reviewed like any other. */
  async importPicture(
    engine: string,
    name: string,
    bytes: Buffer,
    by = `folder of ${engine}`,
  ): Promise<void> {
    const isLayers = /\.2p5d$/i.test(name);
    const picture = await (isLayers ? keptLayers : keptPicture)(this.#library, bytes);
    const { sha256 } = picture;
    const isKnown = this.#queue
      .list()
      .some(({ job }) => job.variations.some(({ asset }) => asset === sha256));
    if (isKnown) return;
    const request = { prompt: name, engine, seed: 0, count: 1 };
    const id = `bd-${randomUUID().slice(0, 8)}`;
    this.#queue.add(id, request, by);
    const undrawn: Variation = { asset: sha256, thumbnail: null, picture, seed: 0 };
    await this.#begin(id, async function* ({ drawn }) {
      yield await drawn(undrawn);
    });
  }

  /** A variation as a `.2p5d`, with the edits of its environment in the show. */
  async layersFile(id: string, index?: number): Promise<Result<LayersFile>> {
    const job = this.#queue.get(id)?.job;
    const variation = index ?? job?.approved?.variation ?? 0;
    const picture = job?.variations[variation]?.picture;
    if (!job || !picture) {
      const words = `Backdrop "${id}" has no picture as variation ${variation}.`;
      return fault('/variation', 'no-picture', words);
    }
    const bytes = await this.#library.read(picture.sha256);
    if (!bytes) return fault('/variation', 'file-gone', 'Its file is gone or was changed.');
    const params = paramsInShow(this.#options.engine.state, id, variation);
    return layersFileOf(job.request.prompt, picture, bytes, params);
  }

  file(sha256: string): LibraryFile | undefined {
    return this.#library.find(sha256);
  }

  /** Takes a request; the same one again, with its seed, is the job that there is. */
  submit(asked: BackdropAsked, principal: Principal): Result<BackdropReport> {
    const { engines, newSeed } = this.#options;
    const ids = engines.map(({ id }) => id).join(', ');
    if (!engines.some(({ id, atOnce }) => id === asked.engine && atOnce > 0))
      return fault(
        '/engine',
        'unknown-engine',
        `There is no engine "${asked.engine}". Known: ${ids}.`,
      );
    if (this.#queue.waiting().length >= jobsAtMost)
      return fault('', 'busy', `${jobsAtMost} backdrops wait. Ask again when some are made.`);
    const { like, ...rest } = asked;
    if (like && !this.#variation(like.id, like.variation))
      return fault(
        '/like',
        'unknown-backdrop',
        `Backdrop "${like.id}" has no variation ${like.variation}.`,
      );
    const request: BackdropRequest = {
      ...rest,
      seed: asked.seed ?? newSeed(),
      ...(like && { like }),
    };
    const newId = `bd-${randomUUID().slice(0, 8)}`;
    const queued = onDisk(
      () => this.#queue.same(request) ?? this.#queue.add(newId, request, principal.who),
    );
    if (!queued.ok) return queued;
    this.#next();
    return { ok: true, value: this.#report(queued.value) };
  }

  async command(command: BackdropCommand, { who }: Principal): Promise<CommandResult> {
    const { id } = command;
    const queued = this.#queue.get(id);
    if (!queued) return refuse('unknown-backdrop', `There is no backdrop "${id}".`, '/id');
    if (command.type === 'backdrop.push') return this.#push(queued.job, who);
    const written = onDisk(() => this.#queue.apply(id, this.#eventOf(command, who)));
    const result = written.ok ? written.value : written;
    if (!result.ok) return refused(result.fault);
    if (command.type === 'backdrop.cancel') this.#running.get(id)?.abort(new Error('cancelled'));
    return { ok: true, revision: this.#options.engine.revision };
  }

  /** Why an environment may not be shown: it is a backdrop, and nobody stands for it. */
  refusalOf(environmentId: string | null): string | undefined {
    const environments = this.#options.engine.state.show.environments;
    const environment = environments.find(({ id }) => id === environmentId);
    const origin = environment?.backdrop as { id?: unknown; variation?: unknown } | undefined;
    if (!origin) return undefined;
    const job = this.#queue.get(String(origin.id))?.job;
    if (!job) return undefined;
    const isApproved = job.status === 'approved' && job.approved?.variation === origin.variation;
    if (isApproved) return undefined;
    return `Backdrop "${environmentId}" is ${job.status === 'approved' ? 'another variation than the approved one' : job.status}. Approve it first.`;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const controller of this.#running.values()) controller.abort(new Error('server stops'));
    this.desk.close();
    await Promise.allSettled(this.#runs);
    this.#journal.close();
  }

  #eventOf(command: Exclude<BackdropCommand, { type: 'backdrop.push' }>, by: string): JobEvent {
    if (command.type === 'backdrop.cancel') return { type: 'cancelled' };
    if (command.type === 'backdrop.reject') return { type: 'rejected' };
    const { variation } = command;
    return { type: 'approved', variation, by, atMs: this.#options.wallClockMs() };
  }

  async #push(job: BackdropJob, who: string): Promise<CommandResult> {
    const { engine, publish } = this.#options;
    const made = environmentOf(job);
    if (!made.ok) return refused(made.fault);
    const picture = job.variations[job.approved?.variation ?? 0]?.picture;
    if (picture) {
      const file = this.#library.find(picture.sha256)?.file;
      const why = file ? await publish(made.value.source, file) : 'Its file is gone.';
      if (why) return refuse('not-published', `The picture cannot be put into the show: ${why}`);
    }
    const change = {
      type: 'backdrop.pushed',
      environment: made.value,
      ...(picture && { sha256: picture.sha256 }),
    } as const;
    const result = engine.apply(change, { who, role: 'operator', door: 'server' });
    return result.ok ? { ok: true, revision: result.revision } : refused(result.problems);
  }

  #engineOf({ request }: BackdropJob): BackdropEngine | undefined {
    return [...this.#options.engines, uploads].find(({ id }) => id === request.engine);
  }

  #variation(id: string, index: number): Variation | undefined {
    return this.#queue.get(id)?.job.variations[index];
  }

  #report(queued: QueuedJob): BackdropReport {
    const engine = this.#engineOf(queued.job);
    const waitsFor = this.#whyQueued(queued.job, engine);
    return reportOf(queued, engine, waitsFor, this.#previews.has(queued.job.id));
  }

  #whyQueued({ status }: BackdropJob, engine: BackdropEngine | undefined): string | null {
    const isPaused = engine?.isLocal && this.#options.engine.state.rolling;
    if (status === 'queued') return isPaused ? 'the take to be cut' : null;
    const isUndrawn = status === 'running' && !this.desk.hasPage;
    return isUndrawn ? this.#options.noDrawer() : null;
  }

  /** Begins what may begin. */
  #next(): void {
    if (this.#isStopped) return;
    for (const { job } of this.#queue.waiting()) {
      const engine = this.#engineOf(job);
      if (!engine) {
        this.#fail(job.id, `There is no engine "${job.request.engine}".`);
        continue;
      }
      if (engine.atOnce === 0) {
        this.#fail(job.id, 'Its import was interrupted; it comes again by itself.');
        continue;
      }
      const own = [...this.#running.keys()].filter(
        (id) => this.#queue.get(id)?.job.request.engine === engine.id,
      );
      const isPaused = engine.isLocal && this.#options.engine.state.rolling;
      if (own.length >= engine.atOnce || isPaused) continue;
      void this.#begin(job.id, (making) => engine.make(job.request, making));
    }
  }

  /** Runs a job so that the service can wait for it when it stops. */
  #begin(id: string, make: Make): Promise<void> {
    const run = this.#run(id, make).finally(() => this.#runs.delete(run));
    this.#runs.add(run);
    return run;
  }

  async #run(id: string, make: Make): Promise<void> {
    const controller = new AbortController();
    this.#running.set(id, controller);
    const { signal } = controller;
    try {
      this.#queue.apply(id, { type: 'started' });
      const making = this.#makingOf(id, signal);
      for await (const variation of make(making)) {
        signal.throwIfAborted();
        this.#queue.apply(id, { type: 'varied', variation });
      }
      signal.throwIfAborted();
      const finished = this.#queue.apply(id, { type: 'finished' });
      if (!finished.ok) this.#fail(id, finished.fault[0]?.message ?? 'It made nothing.');
    } catch (error) {
      // Cancelled by a person, or the server stops: then it begins anew when it is back.
      if (!signal.aborted) this.#fail(id, messageOf(error));
    } finally {
      this.#running.delete(id);
      this.#previews.delete(id);
      this.#next();
    }
  }

  #makingOf(id: string, signal: AbortSignal): Making {
    return {
      signal,
      progress: (progress) => void this.#queue.apply(id, { type: 'progressed', progress }),
      preview: (bytes, contentType) => void this.#previews.set(id, { bytes, contentType }),
      keep: (bytes, extension) => this.#library.put(bytes, extension),
      drawn: (variation) => this.#drawn(id, variation, signal),
      picture: async (bytes, projection, seeds) => {
        const shape = pictureOf(bytes, projection);
        const sha256 = await this.#library.put(bytes, shape.extension);
        const picture = { ...shape, sha256 };
        return this.#drawn(id, { asset: sha256, thumbnail: null, picture, ...seeds }, signal);
      },
      variation: (of, index) => this.#variation(of, index),
    };
  }

  /** The variation with its small picture, drawn by a page as a wall would show it. */
  async #drawn(id: string, variation: Variation, signal: AbortSignal): Promise<Variation> {
    const environment = environmentOfVariation(id, id, variation);
    if (!environment) return variation;
    this.#options.onDrawing();
    const sha256 = variation.picture?.sha256;
    const picture = await this.desk.draw({ environment, ...(sha256 && { sha256 }) }, signal);
    return { ...variation, thumbnail: await this.#library.put(picture, 'webp') };
  }

  #fail(id: string, message: string): void {
    try {
      this.#queue.apply(id, { type: 'failed', fault: message });
    } catch (err) {
      this.#options.log.warn({ err }, `Backdrop "${id}" failed and its journal cannot be written.`);
    }
  }
}
