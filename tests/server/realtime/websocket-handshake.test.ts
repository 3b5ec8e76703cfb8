import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, request } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { PosePlane } from '../../../server/realtime/pose-plane.ts';
import { loadOwnCertificate } from '../../../server/security/certificate.ts';
import { until } from '../../support/until.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A pose plane alone on a server of its own. */
async function openPlane(server = createServer()) {
  const plane = new PosePlane({
    serverMs: () => performance.now(),
    showTimeMs: (ms) => ms,
    rateOffset: 0,
  });
  server.on('upgrade', (asked, socket, head) => plane.upgrade(asked, socket, head));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closing.push(() => {
    plane.stop();
    server.close();
  });
  return { plane, port: (server.address() as AddressInfo).port };
}

/** The answer to a request to upgrade. */
async function ask(headers: Record<string, string>, method = 'GET'): Promise<IncomingMessage> {
  const { port } = await openPlane();
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', method, headers });
    asked.on('response', resolve);
    asked.on('upgrade', (answer, socket) => {
      socket.destroy();
      resolve(answer);
    });
    asked.on('error', reject);
    asked.end();
  });
}

const good = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

async function connect(url: string, options = {}): Promise<WebSocket> {
  const socket = new WebSocket(url, options);
  closing.push(() => socket.terminate());
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return socket;
}

describe('the handshake of the pose plane', () => {
  it('answers with the key of the standard', async () => {
    const { statusCode, headers } = await ask(good);
    expect(statusCode).toBe(101);
    // RFC 6455 section 1.3.
    expect(headers['sec-websocket-accept']).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  });

  it.each([
    ['another version', 426, { 'Sec-WebSocket-Version': '8' }],
    ['no proper key', 400, { 'Sec-WebSocket-Key': 'short' }],
    ['another protocol', 400, { Upgrade: 'h2c' }],
  ])('refuses %s with %i', async (_what, status, headers) => {
    expect((await ask({ ...good, ...headers })).statusCode).toBe(status);
  });

  it('refuses another method than GET', async () => {
    expect((await ask(good, 'POST')).statusCode).toBe(400);
  });

  it('closes as it was asked to, and answers a ping with the same bytes', async () => {
    const { plane, port } = await openPlane();
    const socket = await connect(`ws://127.0.0.1:${port}/pose`);
    const pong = new Promise<Buffer>((resolve) => socket.once('pong', resolve));
    socket.ping('abc');
    expect(`${await pong}`).toBe('abc');
    const closed = new Promise((resolve) =>
      socket.once('close', (code, reason) => resolve([code, `${reason}`])),
    );
    socket.close(1000, 'done');
    expect(await closed).toEqual([1000, 'done']);
    await until('it is forgotten', async () => plane.clientCount === 0);
  });

  it('lets nobody in once it has stopped', async () => {
    const { plane, port } = await openPlane();
    plane.stop();
    await expect(connect(`ws://127.0.0.1:${port}/pose`)).rejects.toThrow();
  });

  it('sends an encrypted client every packet of one turn, as any other', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cyclorama-tls-'));
    closing.push(() => rm(folder, { recursive: true, force: true }));
    const names = { dns: ['localhost'], ip: ['127.0.0.1'] };
    const { cert, key } = await loadOwnCertificate(folder, names, Date.now());
    const { plane, port } = await openPlane(createSecureServer({ cert, key }));
    const socket = await connect(`wss://127.0.0.1:${port}/pose`, { rejectUnauthorized: false });
    const received: number[] = [];
    socket.on('message', (data: Buffer) => received.push(data.length));
    const sizes = [56, 125, 126, 184, 400, 1000, 2000, 2104];
    for (const [i, size] of sizes.entries()) plane.sendFrame(new Uint8Array(size), i + 1);
    await until('all came', async () => received.length === sizes.length);
    expect(received).toEqual(sizes);
  });
});
