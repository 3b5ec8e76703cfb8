import { z } from 'zod';

/** A generated backdrop that a take could show, and where it comes from. */
export const backdropCitation = z.object({
  environment: z.string(),
  /** The generation job, which of its variations, and what that is: a SHA-256. */
  id: z.string(),
  variation: z.number(),
  asset: z.string(),
  engine: z.string(),
  approvedBy: z.string(),
  /** Hash of the record of its approval in the show's chain. */
  record: z.string(),
  /** On the wall when the take began to roll. */
  onProgram: z.boolean(),
});
export type BackdropCitation = z.infer<typeof backdropCitation>;

/** As an environment of the show carries it. */
const origin = backdropCitation.omit({ environment: true, onProgram: true });

/** What a take's header knows of the show, as far as this needs it. */
const shown = z.looseObject({
  show: z.looseObject({
    environments: z.array(
      z.looseObject({ id: z.string(), backdrop: origin.optional().catch(undefined) }),
    ),
  }),
  program: z.looseObject({ environment: z.string().nullable() }),
});

/**
 * The backdrops of the show when a take began. A change while it rolls names the environment, and so one of
 * these. Empty where the header's `state` is of another make.
 */
export function citationsOf(state: unknown): BackdropCitation[] {
  const parsed = shown.safeParse(state);
  if (!parsed.success) return [];
  const { show, program } = parsed.data;
  return show.environments.flatMap(({ id, backdrop }) =>
    backdrop ? [{ environment: id, ...backdrop, onProgram: id === program.environment }] : [],
  );
}
