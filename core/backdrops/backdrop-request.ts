import { z } from 'zod';
import { id } from '../show/scalars.ts';
import type { BackdropRequest } from './job.ts';
import { specNudge } from './nudge.ts';

export const maxVariations = 9;
export const maxPromptLength = 500;

/** What is asked of `POST backdrops`. */
export const backdropAsked = z.strictObject({
  prompt: z.string().trim().min(1).max(maxPromptLength),
  engine: z.string().min(1).max(64).default('procedural'),
  /** Ours to choose, and on record; absent: another one each time. */
  seed: z.int().min(0).max(0xffffffff).optional(),
  count: z.int().min(1).max(maxVariations).default(4),
  /** More like this one: its place, hour and weather, but for what the prompt says otherwise. */
  like: z.strictObject({ id, variation: z.int().min(0).max(99) }).optional(),
  /** Fields of the spec set by hand. */
  nudge: specNudge.optional(),
});
export type BackdropAsked = z.infer<typeof backdropAsked>;

/** What an engine is told: the prompt with what the look bible adds to it. */
export const sentenceOf = ({
  prompt,
  fragments,
}: Pick<BackdropRequest, 'prompt' | 'fragments'>): string =>
  fragments ? `${prompt}, ${fragments}` : prompt;
