import { headingFor } from '../../core/backdrops/heading.ts';
import {
  type BackdropAmount,
  type BackdropPlace,
  backdropAmounts,
  backdropPlaces,
  backdropSceneId,
} from '../../core/backdrops/kinds.ts';
import { placeAmounts } from '../../core/backdrops/lexicon/places.ts';
import { usualAmounts, usualDay, usualHour, usualLatitudeDeg } from '../../core/backdrops/usual.ts';
import { exposureParameter } from '../exposure-parameter.ts';
import type { SceneManifest, SceneParameter } from '../scene.ts';

const labels: Record<BackdropAmount, string> = {
  clouds: 'Clouds',
  haze: 'Haze',
  fog: 'Fog',
  rain: 'Rain',
  snowfall: 'Falling snow',
  wind: 'Wind',
  lightning: 'Lightning',
  stars: 'Stars',
  wetness: 'Wetness',
  snowCover: 'Lying snow',
  trees: 'Trees',
  water: 'Water',
  relief: 'Relief',
  buildings: 'Buildings',
  windowLight: 'Lit windows',
  neon: 'Neon',
};

const weather: readonly BackdropAmount[] = [
  'clouds',
  'haze',
  'fog',
  'rain',
  'snowfall',
  'wind',
  'lightning',
  'stars',
  'wetness',
  'snowCover',
];

/** What there is to turn in a place, beside its weather. */
const features: Record<BackdropPlace, readonly BackdropAmount[]> = {
  desert: ['relief', 'trees'],
  mountains: ['relief', 'trees', 'water'],
  hills: ['relief', 'trees', 'water'],
  plain: ['relief', 'trees', 'water'],
  forest: ['relief', 'trees', 'water'],
  snowfield: ['relief', 'trees'],
  ocean: [],
  coast: ['trees'],
  city: ['buildings', 'windowLight', 'trees'],
  street: ['windowLight', 'neon'],
  room: ['windowLight', 'relief', 'trees'],
  space: [],
};

export const placeNames: Readonly<Record<BackdropPlace, string>> = {
  desert: 'Desert',
  mountains: 'Mountains',
  hills: 'Hills',
  plain: 'Plain',
  forest: 'Forest',
  snowfield: 'Snowfield',
  ocean: 'Ocean',
  coast: 'Coast',
  city: 'City',
  street: 'Street',
  room: 'Room',
  space: 'Space',
};

interface Range {
  name: string;
  label: string;
  min: number;
  max: number;
  step: number;
  unit?: string;
}

const moment: readonly Range[] = [
  { name: 'hour', label: 'Solar hour', min: 0, max: 23.99, step: 0.05, unit: 'h' },
  { name: 'dayOfYear', label: 'Day of the year', min: 1, max: 365, step: 1 },
  { name: 'latitudeDeg', label: 'Latitude', min: -80, max: 80, step: 0.5, unit: '°' },
  { name: 'headingDeg', label: 'Looks towards (0 north)', min: -180, max: 180, step: 1, unit: '°' },
  { name: 'moons', label: 'Moons', min: 0, max: 5, step: 1 },
];

/** What a place is like when nobody says anything else of it: the end of April at noon. */
const usualMoment = {
  hour: usualHour,
  dayOfYear: usualDay,
  latitudeDeg: usualLatitudeDeg,
  headingDeg: Math.round(headingFor(usualLatitudeDeg, usualDay, usualHour, 0.3)),
  moons: 1,
};

/** The parameters of a place's scene are the fields of `BackdropSpec` by their names; a spec sets them all. */
function manifestOf(place: BackdropPlace): SceneManifest {
  const usual: Readonly<Record<string, number>> = {
    ...usualMoment,
    ...usualAmounts,
    ...placeAmounts[place],
  };
  const number = (range: Range): SceneParameter => ({
    kind: 'number',
    ...range,
    default: usual[range.name] ?? 0,
  });
  const inPlace = place === 'space' ? (['stars'] as const) : [...weather, ...features[place]];
  const amounts = backdropAmounts.filter((name) =>
    (inPlace as readonly BackdropAmount[]).includes(name),
  );
  return {
    id: backdropSceneId(place),
    name: `${placeNames[place]} (procedural)`,
    description: `${placeNames[place]} made of numbers: place, hour and weather as a sentence asks for them.`,
    parameters: [
      ...moment.map(number),
      ...amounts.map((name) => number({ name, label: labels[name], min: 0, max: 1, step: 0.01 })),
      exposureParameter,
    ],
  };
}

export const backdropManifests = Object.fromEntries(
  backdropPlaces.map((place) => [place, manifestOf(place)]),
) as Record<BackdropPlace, SceneManifest>;
