import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { BackdropAsked } from '../../core/backdrops/backdrop-request.ts';
import type { BackdropJob, BackdropRequest, Variation } from '../../core/backdrops/job.ts';
import { rootOf } from '../../core/backdrops/locations.ts';
import type { Principal } from '../../core/commands/authorise.ts';
import type { ContentScores } from '../../core/models/content-scores.ts';
import { fault, type Result } from '../../core/result.ts';
import type { BackdropReport, EngineReport } from '../../core/wire/backdrop-report.ts';
import type { CommandResult } from '../../core/wire/events.ts';
import { messageOf } from '../message-of.ts';
import type { Log } from '../observe/log.ts';
import type { ShowEngine } from '../show/show-engine.ts';
import { BakeDesk } from './bake-desk.ts';
import { bakedDepth } from './baked-depth.ts';
import { type BackdropCommand, Decisions } from './decisions.ts';
import { DeckKeeper } from './deck-keeper.ts';
import type { BackdropEngine } from './engine.ts';
import { folderEngine } from './engines/folder.ts';
import { JobJournal } from './job-journal.ts';
import { JobQueue, type QueuedJob } from './job-queue.ts';
import { JobRunner } from './job-runner.ts';
import { keptLayers, keptPicture } from './kept-picture.ts';
import { type LayersFile, layersFileOf, paramsInShow } from './layers-file.ts';
import { Library, type LibraryFile } from './library.ts';
import { onDisk } from './on-disk.ts';
import { locationFinder, reportOf } from './report.ts';

export interface BackdropServiceOptions {
  engine: ShowEngine;
  /** The show's `backdrops/`. */
  folder: string;
  engines: readonly BackdropEngine[];
  wallClockMs: () => number;
  /** Puts a picture of the library into the show's assets, under a path of `assets/`; why not, in words. */
  publish: (source: string, file: string) => Promise<string | null>;
  /** What a picture is of; `undefined` when that cannot be told. Absent: nothing judges. */
  contentOf?: (bytes: Buffer, signal: AbortSignal) => Promise<ContentScores | undefined>;
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

const jobsAtMost = 100;
/** What is uploaded has no engine, but stands on record like what has one. */
const uploads = folderEngine({ id: 'upload', licence: 'unknown' });

/** From a sentence to a person's yes: takes requests, runs engines one job at a time, keeps what was made and decided. */
export class BackdropService {
  readonly desk: BakeDesk;
  readonly #options: BackdropServiceOptions;
  readonly #library: Library;
  readonly #journal: JobJournal;
  readonly #queue: JobQueue;
  readonly #runner: JobRunner;
  readonly #decisions: Decisions;
  readonly #keeper: DeckKeeper;

  private constructor(options: BackdropServiceOptions, library: Library) {
    this.#options = options;
    this.#library = library;
    const { journal, contents } = JobJournal.open(join(options.folder, 'jobs.jsonl'));
    if (contents.damage) {
      options.log.warn(
        `backdrops/jobs.jsonl is damaged: ${contents.damage}. What was before it is kept, the rest is beside it as jobs.jsonl.damaged.`,
      );
    }
    if (journal.trouble !== null) {
      options.log.warn(
        `backdrops/jobs.jsonl takes no record: ${journal.trouble}. No backdrop can be asked for or approved until that is put right and the server started again.`,
      );
    }
    this.#journal = journal;
    this.#queue = new JobQueue(journal, contents.records, options.wallClockMs);
    this.desk = new BakeDesk({
      newId: randomUUID,
      nowMs: () => performance.now(),
      onNobody: options.onNobodyDraws,
    });
    const { engine, engines, onDrawing, contentOf, log } = options;
    const desk = this.desk;
    this.#runner = new JobRunner({
      engine,
      engines,
      queue: this.#queue,
      library,
      desk,
      onDrawing,
      contentOf,
      log,
    });
    const { wallClockMs, publish } = options;
    const onCancelled = (id: string) => this.#runner.cancel(id);
    const queue = this.#queue;
    this.#decisions = new Decisions({ engine, queue, library, wallClockMs, publish, onCancelled });
    const isMade = (job: BackdropJob) => this.#engineOf(job)?.atOnce !== 0;
    this.#keeper = new DeckKeeper({ engine, queue, isMade, log });
  }

  static async open(options: BackdropServiceOptions): Promise<BackdropService> {
    const library = new Library(join(options.folder, 'files'));
    try {
      await library.open();
    } catch (error) {
      options.log.warn(
        `backdrops/files cannot be used: ${messageOf(error)}. Backdrops cannot be made until that is put right.`,
      );
    }
    const service = new BackdropService(options, library);
    service.#requeue();
    service.#runner.next();
    return service;
  }

  /** Newest first. */
  list(): BackdropReport[] {
    const find = locationFinder(this.#queue);
    return this.#queue.list().map((queued) => this.#report(queued, find));
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
    return this.#runner.preview(id);
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
    await this.#runner.begin(id, async function* (making) {
      yield await making.kept(picture, { seed: 0 });
    });
  }

  /** A variation as a `.2p5d`, with the edits of its environment in the show. */
  async layersFile(id: string, index?: number): Promise<Result<LayersFile>> {
    const job = this.#queue.get(id)?.job;
    const variation = index ?? job?.approved?.variation ?? 0;
    const made = job?.variations[variation];
    const picture = made?.picture;
    if (!job || !picture) {
      const words = `Backdrop "${id}" has no picture as variation ${variation}.`;
      return fault('/variation', 'no-picture', words);
    }
    const bytes = await this.#library.read(picture.sha256);
    if (!bytes) return fault('/variation', 'file-gone', 'Its file is gone or was changed.');
    const params = paramsInShow(this.#options.engine.state, id, variation);
    const depth = await bakedDepth(made, (sha256) => this.#library.read(sha256));
    return layersFileOf(job.request.prompt, picture, bytes, params, depth);
  }

  file(sha256: string): LibraryFile | undefined {
    return this.#library.find(sha256);
  }

  /** Takes a request; the same one again, with its seed, is the job that there is. */
  submit(asked: BackdropAsked, principal: Principal): Result<BackdropReport> {
    const { engines, newSeed } = this.#options;
    const ids = engines.map(({ id }) => id).join(', ');
    const engine = engines.find(({ id, atOnce }) => id === asked.engine && atOnce > 0);
    if (!engine)
      return fault(
        '/engine',
        'unknown-engine',
        `There is no engine "${asked.engine}". Known: ${ids}.`,
      );
    if (this.#queue.waiting().length >= jobsAtMost)
      return fault('', 'busy', `${jobsAtMost} backdrops wait. Ask again when some are made.`);
    const { like, nudge, ...given } = asked;
    const rest = { ...given, ...(nudge && { nudge }) };
    if (like && !this.#variation(like.id, like.variation))
      return fault(
        '/like',
        'unknown-backdrop',
        `Backdrop "${like.id}" has no variation ${like.variation}.`,
      );
    const fragments = like && this.#fragmentsOf(like.id);
    const request: BackdropRequest = {
      ...rest,
      count: Math.min(asked.count, engine.maxCount ?? asked.count),
      seed: asked.seed ?? newSeed(),
      ...(like && { like }),
      ...(fragments && { fragments }),
    };
    const newId = `bd-${randomUUID().slice(0, 8)}`;
    const queued = onDisk(
      () => this.#queue.same(request) ?? this.#queue.add(newId, request, principal.who),
    );
    if (!queued.ok) return queued;
    this.#runner.next();
    return { ok: true, value: this.#report(queued.value) };
  }

  command(command: BackdropCommand, principal: Principal): Promise<CommandResult> {
    return this.#decisions.command(command, principal);
  }

  /** Why an environment may not be shown: it is a backdrop, and nobody stands for it. */
  refusalOf(environmentId: string | null): string | undefined {
    return this.#keeper.refusalOf(environmentId);
  }

  guardDecks(): void {
    this.#keeper.guard();
  }

  #requeue(): void {
    const written = onDisk(() => this.#queue.requeue());
    if (!written.ok)
      this.#options.log.warn(`What ran is not begun anew. ${written.fault[0]?.message}`);
  }

  #fragmentsOf(id: string): string | undefined {
    const jobs = this.#queue.jobs();
    return jobs.get(rootOf(jobs, id))?.bible?.fragments || undefined;
  }

  async stop(): Promise<void> {
    const stopped = this.#runner.stop();
    this.desk.close();
    await stopped;
    this.#journal.close();
  }

  #engineOf({ request }: BackdropJob): BackdropEngine | undefined {
    return [...this.#options.engines, uploads].find(({ id }) => id === request.engine);
  }

  #variation(id: string, index: number): Variation | undefined {
    return this.#queue.get(id)?.job.variations[index];
  }

  #report(queued: QueuedJob, find = locationFinder(this.#queue)): BackdropReport {
    const engine = this.#engineOf(queued.job);
    const waitsFor = this.#whyQueued(queued.job, engine);
    return reportOf(queued, {
      queue: this.#queue,
      stage: this.#options.engine.state.show.stage,
      engine,
      waitsFor,
      hasPreview: this.#runner.preview(queued.job.id) !== undefined,
      location: find(queued.job.id),
    });
  }

  #whyQueued({ status }: BackdropJob, engine: BackdropEngine | undefined): string | null {
    if (status === 'queued') return this.#runner.waitsFor(engine);
    const isUndrawn = status === 'running' && !this.desk.hasPage;
    return isUndrawn ? this.#options.noDrawer() : null;
  }
}
