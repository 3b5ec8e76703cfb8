import type { ErrorRequestHandler, Response } from 'express';
import type { Problem } from '../../core/result.ts';

/** What pino offers and this folder needs. */
export interface HttpLog {
  error(fields: object, message: string): void;
}

export interface ApiError {
  code: string;
  message: string;
  path?: string | undefined;
}

/** The one shape of every failure: `{ error: { code, message, path? }, problems? }`. */
export function sendError(
  response: Response,
  status: number,
  { code, message, path }: ApiError,
  problems?: readonly Problem[],
): void {
  const error = path === undefined ? { code, message } : { code, message, path };
  response.status(status).json(problems ? { error, problems } : { error });
}

/** A list of problems as one failure: the first is the headline. */
export function sendProblems(
  response: Response,
  status: number,
  problems: readonly Problem[],
): void {
  const [first] = problems;
  const fallback = { code: 'invalid', message: 'The document is not valid.', path: '' };
  sendError(response, status, first ?? fallback, problems);
}

/** What body parsers and the router throw, by their `type`, in words that say what to do. */
const known: Record<string, ApiError> = {
  'entity.too.large': { code: 'too-large', message: 'The body is above the limit of this call.' },
  'encoding.unsupported': { code: 'encoding', message: 'Send the body without Content-Encoding.' },
  'request.aborted': { code: 'aborted', message: 'The request ended before its end.' },
  'request.size.invalid': { code: 'aborted', message: 'The body has not its declared length.' },
};

const field = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;

/** The last middleware: known faults get their 4xx, bugs get a 500 that tells nothing and a log line that tells all. */
export function errorHandler(log: HttpLog): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error, request, response, _next) => {
    // Halfway through an answer nothing can be said any more; the caller went away, or must notice.
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const status = field(error, 'status');
    if (typeof status === 'number' && status >= 400 && status < 500) {
      const plain = { code: 'bad-request', message: 'The request cannot be read.' };
      return sendError(response, status, known[String(field(error, 'type'))] ?? plain);
    }
    log.error({ err: error, method: request.method, path: request.path }, 'An HTTP call failed');
    const message = 'The server failed at this call; its log says why. The show is not affected.';
    sendError(response, 500, { code: 'internal', message });
  };
}
