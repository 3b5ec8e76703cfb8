import { z } from 'zod';

export const ltcOptions = z.object({
  /** Name of the sound input; `simulated` needs no hardware. */
  input: z.string().min(1).max(256).default('default'),
  /** Which channel of the input carries LTC, from 1. */
  channel: z.int().min(1).max(32).default(1),
  /** Hz. */
  sampleRate: z.int().min(8000).max(192_000).default(48_000),
  /** Absent: it is learnt. */
  frameRate: z.enum(['23.976', '24', '25', '29.97', '29.97 DF', '30']).optional(),
  /** What sound card and driver add before the sound arrives. */
  latencyMs: z.number().min(0).max(500).default(0),
});
export type LtcOptions = z.infer<typeof ltcOptions>;

/** Two at least: a recording of one would mix both channels of a stereo input. */
export const channelsFor = ({ channel }: LtcOptions): number => Math.max(2, channel);
