import { environmentOfVariation } from '../../core/backdrops/environment-of-variation.ts';
import type {
  BackdropJob,
  EngineThen,
  Variation,
  VariationPicture,
} from '../../core/backdrops/job.ts';
import { reviewFigures } from '../../core/backdrops/review/figures.ts';
import type { ContentScores } from '../../core/models/content-scores.ts';
import { messageOf } from '../message-of.ts';
import type { Log } from '../observe/log.ts';
import type { ShowEngine } from '../show/show-engine.ts';
import type { BakeDesk, Baked } from './bake-desk.ts';
import type { BackdropEngine, Making, VariationSeeds } from './engine.ts';
import type { JobQueue } from './job-queue.ts';
import { keptLayers } from './kept-picture.ts';
import type { Library } from './library.ts';
import { pictureOf } from './picture.ts';
import { Silence, untilAborted } from './watched-run.ts';

export interface JobRunnerOptions {
  engine: ShowEngine;
  engines: readonly BackdropEngine[];
  queue: JobQueue;
  library: Library;
  desk: BakeDesk;
  /** There is something to draw, and something draws it. */
  onDrawing: () => void;
  /** What a content gate sees in a picture; nothing where there is none. */
  contentOf:
    | ((bytes: Buffer, signal: AbortSignal) => Promise<ContentScores | undefined>)
    | undefined;
  log: Pick<Log, 'warn'>;
}

export type Make = (making: Making) => AsyncIterable<Variation>;

/** Absent a word of its own, an engine may be silent for so long. */
const usualSilentMs = 3_600_000;
/** A disk that takes no record is tried again after so long. */
const diskAgainMs = 5000;

/** Runs jobs: engines one after the other as many at once as each allows, pictures drawn and measured by pages. */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #running = new Map<string, AbortController>();
  readonly #previews = new Map<string, { bytes: Buffer; contentType: string }>();
  readonly #runs = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  /** Why the disk takes no record, while it does not. */
  #diskTrouble: string | null = null;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
    // A take that was cut lets wait no longer what works on this machine.
    let { rolling } = options.engine.state;
    options.engine.subscribe({
      patch: (_, state) => {
        if (state.rolling === rolling) return;
        rolling = state.rolling;
        this.next();
      },
    });
  }

  preview(id: string): { bytes: Buffer; contentType: string } | undefined {
    return this.#previews.get(id);
  }

  /** What has to happen before an engine's job may begin; `null` when nothing has. */
  waitsFor(engine: BackdropEngine | undefined): string | null {
    if (engine?.isLocal && this.#options.engine.state.rolling) return 'the take to be cut';
    return this.#diskTrouble && `a disk that takes its record (${this.#diskTrouble})`;
  }

  cancel(id: string): void {
    this.#running.get(id)?.abort(new Error('cancelled'));
  }

  /** Begins what may begin. */
  next(): void {
    if (this.#stopping.signal.aborted) return;
    const { engines, queue } = this.#options;
    for (const { job } of queue.waiting()) {
      const engine = engines.find(({ id }) => id === job.request.engine);
      if (!engine) {
        this.#fail(job.id, `There is no engine "${job.request.engine}".`);
        continue;
      }
      if (engine.atOnce === 0) {
        this.#fail(job.id, 'Its import was interrupted; it comes again by itself.');
        continue;
      }
      if (this.#runningOf(engine) >= engine.atOnce || this.waitsFor(engine)) continue;
      if (!this.#hasStarted(job.id)) return;
      const make: Make = (making) => engine.make(job.request, making);
      void this.#tracked(this.#run(job.id, make, engine.silentMs));
    }
  }

  /** Whether its beginning is on record; when the disk does not take it, the job waits and is begun later. */
  #hasStarted(id: string): boolean {
    try {
      const engine = this.#engineThen(id);
      return this.#options.queue.apply(id, { type: 'started', ...(engine && { engine }) }).ok;
    } catch (error) {
      this.#diskTrouble = messageOf(error);
      const again = () => {
        this.#diskTrouble = null;
        this.next();
      };
      setTimeout(again, diskAgainMs).unref();
      return false;
    }
  }

  /** Runs a job now, so that `stop` can wait for it. */
  async begin(id: string, make: Make): Promise<void> {
    if (this.#hasStarted(id)) await this.#tracked(this.#run(id, make));
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('server stops'));
    for (const controller of this.#running.values()) controller.abort(this.#stopping.signal.reason);
    await Promise.allSettled(this.#runs);
  }

  #tracked(run: Promise<void>): Promise<void> {
    const tracked = run.finally(() => this.#runs.delete(tracked));
    this.#runs.add(tracked);
    return tracked;
  }

  #runningOf(engine: BackdropEngine): number {
    const { queue } = this.#options;
    const isOwn = (id: string) => queue.get(id)?.job.request.engine === engine.id;
    return [...this.#running.keys()].filter(isOwn).length;
  }

  async #run(id: string, make: Make, silentMs = usualSilentMs): Promise<void> {
    const { queue } = this.#options;
    const controller = new AbortController();
    this.#running.set(id, controller);
    const { signal } = controller;
    const silence = new Silence(silentMs, (tooLong) => {
      this.#fail(id, tooLong.message);
      controller.abort(tooLong);
    });
    try {
      const made = make(this.#makingOf(id, signal, silence));
      for await (const variation of untilAborted(made, signal)) {
        signal.throwIfAborted();
        silence.sign();
        queue.apply(id, { type: 'varied', variation });
      }
      signal.throwIfAborted();
      const finished = queue.apply(id, { type: 'finished' });
      if (!finished.ok) this.#fail(id, finished.fault[0]?.message ?? 'It made nothing.');
      else void this.#tracked(this.#measure(finished.value));
    } catch (error) {
      // Cancelled by a person, or the server stops: then it begins anew when it is back.
      if (!signal.aborted) this.#fail(id, messageOf(error));
    } finally {
      silence.end();
      this.#running.delete(id);
      this.#previews.delete(id);
      this.next();
    }
  }

  #engineThen(id: string): EngineThen | undefined {
    const { engines, queue } = this.#options;
    const engine = engines.find((each) => each.id === queue.get(id)?.job.request.engine);
    if (!engine) return undefined;
    const { version, sourceType, licence } = engine;
    return { version, sourceType, licence };
  }

  #makingOf(id: string, signal: AbortSignal, silence: Silence): Making {
    const { desk, library, queue } = this.#options;
    return {
      signal,
      progress: (progress) => {
        silence.sign();
        if (!signal.aborted) queue.apply(id, { type: 'progressed', progress });
      },
      preview: (bytes, contentType) => {
        silence.sign();
        if (!signal.aborted) this.#previews.set(id, { bytes, contentType });
      },
      keep: (bytes, extension) => library.put(bytes, extension),
      drawn: (variation) => silence.held(() => this.#drawn(id, variation, signal)),
      bake: async (variation, wants) => {
        const wanted = this.#wantedOf(id, variation);
        if (!wanted) throw new Error('It has nothing that can be drawn.');
        this.#options.onDrawing();
        return silence.held(() => desk.draw({ ...wanted, wants }, signal));
      },
      picture: async (bytes, projection, seeds) => {
        const shape = pictureOf(bytes, projection);
        const sha256 = await library.put(bytes, shape.extension);
        return silence.held(() => this.#kept(id, { ...shape, sha256 }, seeds, signal));
      },
      layers: async (bytes, seeds) => {
        const picture = await keptLayers(library, bytes);
        return silence.held(() => this.#kept(id, picture, seeds, signal));
      },
      kept: (picture, seeds) => silence.held(() => this.#kept(id, picture, seeds, signal)),
      read: (sha256) => library.read(sha256),
      variation: (of, index) => queue.get(of)?.job.variations[index],
    };
  }

  async #kept(
    id: string,
    picture: VariationPicture,
    seeds: VariationSeeds,
    signal: AbortSignal,
  ): Promise<Variation> {
    const { contentOf, library } = this.#options;
    // A `.2p5d` is no picture by itself; what is in it came from a picture, or from a person.
    const isPicture = picture.projection !== 'layers';
    const bytes = isPicture && contentOf ? await library.read(picture.sha256) : undefined;
    const content = bytes && (await contentOf?.(bytes, signal));
    const { sha256: asset } = picture;
    const undrawn = { asset, thumbnail: null, picture, ...(content && { content }), ...seeds };
    return this.#drawn(id, undrawn, signal);
  }

  #wantedOf(id: string, variation: Variation) {
    const environment = environmentOfVariation(id, id, variation);
    const sha256 = variation.picture?.sha256;
    return environment && { environment, ...(sha256 && { sha256 }) };
  }

  /** The variation with its small picture, drawn by a page as a wall would show it. */
  async #drawn(id: string, variation: Variation, signal: AbortSignal): Promise<Variation> {
    const wanted = this.#wantedOf(id, variation);
    if (!wanted) return variation;
    this.#options.onDrawing();
    const baked = await this.#options.desk.draw({ ...wanted, wants: ['still'] }, signal);
    return { ...variation, thumbnail: await this.#options.library.put(partOf(baked), 'webp') };
  }

  /**
   * Its figures for the review, one variation after the other; what cannot be measured is left so, and so is
   * what was rejected: the page that draws has others waiting.
   */
  async #measure({ id, variations }: BackdropJob): Promise<void> {
    const { desk, engine, queue, log } = this.#options;
    const { signal } = this.#stopping;
    for (const [index, variation] of variations.entries()) {
      const wanted = this.#wantedOf(id, variation);
      const isRejected = queue.get(id)?.job.status === 'rejected';
      if (!wanted || isRejected || engine.state.rolling) return;
      try {
        const baked = await desk.draw({ ...wanted, wants: ['figures'] }, signal);
        const figures = reviewFigures.parse(JSON.parse(partOf(baked).toString()));
        queue.apply(id, { type: 'measured', variation: index, figures });
      } catch (err) {
        if (!signal.aborted) log.warn({ err }, `Backdrop "${id}" could not be measured.`);
        return;
      }
    }
  }

  #fail(id: string, message: string): void {
    try {
      this.#options.queue.apply(id, { type: 'failed', fault: message });
    } catch (err) {
      this.#options.log.warn({ err }, `Backdrop "${id}" failed and its journal cannot be written.`);
      this.#options.queue.failUnrecorded(id, message);
    }
  }
}

function partOf(baked: Baked): Buffer {
  const [bytes] = baked.values();
  if (!bytes) throw new Error('The page brought nothing.');
  return bytes;
}
