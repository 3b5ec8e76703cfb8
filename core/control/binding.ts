import { z } from 'zod';

/**
 * What a control of a device does. `command` is fired by a press. With `value`, a JSON pointer into
 * the command, a level sets it within `range` and a step moves it by `perStep`. `toggle` flips
 * the command's `on` at each press; `momentary` switches it on by press and off by release.
 */
export const binding = z.looseObject({
  control: z.string().min(1).max(64),
  command: z.looseObject({ type: z.string().min(1).max(64) }),
  value: z.string().startsWith('/').max(128).optional(),
  range: z.tuple([z.number(), z.number()]).default([0, 1]),
  perStep: z.number().optional(),
  press: z.enum(['fire', 'toggle', 'momentary']).default('fire'),
  /** What a key with a picture says; absent: the command's own word. */
  label: z.string().max(32).optional(),
});
export type Binding = z.infer<typeof binding>;

/** The `bindings` option that every device with controls shares. */
export const bindingsShape = { bindings: z.array(binding).max(1024).default([]) };
