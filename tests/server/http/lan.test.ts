import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenServer, openServer } from './open-server.ts';

let server: OpenServer;
let key = '';
beforeAll(async () => {
  server = await openServer({ lan: true });
  key = server.key ?? '';
});
afterAll(() => server.close());

const bearer = () => ({ authorization: `Bearer ${key}` });
const page = { accept: 'text/html' };

describe('with --lan', () => {
  test('only health answers without the key', async () => {
    expect((await server.call('/api/v1/health')).json).toMatchObject({ status: 'ok' });
    expect((await server.call('/api/v1/health', { method: 'HEAD' })).status).toBe(200);
    for (const path of [
      '/',
      '/operator',
      '/stage/main-1',
      '/assets/stage-abc123.js',
      '/metrics',
      '/api/v1/health/',
      '/api/v1/health/../show',
      '/api/v1/ready',
      '/api/v1/show',
      '/api/v1/session',
      '/api/v1/openapi.json',
      '/nothing',
    ]) {
      const { status, text } = await server.call(path);
      expect([path, status]).toEqual([path, 401]);
      expect(text).not.toContain(key);
    }
    expect((await server.call('/api/v1/health', { method: 'POST' })).status).toBe(401);
  });

  test('the key opens it, as a bearer token or as a cookie', async () => {
    expect((await server.call('/api/v1/show', { headers: bearer() })).status).toBe(200);
    const cookie = `other=1; cyclorama_key=${key}`;
    expect((await server.call('/stage/main-1', { headers: { cookie } })).text).toBe('stage page');
  });

  test('the key in a page address becomes a cookie and leaves the address', async () => {
    const reply = await server.call(`/stage/main-1?a=1&key=${key}&b=2`);
    expect([reply.status, reply.headers.location]).toEqual([303, '/stage/main-1?a=1&b=2']);
    const [cookie = ''] = reply.headers['set-cookie'] ?? [];
    expect(cookie).toBe(
      `cyclorama_key=${key}; Path=/; HttpOnly; SameSite=Strict; Max-Age=15552000; Secure`,
    );
    const next = { headers: { cookie: cookie.split(';')[0] } };
    expect((await server.call('/stage/main-1?a=1&b=2', next)).text).toBe('stage page');
  });

  test('the key in an address never sends a browser to another host', async () => {
    const { headers } = await server.call(`//evil.example/?key=${key}`);
    expect(headers.location).toBe('/evil.example/');
    expect((await server.call(`/\\evil.example?key=${key}`)).headers.location).toBe(
      '/evil.example',
    );
  });

  test('a link from another site goes on by a page, as its redirect would lose the cookie', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    const reply = await server.call(`/operator?key=${key}`, { headers });
    expect(reply.status).toBe(200);
    expect(reply.headers['set-cookie']).toHaveLength(1);
    expect(reply.text).toContain('content="0;url=/operator"');
    expect(reply.text).not.toContain(key);
  });

  test('the key in the address of a call is not taken', async () => {
    expect((await server.call(`/api/v1/show?key=${key}`)).status).toBe(401);
    expect((await server.call(`/metrics?key=${key}`)).status).toBe(401);
  });

  test('a wrong key is refused, and after a few tries told to wait; the right one still comes in', async () => {
    const other = await openServer({ lan: true });
    const wrong = { headers: { authorization: 'Bearer wrong' } };
    const codes: number[] = [];
    for (let i = 0; i < 6; i++) codes.push((await other.call('/api/v1/show', wrong)).status);
    expect(codes).toEqual([401, 401, 401, 401, 401, 429]);
    expect(
      (await other.call('/operator?key=wrong', { headers: page })).headers['retry-after'],
    ).toBe('30');
    const right = { headers: { authorization: `Bearer ${other.key}` } };
    expect((await other.call('/api/v1/show', right)).status).toBe(200);
    await other.close();
  });

  test('a browser without the key gets a page to enter it, under a policy of its own', async () => {
    const { status, text, headers } = await server.call('/operator', { headers: page });
    expect(status).toBe(401);
    expect(text).toContain('<input name="key"');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'sha256-/);
    expect(headers['www-authenticate']).toContain('Bearer');
  });

  test('foreign Host and Origin are refused, key or not', async () => {
    const host = await server.call('/api/v1/show', {
      headers: { ...bearer(), host: 'evil.example' },
    });
    expect(host.json.error.code).toBe('unknown-host');
    const origin = `http://127.0.0.1:${server.port}`;
    const plain = await server.call('/api/v1/show', { headers: { ...bearer(), origin } });
    expect(plain.json.error.code).toBe('foreign-origin');
    const own = { ...bearer(), origin: `https://127.0.0.1:${server.port}` };
    expect((await server.call('/api/v1/show', { headers: own })).status).toBe(200);
  });

  test('a socket needs the key too', () => {
    const upgrade = (headers: Record<string, string>) => {
      const request = {
        method: 'GET',
        url: '/pose',
        headers,
        socket: { remoteAddress: '10.0.0.9' },
      };
      return server.allowUpgrade(request as unknown as Parameters<OpenServer['allowUpgrade']>[0]);
    };
    const host = 'localhost';
    expect(upgrade({ host })).toBe(false);
    expect(upgrade({ host, cookie: 'cyclorama_key=wrong' })).toBe(false);
    expect(upgrade({ host, cookie: `cyclorama_key=${key}` })).toBe(true);
    expect(upgrade({ host, authorization: `Bearer ${key}` })).toBe(true);
  });

  test('the session shows other addresses with a QR code that carries the key', async () => {
    const { json } = await server.call('/api/v1/session', { headers: bearer() });
    expect(json).toMatchObject({ role: 'operator', lan: true, secure: true });
    expect(json.addresses[0].url).toBe(`https://192.168.7.20:${server.port}/`);
    expect(json.addresses[0].qr).toMatch(/^<svg /);
  });

  test('it speaks TLS 1.2 or newer with the certificate of the data folder', async () => {
    const cert = await readFile(join(server.folder, '.data', 'tls', 'server.crt'));
    const options = { port: server.port, host: '127.0.0.1', ca: cert, servername: 'stagebox' };
    const protocol = await new Promise((resolve, reject) => {
      const socket = connect(options, () => {
        resolve(socket.authorized ? socket.getProtocol() : 'unauthorised');
        socket.destroy();
      });
      socket.on('error', reject);
    });
    expect(protocol).toMatch(/^TLSv1\.[23]$/);
    expect(
      (await server.call('/api/v1/health')).headers['strict-transport-security'],
    ).toBeUndefined();
  });
});

test('without --lan no key is asked for, and one in an address is left alone', async () => {
  const open = await openServer();
  expect((await open.call('/operator?key=stale')).text).toBe('operator page');
  const { json } = await open.call('/api/v1/session');
  expect(json).toMatchObject({ lan: false, secure: false });
  await open.close();
});
