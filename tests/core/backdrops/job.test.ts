import { describe, expect, it } from 'vitest';
import {
  type BackdropJob,
  type JobEvent,
  jobAfter,
  jobStatuses,
  newJob,
} from '../../../core/backdrops/job.ts';

const request = { prompt: 'a desert', engine: 'procedural', seed: 1, count: 1 };
const variation = { asset: 'a'.repeat(64), thumbnail: null, seed: 1 };
const made: JobEvent[] = [{ type: 'started' }, { type: 'varied', variation }, { type: 'finished' }];

const jobAfterAll = (events: readonly JobEvent[], job = newJob('b1', request)): BackdropJob =>
  events.reduce((before, event) => {
    const next = jobAfter(before, event);
    if (!next.ok) throw new Error(next.fault[0]?.message);
    return next.value;
  }, job);

const refusal = (job: BackdropJob, event: JobEvent): string | undefined => {
  const next = jobAfter(job, event);
  return next.ok ? undefined : next.fault[0]?.code;
};

describe('a backdrop’s job', () => {
  it('goes from the queue to a person, who approves one of its variations', () => {
    const pending = jobAfterAll(made);
    expect(pending).toMatchObject({ status: 'pending', progress: 1, attempts: 1, approved: null });
    const approved = jobAfterAll([{ type: 'approved', variation: 0, by: 'ann', atMs: 5 }], pending);
    expect(approved).toMatchObject({ status: 'approved', approved: { variation: 0, by: 'ann' } });
    expect(jobAfterAll([{ type: 'rejected' }], approved)).toMatchObject({
      status: 'rejected',
      approved: null,
    });
  });

  it('cannot be approved before it is made, nor after it failed or was cancelled', () => {
    const approve = { type: 'approved', variation: 0, by: 'ann', atMs: 5 } as const;
    const states = {
      queued: newJob('b1', request),
      running: jobAfterAll([{ type: 'started' }]),
      failed: jobAfterAll([{ type: 'failed', fault: 'no engine' }]),
      cancelled: jobAfterAll([{ type: 'cancelled' }]),
    };
    for (const [status, job] of Object.entries(states))
      expect(refusal(job, approve)).toBe(`is-${status}`);
    expect(refusal(jobAfterAll(made), { ...approve, variation: 1 })).toBe('no-variation');
    expect(refusal(jobAfterAll(made), { ...approve, variation: -1 })).toBe('no-variation');
  });

  it('is not pending without a picture', () => {
    expect(refusal(jobAfterAll([{ type: 'started' }]), { type: 'finished' })).toBe('empty');
  });

  it('begins anew after the server stopped while it ran, with nothing of the first try', () => {
    const again = jobAfterAll([
      { type: 'started' },
      { type: 'varied', variation },
      { type: 'requeued' },
    ]);
    expect(again).toMatchObject({ status: 'queued', progress: 0, variations: [] });
    expect(jobAfterAll([{ type: 'started' }], again).attempts).toBe(2);
  });

  it('never takes progress back', () => {
    const running = jobAfterAll([
      { type: 'started' },
      { type: 'progressed', progress: 0.6 },
      { type: 'progressed', progress: 0.2 },
    ]);
    expect(running.progress).toBe(0.6);
  });

  it('has no event in its last states but a person’s', () => {
    for (const status of jobStatuses) {
      const job = { ...jobAfterAll(made), status };
      const byEngine = ['started', 'progressed', 'varied', 'finished', 'failed'] as const;
      const taken = byEngine.filter(
        (type) =>
          refusal(job, { type, progress: 1, variation, fault: '' } as JobEvent) === undefined,
      );
      if (!['queued', 'running'].includes(status)) expect(taken).toEqual([]);
    }
  });
});
