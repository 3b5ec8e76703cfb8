import type { BackdropJob, BackdropRequest, JobEvent } from '../../core/backdrops/job.ts';
import { jobAfter, newJob } from '../../core/backdrops/job.ts';
import type { Result } from '../../core/result.ts';
import { jsonOf } from './canonical-json.ts';
import type { JobJournal, JournalRecord } from './job-journal.ts';

/** A job, who asked for it, and where it stands in the chain of records. */
export interface QueuedJob {
  job: BackdropJob;
  by: string;
  askedMs: number;
  /** Hash of the newest record about it. */
  record: string;
}

/** What is not worth a line on the disk: it is made again after a restart. */
const passing = new Set<JobEvent['type']>(['progressed']);

/** What a machine said: a power failure may take the last of it, and it is made again. What people said may not get lost. */
const ofMachines = new Set<JobEvent['type']>(['started', 'varied', 'measured', 'finished']);

/** All jobs that there were, in the order in which they were asked for; each change is on the disk before it counts. */
export class JobQueue {
  readonly #jobs = new Map<string, QueuedJob>();
  readonly #journal: JobJournal;
  readonly #wallClockMs: () => number;

  constructor(journal: JobJournal, records: readonly JournalRecord[], wallClockMs: () => number) {
    this.#journal = journal;
    this.#wallClockMs = wallClockMs;
    for (const record of records) this.#replay(record);
  }

  /** Newest first. */
  list(): QueuedJob[] {
    return [...this.#jobs.values()].reverse();
  }

  jobs(): ReadonlyMap<string, BackdropJob> {
    return new Map([...this.#jobs].map(([id, { job }]) => [id, job]));
  }

  get(id: string): QueuedJob | undefined {
    return this.#jobs.get(id);
  }

  /** The jobs that wait: what somebody wanted before others, then the oldest. */
  waiting(): QueuedJob[] {
    const waiting = [...this.#jobs.values()].filter(({ job }) => job.status === 'queued');
    return waiting.sort((a, b) => b.job.hurriedMs - a.job.hurriedMs);
  }

  /** What ran when the server stopped begins anew. */
  requeue(): void {
    for (const { job } of this.#jobs.values()) {
      if (job.status === 'running') this.apply(job.id, { type: 'requeued' });
    }
  }

  /** The same request again, if its backdrop is there or on its way. */
  same(request: BackdropRequest): QueuedJob | undefined {
    const wanted = jsonOf(request);
    return this.list().find(
      ({ job }) =>
        !['failed', 'cancelled', 'rejected'].includes(job.status) && jsonOf(job.request) === wanted,
    );
  }

  add(id: string, request: BackdropRequest, by: string): QueuedJob {
    const atMs = this.#wallClockMs();
    const { hash } = this.#journal.append({ id, atMs, event: { type: 'asked', request, by } });
    const queued = { job: newJob(id, request), by, askedMs: atMs, record: hash };
    this.#jobs.set(id, queued);
    return queued;
  }

  apply(id: string, event: JobEvent): Result<BackdropJob> {
    const queued = this.#jobs.get(id);
    if (!queued) throw new Error(`no job ${id}`);
    const next = jobAfter(queued.job, event);
    if (!next.ok) return next;
    if (!passing.has(event.type)) {
      const record = { id, atMs: this.#wallClockMs(), event };
      queued.record = this.#journal.append(record, !ofMachines.has(event.type)).hash;
    }
    queued.job = next.value;
    return next;
  }

  /** A failure that the disk did not take: it stands until a restart, which begins the job anew. */
  failUnrecorded(id: string, fault: string): void {
    const queued = this.#jobs.get(id);
    if (!queued) return;
    const next = jobAfter(queued.job, { type: 'failed', fault });
    if (next.ok) queued.job = next.value;
  }

  #replay({ id, atMs, event, hash }: JournalRecord): void {
    if (event.type === 'asked') {
      const job = newJob(id, event.request);
      this.#jobs.set(id, { job, by: event.by, askedMs: atMs, record: hash });
      return;
    }
    const queued = this.#jobs.get(id);
    const next = queued && jobAfter(queued.job, event);
    if (!queued || !next?.ok) return;
    queued.job = next.value;
    queued.record = hash;
  }
}
