import type { Request, Response } from 'express';
import { z } from 'zod';
import { backdropAsked } from '../../../core/backdrops/backdrop-request.ts';
import { type BakePart, bakeContentTypes, bakeParts } from '../../../core/backdrops/bake/parts.ts';
import { pointerFromPath } from '../../../core/result.ts';
import { environment } from '../../../core/show/show-schema.ts';
import { backdropReport, engineReport } from '../../../core/wire/backdrop-report.ts';
import type { BackdropsService } from '../../services.ts';
import { sendError, sendProblems } from '../errors.ts';
import { limits } from '../limits.ts';
import { principalOf } from '../principal.ts';
import { param, type Route } from '../route.ts';

const bake = z.object({
  id: z.string(),
  environment,
  sha256: z.string().optional(),
  wants: z.array(z.enum(bakeParts)),
});
const bakePart = z.enum(bakeParts);
const layersQuery = z.object({
  /** From 0; the approved one when it is left out. */
  variation: z.coerce.number().int().min(0).max(1000).optional(),
});

/** Generation jobs, and the pictures that pages draw for them. */
export function backdropRoutes(backdrops: BackdropsService): Route[] {
  return [
    {
      method: 'post',
      path: '/api/v1/backdrops',
      summary: 'Asks an engine for variations of a backdrop; the answer comes before they are made',
      body: { kind: 'json', schema: backdropAsked, maxBytes: limits.jsonBytes },
      answers: {
        202: { description: 'Taken', schema: backdropReport },
        422: { description: 'Not a request, or no such engine; the message says why' },
        429: { description: 'Too many wait' },
      },
      handle: (request, response) => {
        const asked = backdropAsked.safeParse(request.body);
        if (!asked.success) {
          const problems = asked.error.issues.map(({ path, code, message }) => ({
            path: pointerFromPath(path),
            code,
            message,
          }));
          return sendProblems(response, 422, problems);
        }
        const result = backdrops.submit(asked.data, principalOf(request));
        if (result.ok) response.status(202).json(result.value);
        else sendProblems(response, result.fault[0]?.code === 'busy' ? 429 : 422, result.fault);
      },
    },
    {
      method: 'get',
      path: '/api/v1/backdrops',
      summary: 'Every backdrop that was asked for, newest first',
      answers: { 200: { description: 'The backdrops', schema: z.array(backdropReport) } },
      handle: (_request, response) => {
        response.json(backdrops.list());
      },
    },
    {
      method: 'get',
      path: '/api/v1/backdrops/{id}',
      summary: 'One backdrop, its variations and where it comes from',
      answers: {
        200: { description: 'The backdrop', schema: backdropReport },
        404: { description: 'There is no such backdrop' },
      },
      handle: (request, response) => {
        const report = backdrops.get(param(request, 'id'));
        if (report) return void response.json(report);
        const message = `There is no backdrop "${param(request, 'id')}".`;
        sendError(response, 404, { code: 'unknown-backdrop', message });
      },
    },
    {
      method: 'get',
      path: '/api/v1/backdrops/{id}/preview',
      summary: 'The newest picture that the engine shows on its way',
      answers: {
        200: { description: 'The picture', contentType: 'image/*' },
        404: { description: 'There is none now' },
      },
      handle: (request, response) => {
        const preview = backdrops.preview(param(request, 'id'));
        if (preview) return void response.type(preview.contentType).send(preview.bytes);
        sendError(response, 404, { code: 'no-preview', message: 'There is no such picture now.' });
      },
    },
    {
      method: 'get',
      path: '/api/v1/backdrops/{id}/2p5d',
      summary: 'A variation as a .2p5d file, with the edits of its layers in the show',
      query: layersQuery,
      answers: {
        200: { description: 'The file', contentType: 'application/zip' },
        404: { description: 'There is no such picture' },
        422: { description: 'Not a number of a variation' },
      },
      handle: (request, response) => sendLayers(backdrops, request, response),
    },
    {
      method: 'get',
      path: '/api/v1/backdrop-engines',
      summary: 'What can make backdrops, and what keeps it from doing so',
      answers: { 200: { description: 'The engines', schema: z.array(engineReport) } },
      handle: async (_request, response) => {
        response.json(await backdrops.engines());
      },
    },
    {
      method: 'post',
      path: '/api/v1/bakes',
      summary: 'A page that is no wall asks for a picture to draw',
      answers: {
        200: { description: 'What to draw', schema: bake },
        204: { description: 'Nothing now; ask again' },
      },
      handle: (_request, response) => sendNextBake(backdrops, response),
    },
    {
      method: 'put',
      path: '/api/v1/bakes/{id}/{part}',
      summary: 'The page hands in what it has drawn, part by part',
      body: { kind: 'bytes', contentType: '*/*', maxBytes: limits.bakeBytes },
      answers: {
        204: { description: 'Taken' },
        404: { description: 'Nobody waits for it any more' },
        422: { description: 'No such part, or not of its kind' },
      },
      handle: (request, response) => {
        const part = bakePart.safeParse(param(request, 'part'));
        if (!part.success || !isOfPart(part.data, request.body)) {
          const message = `The body is no ${part.data ? bakeContentTypes[part.data] : bakeParts.join(', ')}.`;
          return sendError(response, 422, { code: 'bad-part', message });
        }
        const isTaken = backdrops.desk.deliver(param(request, 'id'), part.data, request.body);
        answerBake(isTaken, response);
      },
    },
    {
      method: 'post',
      path: '/api/v1/bakes/{id}/fault',
      summary: 'The page could not draw it, and says why',
      body: { kind: 'json', schema: z.object({ reason: z.string() }), maxBytes: limits.jsonBytes },
      answers: { 204: { description: 'Taken' }, 404: { description: 'Nobody waits for it' } },
      handle: (request, response) => {
        const reason = String(request.body?.reason ?? 'no reason').slice(0, 300);
        answerBake(backdrops.desk.fail(param(request, 'id'), reason), response);
      },
    },
  ];
}

async function sendLayers(
  backdrops: BackdropsService,
  request: Request,
  response: Response,
): Promise<void> {
  const query = layersQuery.safeParse(request.query);
  if (!query.success) {
    const message = 'The variation is a number from 0.';
    return sendError(response, 422, { code: 'bad-variation', message });
  }
  const file = await backdrops.layersFile(param(request, 'id'), query.data.variation);
  if (!file.ok) return sendProblems(response, 404, file.fault);
  response.attachment(file.value.name).type('application/zip');
  response.send(
    Buffer.from(file.value.bytes.buffer, file.value.bytes.byteOffset, file.value.bytes.byteLength),
  );
}

async function sendNextBake(backdrops: BackdropsService, response: Response): Promise<void> {
  const controller = new AbortController();
  response.on('close', () => controller.abort());
  const next = await backdrops.desk.ask(limits.bakePatienceMs, controller.signal);
  if (response.destroyed) return;
  if (next) response.json(next);
  else response.status(204).end();
}

function answerBake(isTaken: boolean, response: Response): void {
  if (isTaken) response.status(204).end();
  else
    sendError(response, 404, { code: 'unknown-bake', message: 'Nobody waits for this picture.' });
}

/** Whether bytes begin as what a part travels as; what is in them is judged by who wanted them. */
function isOfPart(part: BakePart, bytes: Buffer): boolean {
  const begin = (from: number, to: number) => bytes.toString('latin1', from, to);
  const contentType = bakeContentTypes[part];
  if (contentType === 'image/webp') return begin(0, 4) === 'RIFF' && begin(8, 12) === 'WEBP';
  return contentType === 'image/png' ? begin(0, 4) === '\x89PNG' : begin(0, 1) === '{';
}
