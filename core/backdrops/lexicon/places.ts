import type { BackdropPlace } from '../kinds.ts';
import { type Amounts, type Entry, entriesOf } from './entry.ts';

const place = (name: BackdropPlace, amounts: Amounts = {}, latitudeDeg?: number): Entry => ({
  kind: 'place',
  place: name,
  amounts,
  ...(latitudeDeg !== undefined && { latitudeDeg }),
});

/** What a place has by itself, unless the sentence says otherwise. */
export const placeAmounts: Record<BackdropPlace, Amounts> = {
  desert: { relief: 0.3, haze: 0.25 },
  mountains: { relief: 0.9, trees: 0.2, haze: 0.3 },
  hills: { relief: 0.4, trees: 0.2 },
  plain: { relief: 0.1, trees: 0.05 },
  forest: { relief: 0.3, trees: 0.9 },
  snowfield: { relief: 0.3, snowCover: 1 },
  ocean: { water: 1, wind: 0.3 },
  coast: { water: 0.6, relief: 0.3 },
  city: { buildings: 0.8, windowLight: 0.5, trees: 0.3 },
  street: { buildings: 0.8, windowLight: 0.5 },
  room: { buildings: 0, windowLight: 1 },
  space: { stars: 1 },
};

/** What a place adds to another: a forest with mountains behind it. */
export const placeAsFeature: Record<BackdropPlace, Amounts> = {
  desert: {},
  mountains: { relief: 0.9 },
  hills: { relief: 0.4 },
  plain: {},
  forest: { trees: 0.7 },
  snowfield: { snowCover: 1 },
  ocean: { water: 0.7 },
  coast: { water: 0.5 },
  city: { buildings: 0.8 },
  street: { buildings: 0.6 },
  room: {},
  space: { stars: 1 },
};

/** A place that tells more than another one that has it, too: a street is in a city. */
export const isWithin: Partial<Record<BackdropPlace, readonly BackdropPlace[]>> = {
  street: ['city'],
  room: ['city', 'street'],
};

export const placeEntries = entriesOf([
  ['desert | dune | sahara | gobi | wasteland | mojave | badlands | outback', place('desert')],
  ['sahara desert', place('desert', {}, 24)],
  ['canyon | mesa | monument valley | gorge', place('desert', { relief: 0.8 })],
  [
    'mountain | mountains | alps | alpine | himalaya | peak | summit | ridge | cliff | volcano | andes',
    place('mountains'),
  ],
  ['hill | valley | highland | moor | dale | meadow hill', place('hills')],
  [
    'plain | prairie | savanna | savannah | steppe | meadow | field | grassland | farmland | pasture | wheat field',
    place('plain'),
  ],
  [
    'forest | wood | woods | woodland | jungle | rainforest | grove | taiga | swamp',
    place('forest'),
  ],
  ['pine forest | pine wood | pines | birch forest', place('forest', { trees: 1 })],
  ['tundra | snowfield | glacier | ice field | antarctica | arctic plain', place('snowfield')],
  [
    'ocean | open ocean | sea | open sea | open water | high sea | atlantic | pacific',
    place('ocean'),
  ],
  [
    'coast | beach | shore | shoreline | seaside | harbour | harbor | bay | lagoon | lake | lakeside | fjord | riverbank',
    place('coast'),
  ],
  ['island', place('coast', { trees: 0.5 })],
  [
    'city | town | downtown | skyline | metropolis | cityscape | skyscraper | suburb | rooftop',
    place('city'),
  ],
  ['manhattan | new york', place('city', { buildings: 1 }, 40.7)],
  ['tokyo', place('city', { neon: 0.8 }, 35.7)],
  ['hong kong', place('city', { neon: 0.8, buildings: 1 }, 22.3)],
  ['london', place('city', {}, 51.5)],
  ['paris', place('city', {}, 48.9)],
  ['berlin', place('city', {}, 52.5)],
  ['los angeles', place('city', {}, 34)],
  [
    'street | alley | avenue | boulevard | road through town | sidewalk | backstreet | crossing',
    place('street'),
  ],
  [
    'room | interior | indoors | office | apartment | living room | bedroom | kitchen | hall | loft | studio room | warehouse',
    place('room'),
  ],
  ['space | outer space | orbit | deep space | galaxy | nebula | starfield', place('space')],
]);
