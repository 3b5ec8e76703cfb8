import { z } from 'zod';

/** What the process is to do; the parent writes it, so that it is trusted. */
export interface InferenceRequest {
  task: 'upscale' | 'gate' | 'depth';
  model: { file: string; sha256: string; scale: number | null; range: number };
  /** A file with the picture, and where the made picture goes. */
  picture: string;
  output: string;
  /** The picture goes all the way round. */
  wraps: boolean;
  /** Execution providers, the first that works. Absent: those of the platform. */
  providers?: readonly string[];
  /** Providers that ended the process before. */
  avoided: readonly string[];
  threads: number;
  /** What this process may take. */
  memoryBytes: number;
  maxPixels: number;
  /** Module that is the runtime. */
  runtime: string;
}

const skipped = z.array(z.object({ provider: z.string(), why: z.string() }));

/** What the process tells, as it is parsed in the parent. */
export const inferenceMessage = z.discriminatedUnion('type', [
  /** Before what may end the process. */
  z.object({ type: z.literal('trying'), provider: z.string() }),
  z.object({ type: z.literal('session'), provider: z.string(), skipped }),
  z.object({ type: z.literal('progress'), share: z.number(), rssBytes: z.number() }),
  z.object({ type: z.literal('done'), values: z.array(z.number()) }),
  z.object({ type: z.literal('fault'), message: z.string() }),
]);
export type InferenceMessage = z.infer<typeof inferenceMessage>;
