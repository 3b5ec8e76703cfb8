import express, { type RequestHandler } from 'express';
import { parseStrictJson } from '../security/strict-json.ts';
import { sendError } from './errors.ts';

/** `request.body` becomes the parsed JSON of an `application/json` body, or the call is refused. */
export function jsonBody(maxBytes: number): RequestHandler[] {
  return [
    ...bytesBody('application/json', maxBytes),
    (request, response, next) => {
      const parsed = parseStrictJson(request.body);
      if (!parsed.ok) return sendError(response, 400, { ...parsed.fault, path: '' });
      request.body = parsed.value;
      next();
    },
  ];
}

/** `request.body` becomes the bytes of a body of one content type. Compressed bodies are not taken: a bomb is small. */
export function bytesBody(contentType: string, maxBytes: number): RequestHandler[] {
  return [
    express.raw({ type: contentType, limit: maxBytes, inflate: false }),
    (request, response, next) => {
      if (Buffer.isBuffer(request.body)) return next();
      const message = `Send the body with Content-Type: ${contentType}.`;
      sendError(response, 415, { code: 'content-type', message });
    },
  ];
}
