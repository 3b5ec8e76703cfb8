import { z } from 'zod';
import { pose } from './scalars.ts';

/** What is done with a camera's poses before they are used (docs/conditioning.md). */
export const conditioning = z.looseObject({
  /** A faster sample is a jump and is held back until others agree with it; 0 lets everything pass. */
  mostMetresPerSecond: z.number().min(0).max(1000).default(10),
  mostDegreesPerSecond: z.number().min(0).max(36_000).default(720),
  /** Size of the trembling that is quieted while the camera stands; 0 filters nothing. */
  tremorMm: z.number().min(0).max(20).default(0),
  tremorDeg: z.number().min(0).max(2).default(0),
  /** What a lost camera does: stay where it is, or go to its safe pose. While a take rolls it stays. */
  onLost: z.enum(['hold', 'safe']).default('hold'),
  /** The pupil in stage space. */
  safePose: pose.prefault({ position: [0, 1.6, 2] }),
});
export type Conditioning = z.infer<typeof conditioning>;
