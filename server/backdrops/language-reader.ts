import { languageAnswer, languageQuestion } from '../../core/backdrops/language.ts';
import { type SpecDifference, specDifferences } from '../../core/backdrops/nudge.ts';
import { readSentence } from '../../core/backdrops/read-sentence.ts';
import { callJson, type Remote } from './remote/remote.ts';

export interface LanguageOptions {
  id: string;
  remote: Remote;
  model: string;
}

/** How another reader reads a sentence, beside how it was read here. */
export interface SecondReading {
  reader: string;
  notUnderstood: string[];
  differences: SpecDifference[];
}

/** Any seed: it is no part of what is compared. */
const seed = 1;

/**
 * Asks an OpenAI-compatible endpoint how it reads a sentence. What it says is checked like anything from outside,
 * and only ever a proposal. Rejects in words that hold no key.
 */
export async function readBy(
  { id, remote, model }: LanguageOptions,
  sentence: string,
): Promise<SecondReading> {
  const { spec, notUnderstood } = readSentence(sentence, seed);
  const { status, json } = await callJson(remote, 'chat/completions', {
    method: 'POST',
    body: languageQuestion(model, sentence, spec),
    signal: AbortSignal.timeout(remote.timeoutMs),
  });
  if (status === 401 || status === 403)
    throw new Error(`${remote.base.host} does not take the key. Check it.`);
  if (status < 200 || status > 299) throw new Error(`${remote.base.host} answers ${status}.`);
  return { reader: id, notUnderstood, differences: specDifferences(spec, languageAnswer(json)) };
}
