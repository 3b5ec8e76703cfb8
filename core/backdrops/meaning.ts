import type { BackdropAmount } from './kinds.ts';
import type { Amounts, Entry, Moment } from './lexicon/entry.ts';
import { placeAsFeature } from './lexicon/places.ts';
import type { Phrase } from './phrases.ts';

type PlaceEntry = Extract<Entry, { kind: 'place' }>;

/** What a sentence says, before what it leaves open is filled in. */
export interface Meaning {
  /** In the sentence's order; `joins` is what follows another without a word between: a mountain lake. */
  places: { entry: PlaceEntry; joins: boolean }[];
  amounts: Amounts;
  moons: number | undefined;
  time: { moment: Moment; offsetH: number } | undefined;
  dayOfYear: number | undefined;
  latitudeDeg: number | undefined;
  understood: { words: string; kind: string; isDenied: boolean }[];
  unknown: string[];
}

/** What the words before a phrase do to it. */
interface Before {
  isDenied: boolean;
  factor: number;
  count: number | undefined;
  /** The phrase just before, if it was a place. */
  wasPlace: boolean;
  words: string;
}

const nothingBefore = (): Before => ({
  isDenied: false,
  factor: 1,
  count: undefined,
  wasPlace: false,
  words: '',
});

export function meaningOf(phrases: readonly Phrase[]): Meaning {
  const meaning: Meaning = {
    places: [],
    amounts: {},
    moons: undefined,
    time: undefined,
    dayOfYear: undefined,
    latitudeDeg: undefined,
    understood: [],
    unknown: [],
  };
  const before = nothingBefore();
  for (const [at, phrase] of phrases.entries()) {
    take(meaning, before, phrase, phrases.slice(at + 1));
  }
  return meaning;
}

function take(meaning: Meaning, before: Before, phrase: Phrase, after: readonly Phrase[]): void {
  const isPlace = phrase.kind === 'entry' && phrase.entry.kind === 'place';
  if (phrase.kind === 'unknown') meaning.unknown.push(phrase.words);
  else if (phrase.kind === 'number') before.count = phrase.number;
  else if (phrase.kind === 'mark') endPhrase(before, phrase.words === ',' && isList(after));
  else if (phrase.kind === 'clock') {
    meaning.time = phrase.clock;
    meaning.understood.push({ words: phrase.words, kind: 'moment', isDenied: false });
  } else if (!takeGrammar(before, phrase.words, phrase.entry)) {
    addContent(meaning, before, phrase.words, phrase.entry);
    before.factor = 1;
    before.count = undefined;
  }
  before.wasPlace = isPlace && !before.isDenied;
  before.words = phrase.words;
}

/** A denial goes on over a comma when the list that it began ends in "or": no cars, people or trees. */
function isList(after: readonly Phrase[]): boolean {
  for (const { kind, words } of after) {
    if (kind === 'mark' && words !== ',') return false;
    if (words === 'or' || words === 'nor') return true;
  }
  return false;
}

function endPhrase(before: Before, isGoingOn: boolean): void {
  Object.assign(before, { ...nothingBefore(), isDenied: before.isDenied && isGoingOn });
}

const goesOn = /^(or|nor|and|of|so|very much)$/;
const article = /^(a|an|the)$/;

/** What a denial reaches: past "or" and "and", not past an article after "and", nor past a preposition. */
function joinOrEnd(before: Before, words: string): void {
  const isArticle = article.test(words);
  if (isArticle && before.words === 'and') before.isDenied = false;
  if (!isArticle && !goesOn.test(words) && !isJustDenied(before)) endPhrase(before, false);
}

const isJustDenied = ({ isDenied, words }: Before): boolean =>
  isDenied && /^(no|without|not|never|free of|minus|lacking)$/.test(words);

/** Words that only change what comes after them; `false` for those that mean something. */
function takeGrammar(before: Before, words: string, entry: Entry): boolean {
  if (entry.kind === 'filler') joinOrEnd(before, words);
  else if (entry.kind === 'but') endPhrase(before, false);
  else if (entry.kind === 'none') {
    endPhrase(before, false);
    before.isDenied = true;
  } else if (entry.kind === 'degree') {
    before.factor = before.factor === 1 ? entry.factor : (before.factor + entry.factor) / 2;
  } else return false;
  return true;
}

function addContent(
  meaning: Meaning,
  { isDenied, factor, count, wasPlace }: Before,
  words: string,
  entry: Entry,
): void {
  meaning.understood.push({ words, kind: entry.kind, isDenied });
  if (entry.kind === 'amounts') addAmounts(meaning.amounts, entry.amounts, isDenied, factor);
  else if (entry.kind === 'moons')
    meaning.moons = isDenied ? 0 : Math.min(5, Math.round(count ?? (words === 'moons' ? 2 : 1)));
  else if (entry.kind === 'moment')
    meaning.time = { moment: isDenied ? opposite(entry.moment) : entry.moment, offsetH: 0 };
  else if (entry.kind === 'place') {
    if (isDenied) addAmounts(meaning.amounts, placeAsFeature[entry.place], true, 1);
    else meaning.places.push({ entry, joins: wasPlace });
  } else if (entry.kind === 'season' && !isDenied) meaning.dayOfYear = entry.dayOfYear;
  else if (entry.kind === 'region' && !isDenied) meaning.latitudeDeg = entry.latitudeDeg;
}

/** What is denied is not there; of what was none, a denial makes a good deal. */
function addAmounts(to: Amounts, from: Amounts, isDenied: boolean, factor: number): void {
  const names = Object.keys(from) as BackdropAmount[];
  // Nothing of what comes along with it is said: no rain may still be under clouds.
  for (const [i, name] of names.entries()) {
    if (isDenied && i > 0) return;
    const amount = from[name] ?? 0;
    if (isDenied) to[name] = amount === 0 ? 0.6 : 0;
    else to[name] = Math.min(1, amount * (i === 0 ? factor : 1));
  }
}

const opposite = (moment: Moment): Moment =>
  'hour' in moment && Math.abs(moment.hour - 12) < 6 ? { hour: 23 } : { hour: 12 };
