import type { BackdropReport } from '../../core/wire/backdrop-report.ts';
import type { BackdropEngine } from './engine.ts';
import type { QueuedJob } from './job-queue.ts';

/** What the server says of a job. */
export function reportOf(
  { job, by, askedMs, record }: QueuedJob,
  engine: BackdropEngine | undefined,
  waitsFor: string | null,
  hasPreview: boolean,
): BackdropReport {
  const { id, status, progress, request, variations, approved, fault } = job;
  const { prompt, seed, count, like } = request;
  return {
    id,
    status,
    progress,
    prompt,
    engine: request.engine,
    count,
    variations,
    approved: approved?.variation ?? null,
    fault,
    waitsFor,
    hasPreview,
    origin: {
      prompt,
      seed,
      engine: request.engine,
      engineVersion: engine?.version ?? 'gone',
      sourceType: engine?.sourceType ?? 'algorithmicMedia',
      licence: engine?.licence ?? 'unknown',
      ...(like && { like }),
      askedBy: by,
      askedMs,
      approvedBy: approved?.by ?? null,
      approvedMs: approved?.atMs ?? null,
      record,
    },
  };
}
