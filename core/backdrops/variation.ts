import { type BackdropSpec, backdropSpec } from './backdrop-spec.ts';
import { type BackdropAmount, backdropAmounts } from './kinds.ts';
import { aimed } from './spec-from-meaning.ts';
import { variationSeed } from './variation-seed.ts';

/** So much a variation moves what the sentence left open; a tenth of the whole range is seen and no other place. */
const spread = 0.12;
/** What makes another picture of the same place; the rest, such as rain or neon, would be another one. */
const free: readonly BackdropAmount[] = [
  'clouds',
  'haze',
  'wind',
  'trees',
  'relief',
  'buildings',
  'windowLight',
];

/**
 * Variation `index` of a spec: another seed, and a little more or less of what there is and the sentence
 * did not fix (`fixed`). The first is the spec itself; each is the same for the same spec and index.
 */
export function variationOf(
  spec: BackdropSpec,
  index: number,
  fixed: readonly BackdropAmount[],
): BackdropSpec {
  const seed = variationSeed(spec.seed, index);
  if (index === 0) return { ...spec, seed };
  const open = free.filter((name) => spec[name] > 0 && !fixed.includes(name));
  const moved = open.map((name, i) => {
    const share = variationSeed(seed, i + 1) / 0xffffffff;
    return [name, inRange(spec[name] + spread * (2 * share - 1))] as const;
  });
  return aimed(backdropSpec.parse({ ...spec, ...Object.fromEntries(moved), seed }));
}

/** How far two specs are apart, 0 to 1 of each amount on average: the drift of a location's new variation. */
export function specDistance(a: BackdropSpec, b: BackdropSpec): number {
  const sum = backdropAmounts.reduce((total, name) => total + Math.abs(a[name] - b[name]), 0);
  return sum / backdropAmounts.length;
}

const inRange = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 1e4;
