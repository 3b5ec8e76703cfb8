import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { z } from 'zod';
import { bytesBody, jsonBody } from './bodies.ts';
import { sendError } from './errors.ts';

export interface Answer {
  description: string;
  /** Of a JSON answer, or its ready JSON Schema. */
  schema?: z.ZodType | { json: object };
  /** Of any other answer. */
  contentType?: string;
}

export type BodySpec =
  | { kind: 'json'; schema: z.ZodType | { json: object }; maxBytes: number }
  | { kind: 'bytes'; contentType: string; maxBytes: number }
  /** The handler reads the request itself. */
  | { kind: 'stream' };

/** One call: what the router serves and what the OpenAPI document says are the same object. */
export interface Route {
  method: 'get' | 'put' | 'post';
  /** As OpenAPI writes it: `/api/v1/cameras/{id}`. */
  path: string;
  summary: string;
  body?: BodySpec;
  /** What may stand after the `?`. */
  query?: z.ZodObject;
  answers: Record<number, Answer>;
  handle(request: Request, response: Response): void | Promise<void>;
}

/** A path parameter, as one string. */
export function param(request: Request, name: string): string {
  const value = request.params[name];
  return typeof value === 'string' ? value : '';
}

/** A router over the table; a known path asked with another method is 405, not 404. */
export function routerOf(routes: readonly Route[]): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const route of routes) {
    router[route.method](
      expressPath(route.path),
      ...bodyHandlers(route.body),
      (request, response) => route.handle(request, response),
    );
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map((route) => route.method);
    router.all(expressPath(path), methodNotAllowed(methods));
  }
  return router;
}

export const expressPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

function bodyHandlers(body: BodySpec | undefined): RequestHandler[] {
  if (body?.kind === 'json') return jsonBody(body.maxBytes);
  if (body?.kind === 'bytes') return bytesBody(body.contentType, body.maxBytes);
  return [];
}

function methodNotAllowed(methods: readonly string[]): RequestHandler {
  const allowed = methods.map((method) => method.toUpperCase()).join(', ');
  return (_request, response) => {
    response.setHeader('Allow', allowed);
    sendError(response, 405, { code: 'method', message: `This address answers ${allowed}.` });
  };
}
