import type { Moment } from './lexicon/entry.ts';
import { entryOf, mostWords } from './lexicon/lexicon.ts';
import type { Word } from './words.ts';

/** A time of day in a sentence, and how many words tell it. */
export interface ClockPhrase {
  moment: Moment;
  /** Hours to add to the moment. */
  offsetH: number;
  length: number;
}

type Read = (words: readonly Word[], at: number) => ClockPhrase | undefined;

/** A time that begins at a word: 17:30, 5 am, 7 o'clock, half past six, an hour before dawn. */
export const clockPhrase: Read = (words, at) =>
  hoursFrom(words, at) ?? halfPast(words, at) ?? ofTheClock(words, at);

const text = (words: readonly Word[], at: number): string => words[at]?.text ?? '';

const ofTheClock: Read = (words, at) => {
  const [hours = '', minutes = '0'] = text(words, at).split(':');
  const isTime = text(words, at).includes(':');
  const number = isTime ? Number(hours) + Number(minutes) / 60 : words[at]?.number;
  if (number === undefined || number >= 24.0001) return undefined;
  const next = text(words, at + 1);
  if (next === 'am' || next === 'pm') return told(twelveHour(number, next), 2);
  if (next === "o'clock") return told(number, 2);
  return isTime ? told(number, 1) : undefined;
};

const told = (hour: number, length: number): ClockPhrase => ({
  moment: { hour: hour % 24 },
  offsetH: 0,
  length,
});

const twelveHour = (hour: number, half: 'am' | 'pm'): number =>
  (hour % 12) + (half === 'pm' ? 12 : 0);

const quarters: Record<string, number> = { half: 0.5, quarter: 0.25 };

/** Half past six, a quarter to seven in the evening: the hour of the day that is nearest to noon. */
const halfPast: Read = (words, at) => {
  const part = quarters[text(words, at)];
  const side = text(words, at + 1);
  const number = words[at + 2]?.number;
  if (part === undefined || number === undefined || !/^(past|to)$/.test(side)) return undefined;
  const half = text(words, at + 3);
  const hour = side === 'past' ? number + part : number - part;
  if (half === 'am' || half === 'pm') return told(twelveHour(hour, half), 4);
  return told(hour < 6 ? hour + 12 : hour, 3);
};

const units: Record<string, number> = { hour: 1, hours: 1, minute: 1 / 60, minutes: 1 / 60 };

/** Two hours before sunset, half an hour after dawn, an hour past midnight, just before dusk, an hour later. */
const hoursFrom: Read = (words, at) => {
  const amount = amountBefore(words, at);
  if (!amount) return undefined;
  const sideAt = at + amount.length;
  const turn = turns[text(words, sideAt)];
  if (turn !== undefined && amount.length > 1) {
    const length = amount.length + 1;
    return { moment: { asBefore: true }, offsetH: turn * amount.hours, length };
  }
  const side = sides[text(words, sideAt)];
  if (side === undefined) return undefined;
  const anchorAt = sideAt + 1 + (text(words, sideAt + 1) === 'the' ? 1 : 0);
  const anchor = momentAt(words, anchorAt);
  if (!anchor) return undefined;
  const length = anchorAt - at + anchor.length;
  return { moment: anchor.moment, offsetH: side * amount.hours, length };
};

const sides: Record<string, number> = { before: -1, until: -1, to: -1, after: 1, past: 1 };
/** From the moment that there was. */
const turns: Record<string, number> = { earlier: -1, sooner: -1, later: 1 };
/** Just before, and before, without saying how long. */
const aMomentH = 0.4;

function amountBefore(
  words: readonly Word[],
  at: number,
): { hours: number; length: number } | undefined {
  const first = text(words, at);
  if (sides[first] !== undefined && first !== 'to') return { hours: aMomentH, length: 0 };
  if (/^(just|shortly|right|soon)$/.test(first)) return { hours: aMomentH, length: 1 };
  const isHalf = first === 'half';
  const articleAt = isHalf ? at + 1 : at;
  const hasArticle = /^(a|an)$/.test(text(words, articleAt));
  const number = isHalf || hasArticle ? undefined : words[at]?.number;
  if (!isHalf && !hasArticle && number === undefined) return undefined;
  const unitAt = isHalf && hasArticle ? articleAt + 1 : isHalf ? articleAt : at + 1;
  const unit = units[text(words, unitAt)];
  if (unit === undefined) return undefined;
  return { hours: (isHalf ? 0.5 : (number ?? 1)) * unit, length: unitAt - at + 1 };
}

function momentAt(words: readonly Word[], at: number): ClockPhrase | undefined {
  const clock = ofTheClock(words, at);
  if (clock) return clock;
  for (let length = Math.min(mostWords, words.length - at); length > 0; length--) {
    const phrase = words
      .slice(at, at + length)
      .map((word) => word.text)
      .join(' ');
    const entry = entryOf(phrase);
    if (entry?.kind === 'moment') return { moment: entry.moment, offsetH: 0, length };
  }
  return undefined;
}
