import type { BackdropJob, JobEvent } from '../../core/backdrops/job.ts';
import { jobsByRoot, rootOf, versionBefore, versionsOf } from '../../core/backdrops/locations.ts';
import { type Principal, refusal } from '../../core/commands/authorise.ts';
import type { Command } from '../../core/commands/table.ts';
import type { CommandResult } from '../../core/wire/events.ts';
import { refuse, refused } from '../commands/command-error.ts';
import type { ShowEngine } from '../show/show-engine.ts';
import { environmentOf } from './environment-of.ts';
import type { JobQueue, QueuedJob } from './job-queue.ts';
import type { Library } from './library.ts';
import { onDisk } from './on-disk.ts';

export type BackdropCommand = Extract<Command, { type: `backdrop.${string}` }>;

type Judgement = Extract<
  BackdropCommand,
  { type: 'backdrop.approve' | 'backdrop.reject' | 'backdrop.cancel' | 'backdrop.hurry' }
>;

export interface DecisionsOptions {
  engine: ShowEngine;
  queue: JobQueue;
  library: Library;
  wallClockMs: () => number;
  /** Puts a picture of the library into the show's assets, under a path of `assets/`; why not, in words. */
  publish: (source: string, file: string) => Promise<string | null>;
  onCancelled: (id: string) => void;
}

/** What people say of backdrops: yes, no, on preview with it, the one before. Each is on record before it counts. */
export class Decisions {
  readonly #options: DecisionsOptions;

  constructor(options: DecisionsOptions) {
    this.#options = options;
  }

  async command(command: BackdropCommand, principal: Principal): Promise<CommandResult> {
    const { id } = command;
    const { who } = principal;
    const queued = this.#options.queue.get(id);
    if (!queued) return refuse('unknown-backdrop', `There is no backdrop "${id}".`, '/id');
    if (command.type === 'backdrop.push') return this.#push(queued, who);
    if (command.type === 'backdrop.back') return this.#back(queued.job, principal);
    if (command.type === 'backdrop.bible') {
      const root = rootOf(this.#options.queue.jobs(), id);
      return this.#apply(root, { type: 'bible', fragments: command.fragments, by: who });
    }
    const result = this.#apply(id, this.#eventOf(command, who));
    if (result.ok && command.type === 'backdrop.cancel') this.#options.onCancelled(id);
    return result;
  }

  #apply(id: string, event: JobEvent): CommandResult {
    const written = onDisk(() => this.#options.queue.apply(id, event));
    const result = written.ok ? written.value : written;
    if (!result.ok) return refused(result.fault);
    return { ok: true, revision: this.#options.engine.revision };
  }

  /** The version before the approved one comes back to preview, with the name of who wants it. */
  async #back(job: BackdropJob, principal: Principal): Promise<CommandResult> {
    const { who: by } = principal;
    const jobs = this.#options.queue.jobs();
    const versions = versionsOf(jobsByRoot(jobs).get(rootOf(jobs, job.id)) ?? []);
    const before = job.approved && versionBefore(versions, job.id, job.approved.variation);
    if (!before)
      return refuse('no-version-before', `Backdrop "${job.id}" has no version before it.`, '/id');
    const earlier = jobs.get(before.id);
    if (earlier?.approved?.variation !== before.variation) {
      const atMs = this.#options.wallClockMs();
      const { variation } = before;
      // It says yes anew: who may not approve may not do so by going back.
      const approval = { type: 'backdrop.approve', id: before.id, variation } as const;
      const reason = refusal(principal, approval, this.#options.engine.state.show.remote.live);
      if (reason) return refuse('forbidden', reason);
      const again = this.#apply(before.id, { type: 'approved', variation, by, atMs });
      if (!again.ok) return again;
    }
    const now = this.#options.queue.get(before.id);
    return now ? this.#push(now, by) : refuse('gone', 'It is gone.', '/id');
  }

  #eventOf(command: Judgement, by: string): JobEvent {
    if (command.type === 'backdrop.cancel') return { type: 'cancelled' };
    if (command.type === 'backdrop.reject') return { type: 'rejected' };
    if (command.type === 'backdrop.hurry')
      return { type: 'hurried', atMs: this.#options.wallClockMs() };
    const { variation } = command;
    return { type: 'approved', variation, by, atMs: this.#options.wallClockMs() };
  }

  async #push({ job, record }: QueuedJob, who: string): Promise<CommandResult> {
    const { engine, publish } = this.#options;
    const made = environmentOf(job, record);
    if (!made.ok) return refused(made.fault);
    const picture = job.variations[job.approved?.variation ?? 0]?.picture;
    if (picture) {
      const file = this.#options.library.find(picture.sha256)?.file;
      const why = file ? await publish(made.value.source, file) : 'Its file is gone.';
      if (why) return refuse('not-published', `The picture cannot be put into the show: ${why}`);
    }
    const change = {
      type: 'backdrop.pushed',
      environment: made.value,
      ...(picture && { sha256: picture.sha256 }),
    } as const;
    const result = engine.apply(change, { who, role: 'operator', door: 'server' });
    if (!result.ok) return refused(result.problems);
    const atMs = this.#options.wallClockMs();
    // It is on preview already: a disk that does not take this costs a line of the record, and no picture.
    onDisk(() => this.#options.queue.apply(job.id, { type: 'pushed', by: who, atMs }));
    return { ok: true, revision: result.revision };
  }
}
