import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenServer, openServer } from './open-server.ts';

let server: OpenServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

describe('pages', () => {
  test('stand at their addresses', async () => {
    const texts = await Promise.all(
      ['/', '/operator', '/viewer', '/stage/main-1'].map(
        async (path) => (await server.call(path)).text,
      ),
    );
    expect(texts).toEqual(['start page', 'operator page', 'viewer page', 'stage page']);
  });

  test('of an output that the show does not have are served, to say so themselves', async () => {
    const reply = await server.call('/stage/no-such-output');
    expect([reply.status, reply.text]).toEqual([200, 'stage page']);
  });

  test('are asked for anew each time, while hashed files are kept for ever', async () => {
    expect((await server.call('/operator')).headers['cache-control']).toBe('no-cache');
    const file = await server.call('/assets/stage-abc123.js');
    expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(file.headers['content-type']).toContain('text/javascript');
    const missing = await server.call('/assets/stage-old.js');
    expect([missing.status, missing.headers['cache-control']]).toEqual([404, 'no-store']);
  });

  test('that are not built say what to run', async () => {
    const unbuilt = await openServer({ withoutPages: true });
    const reply = await unbuilt.call('/operator');
    expect([reply.status, reply.text]).toEqual([503, expect.stringContaining('npm run build')]);
    await unbuilt.close();
  });
});

describe('the headers of every answer', () => {
  test('allow a page nothing but this server, and isolate it', async () => {
    const { headers } = await server.call('/stage/main-1');
    const { date: _, 'last-modified': __, ...kept } = headers;
    expect(kept).toMatchInlineSnapshot(`
      {
        "accept-ranges": "bytes",
        "cache-control": "no-cache",
        "connection": "close",
        "content-length": "10",
        "content-security-policy": "default-src 'self';script-src 'self';style-src 'self';img-src 'self' blob: data:;media-src 'self' blob:;connect-src 'self' blob: data:;worker-src 'self' blob:;object-src 'none';base-uri 'none';form-action 'self';frame-src 'none';frame-ancestors 'none'",
        "content-type": "text/html; charset=utf-8",
        "cross-origin-embedder-policy": "require-corp",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "origin-agent-cluster": "?1",
        "permissions-policy": "camera=(self), geolocation=(), microphone=(), payment=()",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-dns-prefetch-control": "off",
        "x-download-options": "noopen",
        "x-frame-options": "DENY",
        "x-permitted-cross-domain-policies": "none",
        "x-xss-protection": "0",
      }
    `);
  });

  test('are the same for calls, files and faults', async () => {
    const names = [
      'content-security-policy',
      'cross-origin-embedder-policy',
      'cross-origin-opener-policy',
      'cross-origin-resource-policy',
      'x-content-type-options',
    ];
    const page = await server.call('/');
    for (const path of ['/api/v1/show', '/assets/stage-abc123.js', '/nothing', '/metrics']) {
      const { headers } = await server.call(path);
      for (const name of names) expect([path, headers[name]]).toEqual([path, page.headers[name]]);
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });
});
