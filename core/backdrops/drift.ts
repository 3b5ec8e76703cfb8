import type { Variation } from './job.ts';
import { paletteDrift } from './review/palette.ts';
import { specDistance } from './variation.ts';

/** How far a variation is from its location's reference. */
export interface Drift {
  /** CIEDE2000 between their palettes; null where one was not measured. */
  palette: number | null;
  /** Mean difference of the amounts of their specs, 0 to 1; null for pictures. */
  spec: number | null;
}

export function driftOf(variation: Variation, reference: Variation): Drift {
  const palettes = [variation.figures?.palette, reference.figures?.palette] as const;
  const specs = [variation.spec, reference.spec] as const;
  return {
    palette: palettes[0] && palettes[1] ? paletteDrift(palettes[0], palettes[1]) : null,
    spec: specs[0] && specs[1] ? specDistance(specs[0], specs[1]) : null,
  };
}
