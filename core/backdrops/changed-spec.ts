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
  const isNew = isElsewhere && !placesOf(meaning).includes(spec.place);
  const base = isNew ? anew.spec : { ...spec, ...meaning.amounts };
  const moons = meaning.moons ?? spec.moons;
  const moved = { ...base, ...momentOf(spec, meaning), moons };
  return { spec: isNew || meaning.time ? aimed(moved) : moved, notUnderstood, fixed };
}

const placesOf = ({ places }: Meaning): string[] => places.map(({ entry }) => entry.place);

/** Where on earth and when: as the sentence says, else as before. */
function momentOf(
  spec: BackdropSpec,
  { time, ...meaning }: Meaning,
): Pick<BackdropSpec, 'latitudeDeg' | 'dayOfYear' | 'hour'> {
  const latitudeDeg = meaning.latitudeDeg ?? spec.latitudeDeg;
  const dayOfYear = meaning.dayOfYear ?? spec.dayOfYear;
  const hour = time ? hourOf(time, latitudeDeg, dayOfYear, spec.hour) : spec.hour;
  return { latitudeDeg, dayOfYear, hour };
}
