import { z } from 'zod';
import { bindingsShape } from '../../core/control/binding.ts';
import { driveShape } from './drive-settings.ts';
import { hidMatch } from './match.ts';

/**
 * The options of kind `hid`: which device (`match`), what it is for (`use`: it drives the camera
 * `subject`, its controls are bound, or both), how it drives, and what its controls do.
 */
export const hidOptions = z.object({
  match: hidMatch,
  use: z.enum(['camera', 'control', 'both']).default('both'),
  subject: z.string().min(1).max(128).default('1'),
  rateHz: z.number().min(1).max(240).default(60),
  /** The control that puts the camera back to its start, such as `button/2`. */
  home: z.string().min(1).max(64).optional(),
  ...driveShape,
  ...bindingsShape,
});
export type HidOptions = z.infer<typeof hidOptions>;
