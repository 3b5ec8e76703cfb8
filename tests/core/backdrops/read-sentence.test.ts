import { describe, expect, it } from 'vitest';
import type { BackdropSpec } from '../../../core/backdrops/backdrop-spec.ts';
import { readSentence } from '../../../core/backdrops/read-sentence.ts';
import { sunAt } from '../../../core/backdrops/sun.ts';

/** What a sentence must say, and the words that nobody can know. */
type Expected = Partial<Omit<BackdropSpec, 'hour'>> & {
  hour?: [from: number, to: number];
  /** Amounts that must be at least, or at most, so much. */
  most?: Partial<BackdropSpec>;
  least?: Partial<BackdropSpec>;
  unknown?: string[];
};

const sentences: [string, Expected][] = [
  ['a desert at noon', { place: 'desert', hour: [12, 12] }],
  ['desert dunes at sunset, no clouds', { place: 'desert', hour: [17, 20], clouds: 0 }],
  [
    'The same street, wet, an hour before dawn',
    { place: 'street', hour: [2, 4.5], least: { wetness: 0.8 } },
  ],
  ['a city at night with neon signs', { place: 'city', hour: [22, 24], least: { neon: 0.9 } }],
  [
    'Tokyo alley in heavy rain',
    { place: 'street', latitudeDeg: 35.7, rain: 1, least: { wetness: 0.7, neon: 0.7 } },
  ],
  ['a forest in thick fog at 6 am', { place: 'forest', hour: [6, 6], least: { fog: 0.95 } }],
  [
    'pine forest, light snow falling on winter morning',
    {
      place: 'forest',
      hour: [8, 10],
      dayOfYear: 15,
      least: { snowCover: 0.3 },
      unknown: ['falling'],
    },
  ],
  [
    'snowy mountains under a clear blue sky',
    { place: 'mountains', clouds: 0, least: { snowCover: 0.8, relief: 0.8 } },
  ],
  ['the open ocean in a storm', { place: 'ocean', least: { rain: 0.6, wind: 0.7, clouds: 0.9 } }],
  ['a calm sea at golden hour', { place: 'ocean', wind: 0, hour: [16, 19] }],
  [
    'beach with palm trees, late afternoon',
    { place: 'coast', hour: [15, 18], least: { trees: 0.5 } },
  ],
  [
    'alien desert with two moons',
    { place: 'desert', moons: 2, hour: [22, 24], unknown: ['alien'] },
  ],
  ['moonless night in the mountains', { place: 'mountains', moons: 0, hour: [22, 24] }],
  ['a starry night over a lake', { place: 'coast', hour: [22, 24], stars: 1 }],
  ['rolling hills in spring, scattered clouds', { place: 'hills', dayOfYear: 110, clouds: 0.35 }],
  ['overcast suburb in november', { place: 'city', clouds: 1, dayOfYear: 320 }],
  ['a mountain lake at dawn', { place: 'coast', hour: [4, 6.5], least: { relief: 0.8 } }],
  ['mountains behind a forest', { place: 'mountains', least: { trees: 0.6 } }],
  ['a forest with mountains behind it', { place: 'forest', least: { relief: 0.8, trees: 0.8 } }],
  ['downtown street at 17:30', { place: 'street', hour: [17.5, 17.5] }],
  [
    'an apartment with a big window at dusk',
    { place: 'room', hour: [18, 20.5], unknown: ['window'] },
  ],
  ['office interior, daytime', { place: 'room', hour: [12, 12] }],
  ['deep space, stars and a nebula', { place: 'space', stars: 1 }],
  [
    'arctic tundra in a blizzard',
    { place: 'snowfield', latitudeDeg: 66, snowfall: 1, least: { wind: 0.8 } },
  ],
  [
    'prairie without trees, windy, 3 pm',
    { place: 'plain', trees: 0, hour: [15, 15], least: { wind: 0.6 } },
  ],
  ['no rain, no fog, just a city at midday', { place: 'city', rain: 0, fog: 0, hour: [12, 12] }],
  [
    'city street without neon or fog at midnight',
    { place: 'street', neon: 0, fog: 0, hour: [0, 0] },
  ],
  ['a treeless plain under heavy clouds', { place: 'plain', trees: 0, least: { clouds: 0.95 } }],
  ['half an hour after sunset on the coast', { place: 'coast', hour: [18.5, 20.5] }],
  ['two hours before midnight in Manhattan', { place: 'city', hour: [22, 22], latitudeDeg: 40.7 }],
  ['half past six, harbour in mist', { place: 'coast', hour: [6.5, 6.5], least: { fog: 0.5 } }],
  ['quarter to seven pm by the lake', { place: 'coast', hour: [18.75, 18.75] }],
  ['savanna, not at night', { place: 'plain', hour: [12, 12] }],
  ['a jungle in the monsoon', { place: 'forest', least: { rain: 0.5, clouds: 0.8 } }],
  ['canyon with rugged cliffs, dusty', { place: 'desert', least: { relief: 0.75, haze: 0.6 } }],
  [
    'slightly hazy skyline at blue hour',
    { place: 'city', hour: [17.5, 21], least: { haze: 0.2 }, most: { haze: 0.3 } },
  ],
  ['warehouse, flooded with light', { place: 'room', unknown: ['flooded'] }],
  [
    'a road across the steppe at first light',
    { place: 'plain', hour: [3.5, 6], unknown: ['road', 'across'] },
  ],
  [
    'Hong Kong rooftop at 2 am, no wind',
    { place: 'city', hour: [2, 2], wind: 0, latitudeDeg: 22.3 },
  ],
  [
    'a foggy moor with ruins and no moon',
    { place: 'hills', moons: 0, least: { fog: 0.5, buildings: 0.5 } },
  ],
];

describe('a sentence becomes a backdrop', () => {
  it.each(sentences)('%s', (sentence, expected) => {
    const { spec, notUnderstood } = readSentence(sentence, 7);
    const { hour, least = {}, most = {}, unknown = [], ...exact } = expected;
    expect(spec).toMatchObject({ ...exact, seed: 7 });
    if (hour) {
      expect(spec.hour).toBeGreaterThanOrEqual(hour[0]);
      expect(spec.hour).toBeLessThanOrEqual(hour[1]);
    }
    for (const [name, value] of Object.entries(least)) {
      expect(spec[name as keyof BackdropSpec], name).toBeGreaterThanOrEqual(value as number);
    }
    for (const [name, value] of Object.entries(most)) {
      expect(spec[name as keyof BackdropSpec], name).toBeLessThanOrEqual(value as number);
    }
    expect(notUnderstood).toEqual(unknown);
  });

  it('says what was taken for granted, and what was read from which words', () => {
    const { assumed, understood } = readSentence('no clouds', 1);
    expect(assumed).toEqual(['place', 'hour']);
    expect(understood).toEqual([{ words: 'clouds', kind: 'amounts', isDenied: true }]);
  });

  it('is the same for the same sentence and seed, whatever its case and quotes', () => {
    const [a, b] = ["Six O'Clock in the DESERT", 'six o’clock in the desert'].map((sentence) =>
      JSON.stringify(readSentence(sentence, 3)),
    );
    expect(a).toBe(b);
    expect(readSentence('six o’clock in the desert', 3).spec.hour).toBe(6);
  });

  it('survives whatever is typed', () => {
    for (const odd of [
      '',
      ' ,.;',
      '99999999 moons',
      '2.5 moons',
      '24:99',
      'no no no',
      'toString constructor',
      '🌵'.repeat(500),
    ]) {
      expect(readSentence(odd, 0).spec.version).toBe(1);
    }
  });

  it('has the sun where the words put it', () => {
    for (const [sentence, low, high] of [
      ['a beach at sunset', 0, 2],
      ['a beach at dawn in summer in norway', -5, 1],
      ['a beach at high noon', 50, 90],
      ['a beach at midnight', -90, -20],
    ] as const) {
      const { latitudeDeg, dayOfYear, hour } = readSentence(sentence, 1).spec;
      const { elevationDeg } = sunAt(latitudeDeg, dayOfYear, hour);
      expect(elevationDeg, sentence).toBeGreaterThanOrEqual(low);
      expect(elevationDeg, sentence).toBeLessThanOrEqual(high);
    }
  });
});
