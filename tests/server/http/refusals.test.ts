import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limits } from '../../../server/http/limits.ts';
import { jsonCall, type OpenServer, openServer } from './open-server.ts';

let server: OpenServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

const blackout = { type: 'stage.blackout', on: true };
const outcome = async (path: string, call: Parameters<OpenServer['call']>[1]) => {
  const { status, json } = await server.call(path, call);
  return `${status} ${json.error.code}`;
};

/** Sends bytes as they are and resolves with the whole answer. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('a request', () => {
  test('to a foreign Host, as after DNS rebinding, is refused everywhere', async () => {
    for (const path of [
      '/',
      '/api/v1/health',
      '/api/v1/show',
      '/metrics',
      '/assets/stage-abc123.js',
    ]) {
      expect(await outcome(path, { headers: { host: 'evil.example' } })).toBe('403 unknown-host');
    }
  });

  test('to an own address, name or allowed name is answered', async () => {
    for (const host of ['localhost:1', '[::1]', '192.168.7.20:8080', 'stagebox', 'wall.example']) {
      expect((await server.call('/api/v1/health', { headers: { host } })).status).toBe(200);
    }
  });

  test('of a foreign, null or broken Origin is refused', async () => {
    for (const origin of ['http://evil.example', 'null', `http://127.0.0.1:${server.port + 1}`]) {
      expect(await outcome('/api/v1/state', { headers: { origin } })).toBe('403 foreign-origin');
      const post = jsonCall('POST', blackout, { origin });
      expect(await outcome('/api/v1/commands', post)).toBe('403 foreign-origin');
    }
  });

  test('of its own Origin is answered', async () => {
    const origin = `http://127.0.0.1:${server.port}`;
    expect((await server.call('/api/v1/state', { headers: { origin } })).status).toBe(200);
  });

  test('that a page of another site makes without an Origin is refused', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    expect(await outcome('/api/v1/outputs/main-1/frame.png', { headers })).toBe('403 foreign-site');
  });

  test('of a form changes nothing', async () => {
    const before = server.services.show.revision;
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']) {
      const call = {
        method: 'POST',
        headers: { 'content-type': type },
        body: JSON.stringify(blackout),
      };
      expect(await outcome('/api/v1/commands', call)).toBe('415 content-type');
      expect(await outcome('/api/v1/assets/a.png', { ...call, method: 'PUT' })).toBe(
        '415 content-type',
      );
    }
    expect(await outcome('/api/v1/commands', { method: 'POST', body: '{}' })).toBe(
      '415 content-type',
    );
    expect(server.services.show.revision).toBe(before);
  });

  test('with JSON that is broken, hostile or endless is refused', async () => {
    const post = (body: string) => outcome('/api/v1/commands', jsonCall('POST', body));
    expect(await post('{"type":')).toBe('400 bad-json');
    expect(await post('')).toBe('400 bad-json');
    expect(await post('{"__proto__":{"on":true},"type":"stage.blackout"}')).toBe('400 json-key');
    expect(await post('{"type":"environment.time","action":"rate","value":1e999}')).toBe(
      '400 json-number',
    );
    expect(await post('['.repeat(100))).toBe('400 json-depth');
    expect(Object.hasOwn(Object.prototype, 'on')).toBe(false);
  });

  test('with a body above its limit is refused as too large', async () => {
    const command = jsonCall('POST', { type: 'x'.repeat(limits.jsonBytes) });
    expect(await outcome('/api/v1/commands', command)).toBe('413 too-large');
    const show = jsonCall('PUT', { name: 'x'.repeat(limits.showBytes) });
    expect(await outcome('/api/v1/show', show)).toBe('413 too-large');
  });

  test('with a compressed body is refused, as a bomb is small', async () => {
    const call = jsonCall('POST', blackout, { 'content-encoding': 'gzip' });
    expect(await outcome('/api/v1/commands', call)).toBe('415 encoding');
  });

  test('to an unknown call, page or method says so as JSON', async () => {
    expect(await outcome('/api/v1/nothing', {})).toBe('404 unknown-path');
    expect(await outcome('/nothing', {})).toBe('404 unknown-path');
    expect(await outcome('/API/v1/health', {})).toBe('404 unknown-path');
    expect(await outcome('/api/v1/show', { method: 'DELETE' })).toBe('405 method');
    const { headers } = await server.call('/api/v1/show', { method: 'DELETE' });
    expect(headers.allow).toBe('GET, PUT');
  });

  test('whose path cannot be decoded is refused', async () => {
    expect(await outcome('/api/v1/cameras/%E0%A4%A', {})).toBe('400 bad-request');
  });

  test('that climbs out of its folder finds nothing', async () => {
    for (const path of [
      '/assets/../../.data/access-key',
      '/assets/..%2f..%2f.data%2faccess-key',
      '/assets/%2e%2e/%2e%2e/.data/access-key',
      '/api/v1/assets/..%2f..%2faccess-key',
      '/stage/../assets/..%2foperator-ui%2findex.html',
    ]) {
      expect([400, 403, 404]).toContain((await server.call(path)).status);
    }
  });

  test('with too many or too long headers, or none that is a Host, is cut', async () => {
    const long = `GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`;
    expect(await raw(server.port, long)).toMatch(/^HTTP\/1.1 431/);
    expect(await raw(server.port, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.1 400/);
    expect(await raw(server.port, 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1.1 400/);
  });
});

test('a socket is judged by Host, Origin and site, like a request', () => {
  const upgrade = (headers: Record<string, string>) => {
    const request = {
      method: 'GET',
      url: '/pose',
      headers,
      socket: { remoteAddress: '127.0.0.1' },
    };
    return server.allowUpgrade(request as unknown as Parameters<OpenServer['allowUpgrade']>[0]);
  };
  const host = `localhost:${server.port}`;
  expect(upgrade({ host })).toBe(true);
  expect(upgrade({ host, origin: `http://${host}` })).toBe(true);
  expect(upgrade({ host, origin: 'http://evil.example' })).toBe(false);
  expect(upgrade({ host, origin: 'null' })).toBe(false);
  expect(upgrade({ host: 'evil.example', origin: 'http://evil.example' })).toBe(false);
  expect(upgrade({ host, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'websocket' })).toBe(
    false,
  );
});

test('a fault inside a call is a 500 that tells nothing, and a line in the log', async () => {
  server.services.status.cameras = () => {
    throw new Error('secret detail');
  };
  const reply = await server.call('/api/v1/cameras');
  expect(reply.status).toBe(500);
  expect(reply.text).not.toContain('secret detail');
  expect(server.logged.join()).toContain('secret detail');
});

test('hundreds of new connections at once are cut, and the server goes on', async () => {
  const flood = await openServer();
  const { burst, perSecond } = limits.newConnections;
  const count = burst + 100;
  const startedMs = performance.now();
  const answers = await Promise.allSettled(
    Array.from({ length: count }, () =>
      raw(flood.port, 'GET /api/v1/health HTTP/1.0\r\nHost: localhost\r\n\r\n'),
    ),
  );
  const answered = answers.filter((a) => a.status === 'fulfilled' && a.value.includes('200 OK'));
  // On a machine that is busy the allowance refills while they come.
  const refilled = ((performance.now() - startedMs) / 1000) * perSecond;
  expect(answered.length).toBeGreaterThanOrEqual(burst);
  expect(answered.length).toBeLessThanOrEqual(Math.ceil(burst + refilled));
  await flood.close();
});
