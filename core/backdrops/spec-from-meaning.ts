import { type BackdropSpec, backdropSpec } from './backdrop-spec.ts';
import { headingFor } from './heading.ts';
import { type BackdropAmount, type BackdropPlace, backdropAmounts } from './kinds.ts';
import type { Amounts } from './lexicon/entry.ts';
import { isWithin, placeAmounts, placeAsFeature } from './lexicon/places.ts';
import type { Meaning } from './meaning.ts';
import { hourOfElevation } from './sun.ts';
import { usualAmounts, usualDay, usualHour, usualLatitudeDeg } from './usual.ts';
import { variationSeed } from './variation-seed.ts';

const nightHour = 23;
/** What shines is asked for at night. */
const byNight: readonly BackdropAmount[] = ['stars', 'neon', 'windowLight'];

/** The spec that a meaning stands for, with what was taken for granted. Rounded: the same to the byte everywhere. */
export function specFrom(
  meaning: Meaning,
  seed: number,
): { spec: BackdropSpec; assumed: ('place' | 'hour')[] } {
  const place = mainPlace(meaning);
  const amounts = { ...usualAmounts, ...amountsOf(meaning, place), ...meaning.amounts };
  const regions = meaning.places.flatMap(({ entry }) => entry.latitudeDeg ?? []);
  const latitudeDeg = meaning.latitudeDeg ?? regions[0] ?? usualLatitudeDeg;
  const dayOfYear = meaning.dayOfYear ?? usualDay;
  const hour = meaning.time
    ? hourOf(meaning.time, latitudeDeg, dayOfYear)
    : round(unsaidHour(meaning));
  const unaimed = backdropSpec.parse({
    version: 1,
    place: place ?? 'plain',
    latitudeDeg,
    dayOfYear,
    hour,
    headingDeg: 0,
    moons: meaning.moons ?? 1,
    ...Object.fromEntries(backdropAmounts.map((name) => [name, round(amounts[name] ?? 0)])),
    seed,
  });
  return {
    spec: aimed(unaimed),
    assumed: [...(place ? [] : ['place' as const]), ...(meaning.time ? [] : ['hour' as const])],
  };
}

/** The spec, looking where its light and its seed say. */
export function aimed(spec: BackdropSpec): BackdropSpec {
  const share = variationSeed(spec.seed, 1) / 0x100000000;
  const { latitudeDeg, dayOfYear, hour } = spec;
  return { ...spec, headingDeg: round(headingFor(latitudeDeg, dayOfYear, hour, share)) };
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;

/** Of words that stand together the last is the place; of others the first, or the one that is inside it. */
function mainPlace({ places }: Meaning): BackdropPlace | undefined {
  const heads = places.filter((_, i) => !places[i + 1]?.joins);
  const [first] = heads;
  if (!first) return undefined;
  const inner = heads.find(({ entry }) => isWithin[entry.place]?.includes(first.entry.place));
  return (inner ?? first).entry.place;
}

function amountsOf({ places }: Meaning, main: BackdropPlace | undefined): Amounts {
  const amounts: Amounts = main ? { ...placeAmounts[main] } : { ...placeAmounts.plain };
  for (const { entry } of places) {
    const adds = { ...(entry.place === main ? {} : placeAsFeature[entry.place]), ...entry.amounts };
    for (const name of Object.keys(adds) as BackdropAmount[]) {
      amounts[name] = Math.max(amounts[name] ?? 0, adds[name] ?? 0);
    }
  }
  return amounts;
}

/** The solar hour, 0 to 24, of what a sentence says, at a latitude on a day. `before`: the hour that there was. Rounded to a third of a second. */
export function hourOf(
  { moment, offsetH }: NonNullable<Meaning['time']>,
  latitudeDeg: number,
  dayOfYear: number,
  before = usualHour,
): number {
  const hour =
    'asBefore' in moment
      ? before
      : 'hour' in moment
        ? moment.hour
        : hourOfElevation(latitudeDeg, dayOfYear, moment.elevationDeg, moment.half);
  return round((((hour + offsetH) % 24) + 24) % 24) % 24;
}

function unsaidHour({ amounts, moons, places }: Meaning): number {
  const shines = byNight.some((name) => (amounts[name] ?? 0) > 0);
  const isNeon = places.some(({ entry }) => (entry.amounts?.neon ?? 0) > 0);
  return shines || isNeon || (moons ?? 0) > 0 ? nightHour : usualHour;
}
