import { z } from 'zod';
import { sendError } from '../errors.ts';
import type { Route } from '../route.ts';

const statusAnswer = z.object({ status: z.literal('ok'), version: z.string() });

/** Liveness for anybody, readiness for whoever has the key. */
export function healthRoutes(version: string, isReady: () => boolean): Route[] {
  return [
    {
      method: 'get',
      path: '/api/v1/health',
      summary: 'Whether the server is alive; the only call that needs no key',
      answers: { 200: { description: 'Alive', schema: statusAnswer } },
      handle: (_request, response) => {
        response.json({ status: 'ok', version });
      },
    },
    {
      method: 'get',
      path: '/api/v1/ready',
      summary: 'Whether the show is served',
      answers: {
        200: { description: 'Ready', schema: statusAnswer },
        503: { description: 'Starting or stopping' },
      },
      handle: (_request, response) => {
        if (isReady()) response.json({ status: 'ok', version });
        else
          sendError(response, 503, { code: 'not-ready', message: 'The show is not served yet.' });
      },
    },
  ];
}
