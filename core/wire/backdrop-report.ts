import { z } from 'zod';
import { backdropSpec } from '../backdrops/backdrop-spec.ts';
import { jobStatuses } from '../backdrops/job.ts';
import { specNudge } from '../backdrops/nudge.ts';
import { reviewFigures } from '../backdrops/review/figures.ts';
import { contentScores } from '../models/content-scores.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const picture = z.object({
  sha256,
  extension: z.string(),
  width: z.int(),
  height: z.int(),
  projection: z.enum(['panorama', 'plate', 'layers']),
  notes: z.array(z.string()).optional(),
});

export const variationReport = z.object({
  /** SHA-256 of what was made: the picture, or for `procedural` its spec as JSON. */
  asset: sha256,
  thumbnail: sha256.nullable(),
  seed: z.int(),
  engineSeed: z.int().optional(),
  spec: backdropSpec.optional(),
  picture: picture.optional(),
  notUnderstood: z.array(z.string()).optional(),
  model: z.object({ id: z.string(), sha256, licence: z.string() }).optional(),
  figures: reviewFigures.optional(),
  bake: z.object({ depth: sha256, probe: sha256 }).optional(),
  /** What a person should know before saying yes, each with its number. */
  checks: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      value: z.string(),
      state: z.enum(['fine', 'look', 'bad']),
      words: z.string(),
    }),
  ),
  /** From the first version of its location: CIEDE2000 of the palettes, mean difference of the amounts. */
  drift: z.object({ palette: z.number().nullable(), spec: z.number().nullable() }).nullable(),
  /** What the content gate sees in the picture; absent when it did not judge. */
  content: contentScores.optional(),
});
export type VariationReport = z.infer<typeof variationReport>;

/** The place in the story that backdrops are versions of. */
const locationReport = z.object({
  /** The backdrop that it began with. */
  root: z.string(),
  /** Each yes, the oldest first. */
  versions: z.array(
    z.object({ id: z.string(), variation: z.int(), by: z.string(), atMs: z.number() }),
  ),
  /** What its look bible tells every engine. */
  fragments: z.string(),
  /** What later versions are held against: the first, with its seed and palette. */
  reference: z
    .object({
      id: z.string(),
      variation: z.int(),
      asset: sha256,
      seed: z.int(),
      palette: z.array(z.string()),
    })
    .nullable(),
});
export type LocationReport = z.infer<typeof locationReport>;

/** Where a backdrop comes from. */
export const backdropOrigin = z.object({
  prompt: z.string(),
  seed: z.int(),
  engine: z.string(),
  engineVersion: z.string(),
  /** IPTC digital source type. */
  sourceType: z.string(),
  licence: z.string(),
  like: z.object({ id: z.string(), variation: z.int() }).optional(),
  nudge: specNudge.optional(),
  fragments: z.string().optional(),
  askedBy: z.string(),
  askedMs: z.number(),
  approvedBy: z.string().nullable(),
  approvedMs: z.number().nullable(),
  /** Hash of the newest record about it in the show's `backdrops/jobs.jsonl`. */
  record: sha256,
});

/** One generation job as `GET backdrops` tells it. */
export const backdropReport = z.object({
  id: z.string(),
  status: z.enum(jobStatuses),
  progress: z.number(),
  prompt: z.string(),
  engine: z.string(),
  count: z.int(),
  variations: z.array(variationReport),
  /** Which variation was approved. */
  approved: z.int().nullable(),
  fault: z.string().nullable(),
  /** What has to happen before it goes on, in words. */
  waitsFor: z.string().nullable(),
  /** Whether the engine shows a picture on its way, at `GET backdrops/<id>/preview`. */
  hasPreview: z.boolean(),
  location: locationReport,
  origin: backdropOrigin,
});
export type BackdropReport = z.infer<typeof backdropReport>;

/** An engine as the pages show it. Nothing secret. */
export const engineReport = z.object({
  id: z.string(),
  version: z.string(),
  sourceType: z.string(),
  licence: z.string(),
  capabilities: z.object({
    seed: z.boolean(),
    progress: z.boolean(),
    cancel: z.boolean(),
    offline: z.boolean(),
    fromPicture: z.boolean().optional(),
  }),
  /** Why it cannot be used now, in words. */
  trouble: z.string().nullable(),
});
export type EngineReport = z.infer<typeof engineReport>;

/** How another reader reads a sentence, field by field where it differs. */
export const secondReading = z.object({
  reader: z.string(),
  notUnderstood: z.array(z.string()),
  differences: z.array(
    z.object({
      field: z.string(),
      from: z.union([z.number(), z.string()]),
      to: z.union([z.number(), z.string()]),
    }),
  ),
});
export type SecondReadingReport = z.infer<typeof secondReading>;
