import { type ClockPhrase, clockPhrase } from './clock-phrase.ts';
import type { Entry } from './lexicon/entry.ts';
import { entryOf, mostWords } from './lexicon/lexicon.ts';
import { isMark, type Word } from './words.ts';

/** A part of a sentence, with the words that it was read from. */
export type Phrase = { words: string } & (
  | { kind: 'entry'; entry: Entry }
  | { kind: 'clock'; clock: ClockPhrase }
  | { kind: 'number'; number: number }
  | { kind: 'mark' }
  | { kind: 'unknown' }
);

/** The sentence in phrases, each as long as anything that is understood. */
export function phrasesOf(words: readonly Word[]): Phrase[] {
  const phrases: Phrase[] = [];
  for (let at = 0; at < words.length; ) {
    const { phrases: read, length } = phraseAt(words, at);
    phrases.push(...read);
    at += length;
  }
  return phrases;
}

function phraseAt(words: readonly Word[], at: number): { phrases: Phrase[]; length: number } {
  const word = words[at] as Word;
  const said = (length: number) =>
    words
      .slice(at, at + length)
      .map(({ text }) => text)
      .join(' ');
  if (isMark(word)) return { phrases: [{ kind: 'mark', words: word.text }], length: 1 };
  const clock = clockPhrase(words, at);
  if (clock) {
    const { length } = clock;
    return { phrases: [{ kind: 'clock', clock, words: said(length) }], length };
  }
  for (let length = Math.min(mostWords, words.length - at); length > 0; length--) {
    const entry = entryOf(said(length));
    if (entry) return { phrases: [{ kind: 'entry', entry, words: said(length) }], length };
  }
  const { number, text } = word;
  if (number !== undefined)
    return { phrases: [{ kind: 'number', number, words: text }], length: 1 };
  return { phrases: withoutOf(text) ?? [{ kind: 'unknown', words: text }], length: 1 };
}

/** Moonless is without a moon. */
function withoutOf(text: string): Phrase[] | undefined {
  const entry = text.endsWith('less') ? entryOf(text.slice(0, -4)) : undefined;
  if (!entry || entry.kind === 'filler') return undefined;
  const none: Phrase = { kind: 'entry', entry: { kind: 'none' }, words: text };
  const but: Phrase = { kind: 'entry', entry: { kind: 'but' }, words: text };
  return [none, { kind: 'entry', entry, words: text }, but];
}
