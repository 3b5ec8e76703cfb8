import type { Entry } from './entry.ts';
import { grammarEntries } from './grammar.ts';
import { placeEntries } from './places.ts';
import { timeEntries } from './times.ts';
import { moonEntries, weatherEntries } from './weather.ts';

/** Everything that is understood, by its phrase. */
const lexicon: ReadonlyMap<string, Entry> = new Map([
  ...grammarEntries,
  ...placeEntries,
  ...timeEntries,
  ...weatherEntries,
  ...moonEntries,
]);

/** No phrase has more words. */
export const mostWords = Math.max(...[...lexicon.keys()].map((phrase) => phrase.split(' ').length));

/** What a phrase means, in the singular as well; `undefined` when it is not understood. */
export function entryOf(phrase: string): Entry | undefined {
  for (const form of [phrase, ...singulars(phrase)]) {
    const entry = lexicon.get(form);
    if (entry) return entry;
  }
  return undefined;
}

function singulars(phrase: string): string[] {
  if (phrase.endsWith('ies')) return [`${phrase.slice(0, -3)}y`];
  if (phrase.endsWith('es')) return [phrase.slice(0, -2), phrase.slice(0, -1)];
  return phrase.endsWith('s') ? [phrase.slice(0, -1)] : [];
}
