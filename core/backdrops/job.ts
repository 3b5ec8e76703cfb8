import type { ContentScores } from '../models/content-scores.ts';
import { done, fault, type Result } from '../result.ts';
import type { BackdropSpec } from './backdrop-spec.ts';
import type { SpecNudge } from './nudge.ts';
import type { ReviewFigures } from './review/figures.ts';

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
  /** Fields of the spec that somebody has set by hand, after the sentence was read. */
  nudge?: SpecNudge;
  /** What the location's look bible adds to the sentence. */
  fragments?: string;
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
  /** What the content gate sees in the picture; absent when it did not judge. */
  content?: ContentScores;
  /** Which seed it was made from, and what an engine of fewer seeds was given instead. */
  seed: number;
  engineSeed?: number;
  /** What was measured of its picture. */
  figures?: ReviewFigures;
  /** The neural model that made it. */
  model?: { id: string; sha256: string; licence: string };
  /** Of a baked panorama: the picture's depth and the light that its place throws on the set. */
  bake?: { depth: string; probe: string };
}

/** What an engine is, on record with what it makes. */
export interface EngineThen {
  version: string;
  sourceType: string;
  licence: string;
}

export interface Approval {
  variation: number;
  by: string;
  atMs: number;
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
  approved: Approval | null;
  /** Every yes that there was, the oldest first. */
  approvals: Approval[];
  /** When it was last put on preview. */
  pushedMs: number | null;
  /** Of a location's first backdrop: what its later ones are to have in common with it. */
  bible: { fragments: string; by: string } | null;
  /** Why it failed, in words. */
  fault: string | null;
  /** How often an engine has begun it. */
  attempts: number;
  /** The engine as it was when it began it last. */
  engine: EngineThen | null;
  /** When somebody wanted it before those that wait. */
  hurriedMs: number;
}

export type JobEvent =
  | { type: 'started'; engine?: EngineThen }
  | { type: 'progressed'; progress: number }
  | { type: 'varied'; variation: Variation }
  | { type: 'finished' }
  /** The server stopped while it ran: it begins anew. */
  | { type: 'requeued' }
  | { type: 'failed'; fault: string }
  | { type: 'cancelled' }
  | { type: 'approved'; variation: number; by: string; atMs: number }
  | { type: 'rejected' }
  | { type: 'hurried'; atMs: number }
  | { type: 'pushed'; by: string; atMs: number }
  | { type: 'measured'; variation: number; figures: ReviewFigures }
  | { type: 'bible'; fragments: string; by: string };

export const newJob = (id: string, request: BackdropRequest): BackdropJob => ({
  id,
  request,
  status: 'queued',
  progress: 0,
  variations: [],
  approved: null,
  approvals: [],
  pushedMs: null,
  bible: null,
  fault: null,
  attempts: 0,
  engine: null,
  hurriedMs: 0,
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
  hurried: ['queued'],
  pushed: ['approved'],
  measured: ['pending', 'approved', 'rejected'],
  bible: ['pending', 'approved', 'rejected'],
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
      return done({
        ...job,
        status: 'running',
        progress: 0,
        attempts: job.attempts + 1,
        engine: event.engine ?? job.engine,
      });
    case 'hurried':
      return done({ ...job, hurriedMs: event.atMs });
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
    case 'pushed':
      return done({ ...job, pushedMs: event.atMs });
    case 'measured':
      return done({ ...job, variations: measured(job.variations, event) });
    case 'bible':
      return done({ ...job, bible: { fragments: event.fragments, by: event.by } });
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
  const approval = { variation, by, atMs };
  const approvals = [...job.approvals, approval];
  return done({ ...job, status: 'approved', approved: approval, approvals });
}

const measured = (
  variations: readonly Variation[],
  { variation, figures }: Extract<JobEvent, { type: 'measured' }>,
): Variation[] =>
  variations.map((each, index) => (index === variation ? { ...each, figures } : each));
