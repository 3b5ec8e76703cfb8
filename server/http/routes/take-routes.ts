import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { aleText } from '../../../core/takes/export/ale.ts';
import { recorderStatus, takeSummary } from '../../../core/takes/take-summary.ts';
import type { RecorderService, TakesService } from '../../services.ts';
import { type ExportQuery, exportQuery } from '../../takes/export-request.ts';
import { sendError, sendProblems } from '../errors.ts';
import { limits } from '../limits.ts';
import { param, type Route } from '../route.ts';

const aleType = 'text/plain; charset=utf-8';

/** Recorded takes: the list, the recorder, and files for other programs. */
export function takeRoutes(takes: TakesService, recorder: RecorderService): Route[] {
  let exports = 0;
  return [
    {
      method: 'get',
      path: '/api/v1/takes',
      summary: 'Every recorded take, newest first',
      answers: { 200: { description: 'The takes', schema: z.array(takeSummary) } },
      handle: (_request, response) => {
        response.json(takes.list());
      },
    },
    {
      method: 'get',
      path: '/api/v1/takes.ale',
      summary: 'The log of all takes for Avid and others (ALE)',
      answers: { 200: { description: 'The log', contentType: aleType } },
      handle: (_request, response) => sendAle(response, 'takes', takes.list().toReversed()),
    },
    {
      method: 'get',
      path: '/api/v1/recorder',
      summary: 'What rolls, what of it is written and safe, and how long the disk lasts',
      answers: { 200: { description: 'The recorder', schema: recorderStatus } },
      handle: (_request, response) => {
        response.json(recorder.status());
      },
    },
    {
      method: 'get',
      path: '/api/v1/takes/{id}',
      summary: 'One take',
      answers: {
        200: { description: 'The take', schema: takeSummary },
        404: { description: 'There is no such take' },
      },
      handle: (request, response) => {
        const take = takes.get(param(request, 'id'));
        if (take) response.json(take);
        else sendUnknown(request, response);
      },
    },
    {
      method: 'get',
      path: '/api/v1/takes/{id}/export',
      summary: 'A take as a file of another program, frame by frame on its timecode',
      query: exportQuery,
      answers: {
        200: { description: 'The file', contentType: '*/*' },
        400: { description: 'Not a format, or not a camera of the take' },
        404: { description: 'There is no such take' },
        429: { description: `More than ${limits.exportsAtOnce} exports at once` },
      },
      handle: async (request, response) => {
        const take = takes.get(param(request, 'id'));
        if (!take) return sendUnknown(request, response);
        const query = exportQuery.safeParse(request.query);
        if (!query.success) return sendWrongQuery(response, query.error);
        const { format, ...rest } = query.data;
        if (format === 'ale') return sendAle(response, take.id, [take]);
        if (exports >= limits.exportsAtOnce) return sendBusy(response);
        exports++;
        try {
          await sendExport(takes, take.id, { ...rest, format }, response);
        } finally {
          exports--;
        }
      },
    },
  ];
}

function sendAle(response: Response, name: string, list: Parameters<typeof aleText>[0]): void {
  response.attachment(`${name}.ale`).type(aleType).send(aleText(list));
}

function sendUnknown(request: Request, response: Response): void {
  const message = `There is no take "${param(request, 'id')}".`;
  sendError(response, 404, { code: 'unknown-take', message });
}

function sendBusy(response: Response): void {
  const message = `${limits.exportsAtOnce} exports are running. Ask again after them.`;
  sendError(response, 429, { code: 'busy', message });
}

function sendWrongQuery(response: Response, error: z.ZodError): void {
  const problems = error.issues.map(({ path, code, message }) => ({
    path: `/${path.map(String).join('/')}`,
    code,
    message,
  }));
  sendProblems(response, 400, problems);
}

type FileQuery = ExportQuery & { format: Exclude<ExportQuery['format'], 'ale'> };

async function sendExport(
  takes: TakesService,
  id: string,
  query: FileQuery,
  response: Response,
): Promise<void> {
  const exporting = await takes.export(id, query);
  if (!exporting.ok) return sendProblems(response, 400, exporting.problems);
  response.attachment(exporting.name).type(exporting.contentType);
  // Whoever goes away ends the process that writes for him.
  await pipeline(exporting.text, response).finally(exporting.stop);
}
