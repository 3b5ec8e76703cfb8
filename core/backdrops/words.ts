/** A word, number or mark of a sentence, and its place in it. */
export interface Word {
  text: string;
  /** Of a number; `undefined` of everything else. */
  number: number | undefined;
}

const numberWords: Record<string, number> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
};

/** A time of the clock, a number, a word, or a mark that ends a phrase. */
const pattern = /\d{1,2}:\d{2}|\d+(?:\.\d+)?|[\p{L}]+(?:'[\p{L}]+)?|[,.;!?]/gu;

/** The words of a sentence, in lower case; what joins words, such as a hyphen, divides them. */
export function wordsOf(sentence: string): Word[] {
  const plain = sentence.normalize('NFKC').toLowerCase().replaceAll('’', "'");
  return (plain.match(pattern) ?? []).map((text) => ({ text, number: numberOf(text) }));
}

function numberOf(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  return Object.hasOwn(numberWords, text) ? numberWords[text] : undefined;
}

export const isMark = ({ text }: Word): boolean => /^[,.;!?]$/.test(text);
