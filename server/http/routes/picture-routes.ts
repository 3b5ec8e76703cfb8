import type { Request, Response } from 'express';
import type { CaptureService, StatusService } from '../../services.ts';
import { sendError } from '../errors.ts';
import { limits } from '../limits.ts';
import { param, type Route } from '../route.ts';

const frameHeader = 'Cyclorama-Frame';
const pngMagic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const jpegMagic = Buffer.from([0xff, 0xd8, 0xff]);

const beginsWith = (bytes: Buffer, magic: Buffer): boolean =>
  bytes.subarray(0, magic.length).equals(magic);

/** Pictures of the outputs: read back by their pages, handed on as they came. */
export function pictureRoutes(captures: CaptureService, status: StatusService): Route[] {
  const outputOf = (request: Request, response: Response) => {
    const id = param(request, 'id');
    const output = status.outputs().find((each) => each.id === id);
    const message = `The show has no output "${id}".`;
    if (!output) sendError(response, 404, { code: 'unknown-output', message });
    return output;
  };
  return [
    {
      method: 'get',
      path: '/api/v1/outputs/{id}/frame.png',
      summary: `The canvas of an output as drawn; its frame number is in the header ${frameHeader}`,
      answers: {
        200: { description: 'The picture', contentType: 'image/png' },
        404: { description: 'There is no such output' },
        409: { description: 'No page draws this output, or it does not answer' },
      },
      handle: async (request, response) => {
        const output = outputOf(request, response);
        if (!output) return;
        const notConnected = `No page draws "${output.id}". Open /stage/${output.id} on its machine.`;
        if (!output.connected) {
          return sendError(response, 409, { code: 'not-connected', message: notConnected });
        }
        const captured = await captures.capture(output.id);
        if (captured) {
          response.setHeader(frameHeader, captured.frame).type('png').send(captured.png);
        } else {
          const message = `The page of "${output.id}" did not hand in its picture. Is it hidden?`;
          sendError(response, 409, { code: 'no-answer', message });
        }
      },
    },
    {
      method: 'put',
      path: '/api/v1/outputs/{id}/captures/{token}',
      summary: `A stage page hands in the picture it was asked for, with ${frameHeader}`,
      body: { kind: 'bytes', contentType: 'image/png', maxBytes: limits.captureBytes },
      answers: {
        204: { description: 'Taken' },
        404: { description: 'Nobody asked with this token, or no longer' },
      },
      handle: (request, response) => {
        const header = request.headers[frameHeader.toLowerCase()];
        const frame = typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : -1;
        if (frame < 0) {
          const message = `Send the drawn frame's number in the header ${frameHeader}.`;
          return sendError(response, 400, { code: 'no-frame', message });
        }
        if (!beginsWith(request.body, pngMagic)) return notThePicture(response, 'PNG');
        if (captures.deliver(param(request, 'id'), param(request, 'token'), request.body, frame)) {
          response.status(204).end();
        } else {
          const message = 'Nobody waits for this picture.';
          sendError(response, 404, { code: 'unknown-token', message });
        }
      },
    },
    {
      method: 'put',
      path: '/api/v1/outputs/{id}/thumbnail',
      summary: 'A stage page hands in its small picture',
      body: { kind: 'bytes', contentType: 'image/jpeg', maxBytes: limits.thumbnailBytes },
      answers: {
        204: { description: 'Taken' },
        404: { description: 'There is no such output' },
      },
      handle: (request, response) => {
        const output = outputOf(request, response);
        if (!output) return;
        if (!beginsWith(request.body, jpegMagic)) return notThePicture(response, 'JPEG');
        captures.deliverThumbnail(output.id, request.body);
        response.status(204).end();
      },
    },
    {
      method: 'get',
      path: '/api/v1/outputs/{id}/thumbnail.jpg',
      summary: 'The newest small picture of an output',
      answers: {
        200: { description: 'The picture', contentType: 'image/jpeg' },
        204: { description: 'No page has handed in a picture of it yet' },
        404: { description: 'There is no such output' },
      },
      handle: (request, response) => {
        const output = outputOf(request, response);
        if (!output) return;
        const jpeg = captures.thumbnail(output.id);
        if (jpeg) response.type('jpeg').send(jpeg);
        else response.status(204).end();
      },
    },
  ];
}

function notThePicture(response: Response, kind: 'PNG' | 'JPEG'): void {
  sendError(response, 422, { code: 'bad-picture', message: `The body is no ${kind}.` });
}
