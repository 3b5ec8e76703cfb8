import type { Amounts } from './lexicon/entry.ts';

/** The end of April at 45° north: a day that is neither long nor short. */
export const usualLatitudeDeg = 45;
export const usualDay = 115;
export const usualHour = 12;
/** What the sky has when nobody says. */
export const usualAmounts: Amounts = { clouds: 0.25, haze: 0.1, wind: 0.15 };
