import type { z } from 'zod';
import { type LensSettings, lens } from '../../../core/show/camera-schema.ts';

/** Lens settings as they come out of a show file. */
export const lensSettings = (part: z.input<typeof lens> = {}): LensSettings => lens.parse(part);
