import { z } from 'zod';
import { showJsonSchema, showSchema } from '../../../core/show/show-schema.ts';
import type { ShowService } from '../../services.ts';
import { readIfMatch, tagOf } from '../entity-tag.ts';
import { sendError, sendProblems } from '../errors.ts';
import { limits } from '../limits.ts';
import { principalOf } from '../principal.ts';
import type { Route } from '../route.ts';

const replaced = z.object({ ok: z.literal(true), revision: z.number() });

/** The whole show document, read and replaced under its revision. */
export function showRoutes(show: ShowService): Route[] {
  return [
    {
      method: 'get',
      path: '/api/v1/show',
      summary: 'The show document; its revision is the ETag',
      answers: {
        200: { description: 'The show', schema: { json: showJsonSchema() } },
        304: { description: 'Unchanged since the revision in If-None-Match' },
      },
      handle: (_request, response) => {
        response.setHeader('ETag', tagOf(show.revision)).setHeader('Cache-Control', 'no-cache');
        response.json(show.state.show);
      },
    },
    {
      method: 'put',
      path: '/api/v1/show',
      summary: 'Replaces the show document, or changes nothing and says every problem',
      body: { kind: 'json', schema: showSchema, maxBytes: limits.showBytes },
      answers: {
        200: { description: 'Replaced', schema: replaced },
        409: { description: 'A take rolls: the show is locked until the cut' },
        412: { description: 'Somebody changed the show since the revision in If-Match' },
        422: { description: 'Not a valid show; problems name their places' },
      },
      handle: async (request, response) => {
        const match = readIfMatch(request.headers['if-match'], show.revision);
        const expected = match.kind === 'revision' ? match.revision : undefined;
        const result =
          match.kind === 'none'
            ? { ok: false as const, status: 412 as const, problems: [] }
            : await show.replaceShow(request.body, principalOf(request), expected);
        if (result.ok) {
          response.setHeader('ETag', tagOf(result.revision));
          response.json({ ok: true, revision: result.revision });
        } else if (result.status === 412) {
          response.setHeader('ETag', tagOf(show.revision));
          const message = `The show is at revision ${show.revision} now. Read it again and repeat.`;
          sendError(response, 412, { code: 'changed', message });
        } else {
          sendProblems(response, result.status, result.problems);
        }
      },
    },
    {
      method: 'get',
      path: '/api/v1/schema/show.json',
      summary: 'JSON Schema of the show document',
      answers: { 200: { description: 'The schema', schema: { json: { type: 'object' } } } },
      handle: (_request, response) => {
        response.json(showJsonSchema());
      },
    },
  ];
}
