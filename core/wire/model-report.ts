import { z } from 'zod';
import { modelKinds } from '../models/model-file.ts';

/** A model that is there, as the pages show it. */
export const modelReport = z.object({
  id: z.string(),
  name: z.string(),
  /** What it does; null when nothing that is known. */
  kind: z.enum(modelKinds).nullable(),
  /** Upscale: how much wider a picture becomes; null where only a run tells. */
  scale: z.number().nullable(),
  licence: z.string(),
  /** Whether it came with Cyclorama, or was put into the data folder. */
  isBuiltIn: z.boolean(),
  /** SHA-256 of the model's bytes; null when they could not be read. */
  sha256: z.string().nullable(),
  bytes: z.number(),
  /** An estimate of the memory that a run takes. */
  memoryBytes: z.number().nullable(),
  /** Why it is not used, in words. */
  trouble: z.string().nullable(),
});
export type ModelReport = z.infer<typeof modelReport>;

/** Answer of `GET models`. */
export const modelsReport = z.object({
  /** Why no model can run at all, in words. */
  trouble: z.string().nullable(),
  models: z.array(modelReport),
  /** What the last run used (`cpu` is the processor), and why nothing faster; null before the first. */
  ranOn: z
    .object({
      provider: z.string(),
      skipped: z.array(z.object({ provider: z.string(), why: z.string() })),
    })
    .nullable(),
});
export type ModelsReport = z.infer<typeof modelsReport>;
