/** Where a backdrop is: what its scene is built of. */
export const backdropPlaces = [
  'desert',
  'mountains',
  'hills',
  'plain',
  'forest',
  'snowfield',
  'ocean',
  'coast',
  'city',
  'street',
  'room',
  'space',
] as const;
export type BackdropPlace = (typeof backdropPlaces)[number];

/** The scene that a place of the built-in engine is, as an environment's `source` names it. */
export const backdropSceneId = (place: BackdropPlace): string => `backdrop-${place}`;

/** What there is more or less of, from 0, none, to 1, as much as there can be. */
export const backdropAmounts = [
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
  'trees',
  'water',
  'relief',
  'buildings',
  'windowLight',
  'neon',
] as const;
export type BackdropAmount = (typeof backdropAmounts)[number];
