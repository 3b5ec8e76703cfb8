import type { z } from 'zod';
import { type BackdropSpec, backdropSpec } from './backdrop-spec.ts';
import { aimed } from './spec-from-meaning.ts';

/** Fields of a spec by name, as somebody sets them; the seed is the request's. */
export const specNudge = backdropSpec
  .omit({ version: true, seed: true, headingDeg: true })
  .partial();
export type SpecNudge = z.infer<typeof specNudge>;

const turnsIt = ['hour', 'latitudeDeg', 'dayOfYear'] as const;

/** The spec with the fields set; it looks where its light then is. */
export function nudgedSpec(spec: BackdropSpec, nudge: SpecNudge): BackdropSpec {
  const nudged = backdropSpec.parse({ ...spec, ...nudge });
  return turnsIt.some((name) => nudge[name] !== undefined) ? aimed(nudged) : nudged;
}

export interface SpecDifference {
  field: keyof SpecNudge;
  from: number | string;
  to: number | string;
}

const sameWithin = 1e-3;

/** What of a spec another reader reads otherwise, field by field. */
export function specDifferences(from: BackdropSpec, to: SpecNudge): SpecDifference[] {
  const fields = Object.keys(specNudge.shape) as (keyof SpecNudge)[];
  return fields.flatMap((field) => {
    const [a, b] = [from[field], to[field]];
    if (a === undefined || b === undefined || isSame(a, b)) return [];
    return [{ field, from: a, to: b }];
  });
}

const isSame = (a: number | string, b: number | string): boolean =>
  typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= sameWithin : a === b;
