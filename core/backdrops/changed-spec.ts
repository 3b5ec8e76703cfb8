import type { BackdropSpec } from './backdrop-spec.ts';
import type { BackdropAmount } from './kinds.ts';
import { type Meaning, meaningOf } from './meaning.ts';
import { phrasesOf } from './phrases.ts';
import { aimed, hourOf, specFrom } from './spec-from-meaning.ts';
import { wordsOf } from './words.ts';

export interface ChangedSpec {
  spec: BackdropSpec;
  notUnderstood: string[];
  /** Amounts that the sentence itself gave. */
  fixed: BackdropAmount[];
}

/**
 * A spec as a sentence wants it changed: "the same street, wet, an hour before dawn". What the sentence says
 * replaces what there was; all else stays, the seed too. Another place than the spec's is a new place.
 */
export function changedSpec(spec: BackdropSpec, sentence: string): ChangedSpec {
  const meaning = meaningOf(phrasesOf(wordsOf(sentence)));
  const notUnderstood = [...new Set(meaning.unknown)];
  const anew = specFrom(meaning, spec.seed);
  const isElsewhere = !anew.assumed.includes('place') && anew.spec.place !== spec.place;
  const fixed = Object.keys(meaning.amounts) as BackdropAmount[];
  if (isElsewhere && !placesOf(meaning).includes(spec.place)) {
    return { spec: { ...anew.spec, ...kept(spec, meaning) }, notUnderstood, fixed };
  }
  const latitudeDeg = meaning.latitudeDeg ?? spec.latitudeDeg;
  const dayOfYear = meaning.dayOfYear ?? spec.dayOfYear;
  const { time } = meaning;
  const hour = time ? hourOf(time, latitudeDeg, dayOfYear) : spec.hour;
  const moons = meaning.moons ?? spec.moons;
  const changed = { ...spec, ...meaning.amounts, latitudeDeg, dayOfYear, hour, moons };
  return { spec: time ? aimed(changed) : changed, notUnderstood, fixed };
}

const placesOf = ({ places }: Meaning): string[] => places.map(({ entry }) => entry.place);

/** What of the old place goes along to a new one when nobody says: its moment. */
function kept(
  spec: BackdropSpec,
  { time, latitudeDeg, dayOfYear }: Meaning,
): Partial<BackdropSpec> {
  return {
    ...(!time && { hour: spec.hour, headingDeg: spec.headingDeg }),
    ...(latitudeDeg === undefined && { latitudeDeg: spec.latitudeDeg }),
    ...(dayOfYear === undefined && { dayOfYear: spec.dayOfYear }),
  };
}
