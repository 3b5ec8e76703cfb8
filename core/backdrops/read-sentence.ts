import type { BackdropSpec } from './backdrop-spec.ts';
import type { BackdropAmount } from './kinds.ts';
import { type Meaning, meaningOf } from './meaning.ts';
import { phrasesOf } from './phrases.ts';
import { specFrom } from './spec-from-meaning.ts';
import { wordsOf } from './words.ts';

/** A sentence as it was understood. */
export interface SentenceReading {
  spec: BackdropSpec;
  /** What was read out of which words, in the sentence's order. */
  understood: Meaning['understood'];
  /** Words that meant nothing, each once. */
  notUnderstood: string[];
  /** What the sentence did not say and was taken for granted. */
  assumed: ('place' | 'hour')[];
  /** Amounts that the sentence itself gave: no variation changes them. */
  fixed: BackdropAmount[];
}

/**
 * Reads an English sentence into a backdrop: "a wet street in Tokyo, an hour before dawn, no cars".
 * The same sentence and seed give the same spec, to the byte.
 */
export function readSentence(sentence: string, seed: number): SentenceReading {
  const meaning = meaningOf(phrasesOf(wordsOf(sentence)));
  const { spec, assumed } = specFrom(meaning, seed);
  return {
    spec,
    understood: meaning.understood,
    notUnderstood: [...new Set(meaning.unknown)],
    assumed,
    fixed: Object.keys(meaning.amounts) as BackdropAmount[],
  };
}
