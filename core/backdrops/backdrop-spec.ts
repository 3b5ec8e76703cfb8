import { z } from 'zod';
import { type BackdropAmount, backdropAmounts, backdropPlaces } from './kinds.ts';

const share = z.number().min(0).max(1);
const amounts = Object.fromEntries(backdropAmounts.map((name) => [name, share])) as Record<
  BackdropAmount,
  typeof share
>;

/**
 * A backdrop as a sentence asks for it: with its seed, all that its scene is made of. The sun follows
 * from latitude, day and solar hour.
 */
export const backdropSpec = z.strictObject({
  version: z.literal(1),
  place: z.enum(backdropPlaces),
  latitudeDeg: z.number().min(-80).max(80),
  /** 1 January is 1; a year has 365. */
  dayOfYear: z.int().min(1).max(365),
  /** Solar time: the sun is highest at 12. */
  hour: z.number().min(0).lt(24),
  /** Where the picture looks, clockwise from north. */
  headingDeg: z.number().min(-180).max(180),
  moons: z.int().min(0).max(5),
  ...amounts,
  seed: z.int().min(0).max(0xffffffff),
});
export type BackdropSpec = z.infer<typeof backdropSpec>;
