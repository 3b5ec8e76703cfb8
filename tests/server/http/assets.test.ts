import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { type ClientRequest, request } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { pngHead, triangleGlb } from '../assets/glb.ts';
import { type OpenServer, openServer } from './open-server.ts';

let server: OpenServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

const put = (name: string, body: Buffer, headers = {}) =>
  server.call(`/api/v1/assets/${name}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream', ...headers },
    body,
  });
const stored = () => readdir(join(server.folder, '.data', 'show', 'assets'));
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('an upload', () => {
  test('is stored, listed and downloaded by its content, to be kept for ever', async () => {
    const bytes = triangleGlb();
    const reply = await put('street.glb', bytes);
    const asset = {
      sha256: sha256(bytes),
      path: 'assets/street.glb',
      bytes: bytes.length,
      contentType: 'model/gltf-binary',
    };
    expect([reply.status, reply.json]).toEqual([201, { ok: true, asset }]);
    expect((await server.call('/api/v1/assets')).json).toEqual([asset]);
    const download = await server.call(`/api/v1/assets/${asset.sha256}`);
    expect(download.bytes).toEqual(bytes);
    expect(download.headers).toMatchObject({
      'content-type': 'model/gltf-binary',
      'cache-control': 'private, max-age=31536000, immutable',
      etag: `"${asset.sha256}"`,
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
    });
  });

  test('comes in ranges, is not sent again to who has it, and answers HEAD', async () => {
    const bytes = triangleGlb({ extras: 'ranges' });
    await put('ranges.glb', bytes);
    const path = `/api/v1/assets/${sha256(bytes)}`;
    const part = await server.call(path, { headers: { range: 'bytes=4-11' } });
    expect([part.status, part.headers['content-range']]).toEqual([
      206,
      `bytes 4-11/${bytes.length}`,
    ]);
    expect(part.bytes).toEqual(bytes.subarray(4, 12));
    const beyond = await server.call(path, { headers: { range: 'bytes=999999-' } });
    expect(beyond.status).toBe(416);
    const known = await server.call(path, { headers: { 'if-none-match': `"${sha256(bytes)}"` } });
    expect(known.status).toBe(304);
    const head = await server.call(path, { method: 'HEAD' });
    expect([head.headers['content-length'], head.bytes.length]).toEqual([`${bytes.length}`, 0]);
  });

  test('that is broken, hostile or of another kind is refused with its reason', async () => {
    const before = await stored();
    const outcome = async (name: string, bytes: Buffer, headers = {}) => {
      const { status, json } = await put(name, bytes, headers);
      return `${status} ${json.error.code}`;
    };
    const external = triangleGlb({ images: [{ uri: 'http://evil.example/x.png' }] });
    expect(await outcome('a.glb', external)).toBe('422 external-uri');
    expect(await outcome('a.glb', triangleGlb().subarray(0, 90))).toBe('422 glb-length');
    expect(await outcome('a.glb', pngHead(1, 1))).toBe('415 wrong-kind');
    expect(await outcome('a.png', pngHead(20_000, 20_000))).toBe('422 too-many-pixels');
    expect(await outcome('a.svg', Buffer.from('<svg onload="x"/>'))).toBe('415 svg-refused');
    expect(await outcome('..%2fa.glb', triangleGlb())).toBe('400 bad-name');
    expect(await outcome('..%5ca.glb', triangleGlb())).toBe('400 bad-name');
    expect(await outcome('a%00.glb', triangleGlb())).toBe('400 bad-name');
    // Names of pushed backdrops, on disks that take both cases for one, too.
    for (const name of ['backdrop-0123456789abcdef.png', 'Backdrop-x.glb']) {
      expect(await outcome(name, triangleGlb())).toBe('400 bad-name');
    }
    expect(await stored()).toEqual(before);
  });

  test('that declares a huge length is refused before it is sent', async () => {
    const { status, text } = await declared(`/api/v1/assets/huge.glb`, 600 * 1024 * 1024);
    expect([status, JSON.parse(text).error.code]).toEqual([413, 'too-large']);
  });

  test('that is large and wrong is refused while it is still being sent', async () => {
    const reply = await put('noise.glb', Buffer.alloc(8 * 1024 * 1024, 7));
    expect([reply.status, reply.json.error.code]).toEqual([415, 'wrong-kind']);
  });

  test('that breaks off leaves nothing behind', async () => {
    const before = await stored();
    const sent = begin('half.glb');
    await expect.poll(stored).toHaveLength(before.length + 1);
    sent.destroy(new Error('cable pulled'));
    await expect.poll(stored).toEqual(before);
  });
});

/** Begins an upload and does not go on. */
function begin(name: string): ClientRequest {
  const path = `/api/v1/assets/${name}`;
  const to = { host: '127.0.0.1', port: server.port, path, agent: false as const };
  const sent = request({ ...to, method: 'PUT' });
  sent.on('error', () => undefined);
  sent.write(triangleGlb().subarray(0, 50));
  return sent;
}

/** Sends only headers that declare a length, and resolves with the answer. */
function declared(path: string, bytes: number): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-length': bytes, 'content-type': 'application/octet-stream' };
    const to = { host: '127.0.0.1', port: server.port, path, agent: false as const };
    const options = { ...to, method: 'PUT', headers };
    const sent = request(options, (reply) => {
      let text = '';
      reply.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      reply.on('end', () => {
        sent.destroy();
        resolve({ status: reply.statusCode ?? 0, text });
      });
    });
    sent.on('error', reject);
    sent.flushHeaders();
  });
}

describe('uploads at once', () => {
  const open: ClientRequest[] = [];
  afterEach(() => {
    for (const each of open) each.destroy();
  });

  test('are two; a third is told to come again', async () => {
    open.push(begin('one.glb'), begin('two.glb'));
    const parts = async () => (await stored()).filter((name) => name.endsWith('.part')).length;
    await expect.poll(parts).toBe(2);
    const third = await put('three.glb', triangleGlb());
    expect([third.status, third.json.error.code]).toEqual([429, 'busy']);
  });
});

test('a download of what is not there, or is no hash, is 404', async () => {
  for (const hash of ['0'.repeat(64), 'x', 'A'.repeat(64), `${'0'.repeat(63)}g`]) {
    const { status, json } = await server.call(`/api/v1/assets/${hash}`);
    expect([status, json.error.code]).toEqual([404, 'unknown-asset']);
  }
});
