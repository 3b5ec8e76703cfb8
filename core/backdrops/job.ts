import { done, fault, type Result } from '../result.ts';
import type { BackdropSpec } from './backdrop-spec.ts';

export const jobStatuses = [
  'queued',
  'running',
  'pending',
  'approved',
  'rejected',
  'failed',
  'cancelled',
] as const;
export type JobStatus = (typeof jobStatuses)[number];

/** What is asked for. */
export interface BackdropRequest {
  prompt: string;
  engine: string;
  seed: number;
  count: number;
  like?: { id: string; variation: number };
}

/** A picture that an engine made, as its header says. */
export interface VariationPicture {
  sha256: string;
  extension: string;
  width: number;
  height: number;
  /** All the way round, flat and ahead, or a `.2p5d` file of several. */
  projection: 'panorama' | 'plate' | 'layers';
  /** What is in it that is kept and not shown, in words. */
  notes?: string[];
}

/** One of the answers to a request: a scene's spec or a picture. Addresses of assets are their SHA-256. */
export interface Variation {
  asset: string;
  thumbnail: string | null;
  spec?: BackdropSpec;
  notUnderstood?: string[];
  picture?: VariationPicture;
  /** Which seed it was made from, and what an engine of fewer seeds was given instead. */
  seed: number;
  engineSeed?: number;
}

/** A backdrop on its way from a sentence to a person's yes or no. */
export interface BackdropJob {
  id: string;
  request: BackdropRequest;
  status: JobStatus;
  /** 0 to 1, of what the engine has said to be done. */
  progress: number;
  variations: Variation[];
  /** Which variation was approved, by whom. */
  approved: { variation: number; by: string; atMs: number } | null;
  /** Why it failed, in words. */
  fault: string | null;
  /** How often an engine has begun it. */
  attempts: number;
}

export type JobEvent =
  | { type: 'started' }
  | { type: 'progressed'; progress: number }
  | { type: 'varied'; variation: Variation }
  | { type: 'finished' }
  /** The server stopped while it ran: it begins anew. */
  | { type: 'requeued' }
  | { type: 'failed'; fault: string }
  | { type: 'cancelled' }
  | { type: 'approved'; variation: number; by: string; atMs: number }
  | { type: 'rejected' };

export const newJob = (id: string, request: BackdropRequest): BackdropJob => ({
  id,
  request,
  status: 'queued',
  progress: 0,
  variations: [],
  approved: null,
  fault: null,
  attempts: 0,
});

/** From which states an event may come. */
const allowed: Record<JobEvent['type'], readonly JobStatus[]> = {
  started: ['queued'],
  progressed: ['running'],
  varied: ['running'],
  finished: ['running'],
  requeued: ['running'],
  failed: ['queued', 'running'],
  cancelled: ['queued', 'running'],
  approved: ['pending', 'approved', 'rejected'],
  rejected: ['pending', 'approved'],
};

/**
 * The job after an event. Refused where the event cannot come: what runs cannot be approved, what has
 * failed cannot finish, and there is no variation beyond those that were made.
 */
export function jobAfter(job: BackdropJob, event: JobEvent): Result<BackdropJob> {
  if (!allowed[event.type].includes(job.status)) {
    const words = `Backdrop "${job.id}" is ${job.status} and cannot be ${event.type}.`;
    return fault('/id', `is-${job.status}`, words);
  }
  switch (event.type) {
    case 'started':
      return done({ ...job, status: 'running', progress: 0, attempts: job.attempts + 1 });
    case 'progressed':
      // An engine that counts its steps anew does not take progress back.
      return done({ ...job, progress: Math.max(job.progress, Math.min(1, event.progress)) });
    case 'varied':
      return done({ ...job, variations: [...job.variations, event.variation] });
    case 'finished':
      return finished(job);
    case 'requeued':
      return done({ ...job, status: 'queued', progress: 0, variations: [] });
    case 'failed':
      return done({ ...job, status: 'failed', fault: event.fault });
    case 'cancelled':
      return done({ ...job, status: 'cancelled' });
    case 'approved':
      return approved(job, event);
    case 'rejected':
      return done({ ...job, status: 'rejected', approved: null });
  }
}

function finished(job: BackdropJob): Result<BackdropJob> {
  if (job.variations.length === 0)
    return fault('/variations', 'empty', `Engine "${job.request.engine}" has made no picture.`);
  return done({ ...job, status: 'pending', progress: 1 });
}

function approved(
  job: BackdropJob,
  { variation, by, atMs }: Extract<JobEvent, { type: 'approved' }>,
): Result<BackdropJob> {
  if (!job.variations[variation]) {
    const words = `Backdrop "${job.id}" has ${job.variations.length} variations, counted from 0; there is no ${variation}.`;
    return fault('/variation', 'no-variation', words);
  }
  return done({ ...job, status: 'approved', approved: { variation, by, atMs } });
}
