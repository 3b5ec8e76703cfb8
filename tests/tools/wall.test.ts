import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FALLBACK_CHROMIUM, findChromium } from '../../tools/setup/chromium.mjs';
import { inProject } from '../../tools/setup/project.mjs';
import { readServerKey } from '../../tools/wall/certificate.ts';

const SHOW = {
  stage: {
    rates: { wall: { num: 60, den: 1 } },
    outputs: [{ id: 'main-1', size: [640, 360] }],
  },
};

/** A page that stands still for good, a moment after it was loaded. */
const HANGING_PAGE = '<script>setTimeout(() => { for (;;); }, 500);</script>';

let dataDir: string;
let server: Server;
let wall: ChildProcess;
let printed: string;
let pageRequests: string[];
let pages: string[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'cyclorama-wall-'));
  printed = '';
  pageRequests = [];
  pages = [];
  server = createServer((request, response) => {
    if (request.url === '/api/v1/show') {
      const isAllowed = request.headers.authorization === 'Bearer s3cret';
      response.writeHead(isAllowed ? 200 : 401, { 'content-type': 'application/json' });
      response.end(JSON.stringify(isAllowed ? SHOW : {}));
      return;
    }
    if (request.url?.startsWith('/stage/')) pageRequests.push(request.url);
    response.setHeader('content-type', 'text/html');
    response.end(pages.shift() ?? '<!doctype html><title>a wall</title>');
  });
});

afterEach(async () => {
  wall?.kill('SIGTERM');
  if (wall?.exitCode === null) await new Promise((resolve) => wall.once('close', resolve));
  server.closeAllConnections();
  server.close();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

function listen(port = 0): Promise<number> {
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function startWall(port: number): void {
  const args = [`http://127.0.0.1:${port}/#key=s3cret`, 'main-1', '--headless'];
  const place = ['--window', '0,0,640,360', '--data-dir', dataDir];
  wall = spawn(process.execPath, ['--import', 'tsx', 'tools/wall.ts', ...args, ...place], {
    cwd: inProject(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [wall.stdout, wall.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
  }
}

const says = (text: string | RegExp) =>
  expect.poll(() => printed, { timeout: 40_000 }).toMatch(text);

/** Kills the Chromium that wall started (Linux tells a process's children). */
function killChromium(): void {
  const children = readFileSync(`/proc/${wall.pid}/task/${wall.pid}/children`, 'utf8');
  for (const pid of children.trim().split(' ')) {
    const name = readFileSync(`/proc/${pid}/comm`, 'utf8');
    if (/chrom/.test(name)) process.kill(Number(pid), 'SIGKILL');
  }
}

describe('npm run wall', () => {
  beforeEach((context) => {
    const chromium = findChromium();
    context.skip(chromium === undefined, 'there is no Chromium here');
    context.skip(chromium === FALLBACK_CHROMIUM, 'the Chromium of .cache opens no kiosk');
  });

  test('opens the output, says how the wall is, and ends cleanly when stopped', async () => {
    startWall(await listen());
    await says(/ok +device pixel ratio 1\n/);
    await says(/ok +size 640×360, as the output asks\n/);
    await says(/refresh rate/);
    await says(/graphics/);
    expect(pageRequests).toEqual(['/stage/main-1']);
    wall.kill('SIGINT');
    expect(await new Promise((resolve) => wall.once('close', resolve))).toBe(0);
    expect(printed).toContain('main-1: stopped.');
  });

  test('loads a page anew that hangs', async () => {
    pages = [HANGING_PAGE];
    startWall(await listen());
    await says('does not answer: loading it anew');
    await says(/ok +device pixel ratio 1\n/);
    expect(pageRequests).toHaveLength(2);
  });

  test('starts Chromium again when it dies', async (context) => {
    context.skip(process.platform !== 'linux', 'only Linux tells the children of a process');
    startWall(await listen());
    await says(/ok +device pixel ratio 1\n/);
    killChromium();
    await says(/Chromium ended by SIGKILL. Starting it again in 0.5 s/);
    await expect.poll(() => pageRequests.length, { timeout: 30_000 }).toBe(2);
  });

  test('waits for a server that is not there yet', async () => {
    const port = await listen();
    await new Promise((resolve) => server.close(resolve));
    startWall(port);
    await says('The server does not answer: trying again.');
    await listen(port);
    await says(/ok +size 640×360/);
  });
});

test('a server’s own certificate is seen with its pin, and that nobody vouches for it', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
  const secure = createTlsServer({ key, cert });
  await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
  const origin = `https://127.0.0.1:${(secure.address() as AddressInfo).port}`;
  const seen = await readServerKey(origin, 5000);
  expect(seen).toEqual({ hash: expect.stringMatching(/^[\w+/]{43}=$/), isTrusted: false });
  await new Promise((resolve) => secure.close(resolve));
  expect(await readServerKey(origin, 5000)).toBeUndefined();
});
