import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import type { AccessPolicy } from '../security/access.ts';
import { keyCookieHeader, presentedKeys } from '../security/access-key.ts';
import { plainAddress } from '../security/addresses.ts';
import { BackOff } from '../security/back-off.ts';
import { judgeOrigin, type RequestFacts } from '../security/judge.ts';
import { judgeKey, type KeyRefusal } from '../security/judge-key.ts';
import { sendError } from './errors.ts';
import { sendKeyPage, sendOnward } from './key-page.ts';

/** The only call that answers without a key. */
const openPath = '/api/v1/health';

export interface Gate {
  handler: RequestHandler;
  allowUpgrade(request: IncomingMessage): boolean;
  /** Refused requests by reason, for the metrics. */
  refused: ReadonlyMap<string, number>;
}

/** The one door of the server: judges every request and every socket before anything else sees it. */
export function createGate(policy: AccessPolicy): Gate {
  const backOff = new BackOff();
  const refused = new Map<string, number>();
  const count = (code: string) => refused.set(code, (refused.get(code) ?? 0) + 1);

  const judge = (request: IncomingMessage, isUpgrade: boolean, keys: string[]) => {
    const foreign = judgeOrigin(factsOf(request, isUpgrade), policy);
    if (foreign || isOpen(request)) return foreign;
    const address = plainAddress(request.socket.remoteAddress);
    return judgeKey(policy, { presented: keys, address, nowMs: Date.now() }, backOff);
  };

  const handler: RequestHandler = (request, response, next) => {
    const fromQuery = policy.key ? keyInPageUrl(request) : undefined;
    const refusal = judge(request, false, fromQuery ? [fromQuery] : headerKeys(request));
    if (refusal) {
      count(refusal.code);
      return refuse(request, response, refusal);
    }
    if (!fromQuery) return next();
    response.setHeader('Set-Cookie', keyCookieHeader(fromQuery, policy.secure));
    return goOnWithoutKey(request, response);
  };

  const allowUpgrade = (request: IncomingMessage): boolean => {
    const refusal = judge(request, true, headerKeys(request));
    if (refusal) count(refusal.code);
    return refusal === undefined;
  };

  return { handler, allowUpgrade, refused };
}

const headerKeys = ({ headers }: IncomingMessage): string[] =>
  presentedKeys(headers.authorization, headers.cookie);

const isOpen = ({ method, url }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') && url?.split('?', 1)[0] === openPath;

function factsOf({ method, headers }: IncomingMessage, isUpgrade: boolean): RequestFacts {
  const single = (name: string): string | undefined => headers[name]?.toString();
  return {
    method: method ?? '',
    host: headers.host,
    origin: headers.origin,
    fetchSite: single('sec-fetch-site'),
    fetchMode: single('sec-fetch-mode'),
    contentType: headers['content-type'],
    isUpgrade,
  };
}

const isCall = (path: string): boolean => path.startsWith('/api/') || path === '/metrics';

/** `?key=` is for pages, where it comes from a QR code; calls use the header, which no log keeps. */
function keyInPageUrl(request: Request): string | undefined {
  if (request.method !== 'GET' || isCall(request.path)) return undefined;
  const [, query = ''] = request.originalUrl.split('?', 2);
  return new URLSearchParams(query).get('key') ?? undefined;
}

function goOnWithoutKey(request: Request, response: Response): void {
  const [path = '/', query = ''] = request.originalUrl.split('?', 2);
  const rest = new URLSearchParams(query);
  rest.delete('key');
  // One slash at the start: two would name another host.
  const plain = `/${path.replace(/^[/\\]+/, '')}${rest.size > 0 ? `?${rest}` : ''}`;
  if (request.headers['sec-fetch-site'] === 'cross-site') sendOnward(response, plain);
  else response.redirect(303, plain);
}

function refuse(request: Request, response: Response, refusal: KeyRefusal): void {
  if (refusal.retryAfterS) response.setHeader('Retry-After', refusal.retryAfterS);
  const needsKey = refusal.status === 401 || refusal.status === 429;
  if (needsKey) response.setHeader('WWW-Authenticate', 'Bearer realm="cyclorama"');
  const wantsPage = request.method === 'GET' && request.headers.accept?.includes('text/html');
  if (needsKey && wantsPage && !isCall(request.path)) {
    sendKeyPage(response, refusal.status, refusal.message);
  } else {
    sendError(response, refusal.status, refusal);
  }
}
