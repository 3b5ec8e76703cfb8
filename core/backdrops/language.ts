import { z } from 'zod';
import type { BackdropSpec } from './backdrop-spec.ts';
import { type SpecNudge, specNudge } from './nudge.ts';

const task = `You turn a film director's sentence into numbers for a backdrop. Answer with one JSON object and nothing else.
Only give fields that the sentence says something about. All amounts are shares from 0 (none) to 1 (as much as there can be).
"hour" is solar time from 0 to below 24; "latitudeDeg" is north positive; "dayOfYear" is 1 to 365.`;

/** What an OpenAI-compatible endpoint is asked (POST /chat/completions, "Structured outputs"): the sentence, and the reading that there is. */
export function languageQuestion(model: string, sentence: string, reading: BackdropSpec): object {
  const { version: _version, seed: _seed, headingDeg: _heading, ...known } = reading;
  return {
    model,
    temperature: 0,
    messages: [
      { role: 'system', content: task },
      { role: 'user', content: `It was read as ${JSON.stringify(known)}.\nSentence: ${sentence}` },
    ],
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'backdrop', schema: z.toJSONSchema(specNudge, { io: 'input' }) },
    },
  };
}

const answer = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().max(100_000) }) })).min(1),
});

/** What the endpoint read out of the sentence. Throws in words when it is not what was asked for. */
export function languageAnswer(json: unknown): SpecNudge {
  const content = answer.safeParse(json).data?.choices[0]?.message.content;
  if (content === undefined) throw new Error('It answers with no message.');
  const parsed = specNudge.safeParse(jsonOf(content));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`Its answer is no backdrop: ${issue?.path.join('.')} ${issue?.message}.`);
}

/** Some models put a fence around what they were told to give bare. */
function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\s*```(?:json)?|```\s*$/g, ''));
  } catch {
    throw new Error('Its answer is no JSON.');
  }
}
