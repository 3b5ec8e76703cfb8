import { type Amounts, type Entry, entriesOf } from './entry.ts';

const amounts = (of: Amounts): Entry => ({ kind: 'amounts', amounts: of });

/** Weather, and what lies, stands and shines; without an adverb a good deal of it. */
export const weatherEntries = entriesOf([
  ['cloud | clouds | cloudy | cloudier', amounts({ clouds: 0.6 })],
  ['overcast | grey sky | gray sky | gloomy | leaden', amounts({ clouds: 1 })],
  ['clear | clear sky | cloudless | blue sky | sunny | bright sun', amounts({ clouds: 0, fog: 0 })],
  ['scattered clouds | fair weather | partly cloudy | patchy clouds', amounts({ clouds: 0.35 })],
  [
    'haze | hazy | hazier | dust | dusty | smog | smoky | smoke | sandstorm',
    amounts({ haze: 0.7 }),
  ],
  ['fog | foggy | foggier | mist | misty | mistier', amounts({ fog: 0.6 })],
  [
    'rain | rainy | rainier | raining | rainfall | monsoon',
    amounts({ rain: 0.6, clouds: 0.9, wetness: 0.8 }),
  ],
  ['drizzle | drizzling | shower | showers', amounts({ rain: 0.25, clouds: 0.8, wetness: 0.6 })],
  ['downpour | pouring | torrential | deluge', amounts({ rain: 1, clouds: 1, wetness: 1 })],
  [
    'storm | stormy | stormier | thunderstorm | thunder | tempest',
    amounts({ rain: 0.7, clouds: 1, wind: 0.8, wetness: 0.9, lightning: 0.5 }),
  ],
  ['lightning | lightning bolt', amounts({ lightning: 1, clouds: 0.9 })],
  [
    'snowing | snowfall | snowy | snowier | snowflake | falling snow | light snow | heavy snow',
    amounts({ snowfall: 0.6, clouds: 0.8, snowCover: 0.9 }),
  ],
  ['blizzard | snowstorm', amounts({ snowfall: 1, clouds: 1, wind: 0.9, snowCover: 1 })],
  ['snow | snow covered | snowbound | snow capped', amounts({ snowCover: 0.9 })],
  ['wet | wetter | rain soaked | puddle | puddles | damp | soaked', amounts({ wetness: 0.9 })],
  ['dry', amounts({ wetness: 0, rain: 0 })],
  ['wind | windy | windier | breezy | gale', amounts({ wind: 0.7 })],
  ['calm | still air | windless', amounts({ wind: 0 })],
  ['star | stars | starry | starlight | starlit | milky way', amounts({ stars: 1 })],
  ['starless', amounts({ stars: 0 })],
  ['tree | trees | wooded | vegetation | palm | palms', amounts({ trees: 0.6 })],
  ['treeless | bare', amounts({ trees: 0 })],
  ['water | river | pond | reflection', amounts({ water: 0.5 })],
  ['building | buildings | house | houses | tower | towers | ruins', amounts({ buildings: 0.6 })],
  ['rocky | rugged | jagged | steep', amounts({ relief: 0.8 })],
  ['flat | level', amounts({ relief: 0 })],
  ['rolling', amounts({ relief: 0.4 })],
  ['neon | neon lit | neon sign | cyberpunk', amounts({ neon: 1, windowLight: 0.8 })],
  ['lit window | lit windows | city lights | window light | lights', amounts({ windowLight: 0.9 })],
]);

export const moonEntries = entriesOf([
  ['moon | moons | moonlight | moonlit | full moon', { kind: 'moons' }],
]);
