import { z } from 'zod';
import { maxPromptLength } from '../../../core/backdrops/backdrop-request.ts';
import { secondReading } from '../../../core/wire/backdrop-report.ts';
import { type LanguageOptions, readBy } from '../../backdrops/language-reader.ts';
import { sendError } from '../errors.ts';
import { limits } from '../limits.ts';
import type { Route } from '../route.ts';

const asked = z.strictObject({
  prompt: z.string().trim().min(1).max(maxPromptLength),
  reader: z.string().min(1).max(64),
});

/** Second readings of sentences by language models, where any are set up. */
export function readingRoutes(readers: readonly LanguageOptions[]): Route[] {
  return [
    {
      method: 'get',
      path: '/api/v1/backdrop-readers',
      summary: 'The language models that may read a sentence, too',
      answers: { 200: { description: 'Their names', schema: z.array(z.string()) } },
      handle: (_request, response) => {
        response.json(readers.map(({ id }) => id));
      },
    },
    {
      method: 'post',
      path: '/api/v1/backdrop-readings',
      summary: 'How a language model reads a sentence, where it differs; a proposal for "nudge"',
      body: { kind: 'json', schema: asked, maxBytes: limits.jsonBytes },
      answers: {
        200: { description: 'The differences', schema: secondReading },
        404: { description: 'There is no such reader' },
        422: { description: 'Not a question' },
        502: { description: 'It cannot be reached, or answers with something else' },
      },
      handle: async (request, response) => {
        const question = asked.safeParse(request.body);
        if (!question.success) {
          const message = 'Send "prompt" and "reader".';
          return sendError(response, 422, { code: 'bad-question', message });
        }
        const reader = readers.find(({ id }) => id === question.data.reader);
        if (!reader) {
          const message = `There is no reader "${question.data.reader}". Name one in engines.json.`;
          return sendError(response, 404, { code: 'unknown-reader', message });
        }
        try {
          response.json(await readBy(reader, question.data.prompt));
        } catch (error) {
          const message = error instanceof Error ? error.message : String(error);
          sendError(response, 502, { code: 'no-reading', message });
        }
      },
    },
  ];
}
