import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import type { CannedEngine } from './canned-engine.ts';

const pages: Record<string, string> = {
  '/': 'operator-ui/index.html',
  '/operator': 'operator-ui/operator.html',
  '/viewer': 'operator-ui/viewer.html',
  '/measure': 'operator-ui/measure.html',
};
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self' blob: data:; object-src 'none'";

const qr =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 5 5"><path d="M0 0h3v3h-3zM4 0h1v1h-1zM0 4h1v1h-1zM3 3h2v2h-2z"/></svg>';
const session = { lan: true, secure: true, addresses: [{ url: 'https://192.168.7.20:8080/', qr }] };

const picture = (name: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="160" height="150"><rect width="160" height="150" fill="#345"/><rect y="90" width="160" height="60" fill="#653"/><text x="10" y="80" fill="#fff" font-size="14">${name}</text></svg>`;

interface Answer {
  type: string;
  body: string | Buffer;
}

/** Pages and pictures by path, under the content security policy of the real server. */
export function answer(
  distDir: string,
  engine: CannedEngine,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const path = new URL(request.url ?? '/', 'http://x').pathname;
  if (path === '/api/v1/bakes') return void keepWaiting(response);
  const found = apiAnswer(path, engine) ?? fileAnswer(distDir, path);
  response.writeHead(found ? 200 : 404, {
    'content-type': found?.type ?? 'text/plain',
    'content-security-policy': policy,
  });
  response.end(found?.body ?? 'not found');
}

/** There is nothing to draw: as the server does, it lets the page wait a little and then ask again. */
function keepWaiting(response: ServerResponse): void {
  const timer = setTimeout(() => response.writeHead(204).end(), 300);
  response.on('close', () => clearTimeout(timer));
}

function apiAnswer(path: string, engine: CannedEngine): Answer | undefined {
  const json = 'application/json';
  if (path === '/api/v1/health') return { type: json, body: '{"version":"0.1.0"}' };
  if (path === '/api/v1/session') return { type: json, body: JSON.stringify(session) };
  if (path === '/api/v1/takes') return { type: json, body: JSON.stringify(engine.takes.list) };
  const output = /^\/api\/v1\/outputs\/([^/]+)\/thumbnail\.jpg$/.exec(path)?.[1];
  return output ? { type: 'image/svg+xml', body: picture(output) } : undefined;
}

function fileAnswer(distDir: string, path: string): Answer | undefined {
  const file = join(distDir, normalize(pages[path] ?? path));
  const type = types[extname(file)];
  if (!type || !file.startsWith(distDir) || !existsSync(file)) return undefined;
  return { type, body: readFileSync(file) };
}
