import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { parseWorkflow } from '../../../core/backdrops/comfy-ui/workflow.ts';
import type { Variation } from '../../../core/backdrops/job.ts';
import { variationSeed } from '../../../core/backdrops/variation-seed.ts';
import type { BackdropEngine, Making } from '../../../server/backdrops/engine.ts';
import { comfyEngine } from '../../../server/backdrops/engines/comfyui.ts';
import { skyboxEngine } from '../../../server/backdrops/engines/skybox.ts';
import { pictureOf } from '../../../server/backdrops/picture.ts';
import { until } from '../../support/until.ts';
import { ComfyServer, comfyPicture, type Misbehaviour } from './comfy-server.ts';

/** A placeholder of a workflow, which looks like one of a template. */
const slot = (name: string): string => `\${${name}}`;

const secret = 'sk-very-secret';
const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const workflow = parseWorkflow({
  '3': { class_type: 'KSampler', inputs: { seed: slot('seed') } },
  '6': { class_type: 'CLIPTextEncode', inputs: { text: slot('prompt') } },
});

async function comfy(how: Misbehaviour = {}, timeoutMs = 20_000) {
  const server = await ComfyServer.open(how);
  open.push(server);
  if (!workflow.ok) throw new Error('the test’s workflow is none');
  const remote = { base: server.url, resultHosts: [], headers: {}, timeoutMs: 5000 };
  const engine = comfyEngine({
    id: 'comfy',
    remote,
    workflow: workflow.value,
    negative: '',
    width: 64,
    height: 32,
    projection: 'panorama',
    licence: 'test',
    timeoutMs,
  });
  return { server, engine };
}

/** What an engine is given to work with, and what it did with it. */
function making(controller = new AbortController()) {
  const did = { progress: [] as number[], previews: 0 };
  const given: Making = {
    signal: controller.signal,
    progress: (share) => did.progress.push(share),
    preview: () => did.previews++,
    keep: async () => 'a'.repeat(64),
    drawn: async (variation) => variation,
    bake: async () => new Map(),
    kept: async (picture, seeds) => ({ asset: picture.sha256, thumbnail: null, picture, ...seeds }),
    layers: () => Promise.reject(new Error('no layers here')),
    picture: async (bytes, projection, seeds) => {
      const picture = { ...pictureOf(bytes, projection), sha256: 'b'.repeat(64) };
      return { asset: picture.sha256, thumbnail: null, picture, ...seeds };
    },
    read: async () => undefined,
    variation: () => undefined,
  };
  return { given, did, controller };
}

const request = { prompt: 'a foggy coast', engine: 'x', seed: 4_000_000_000, count: 2 };

async function all(engine: BackdropEngine, given: Making): Promise<Variation[]> {
  const made: Variation[] = [];
  for await (const variation of engine.make(request, given)) made.push(variation);
  return made;
}

describe('ComfyUI', () => {
  it('makes each variation from our own seed, with progress and previews', async () => {
    const { server, engine } = await comfy();
    const { given, did } = making();
    const made = await all(engine, given);
    const seeds = [0, 1].map((index) => variationSeed(request.seed, index));
    expect(made.map(({ seed }) => seed)).toEqual(seeds);
    expect(server.graphs.map((graph) => graph['3']?.inputs.seed)).toEqual(seeds);
    expect(server.graphs[0]?.['6']?.inputs.text).toBe('a foggy coast');
    expect(made[0]?.picture).toMatchObject({
      width: 64,
      height: 32,
      projection: 'panorama',
      extension: 'png',
    });
    expect(did.previews).toBe(2);
    expect(did.progress).toContain(0.125);
    expect(did.progress.at(-1)).toBe(1);
  });

  it('finds its picture in the history when the socket drops mid-run', async () => {
    const { server, engine } = await comfy({ dropsSocket: true });
    expect(await all(engine, making().given)).toHaveLength(2);
    expect(server.calls.filter((call) => call.startsWith('GET /history/')).length).toBeGreaterThan(
      1,
    );
  });

  it('tries again what the network has cut', async () => {
    const { engine } = await comfy({ cuts: 2 });
    expect(await all(engine, making().given)).toHaveLength(2);
  });

  it.each<[string, Misbehaviour, RegExp]>([
    [
      'a refused workflow',
      { prompt: { status: 400, document: { error: { message: 'bad graph' } } } },
      /bad graph/,
    ],
    ['a fault of the server', { prompt: { status: 500, document: {} } }, /refused/],
    ['an answer that is no JSON', { prompt: { status: 200, document: '<html>' } }, /no JSON/],
    ['a run that fails', { fails: 'out of memory' }, /out of memory/],
    [
      'a picture that is none',
      { view: { status: 200, body: Buffer.from('<html>not a picture</html>') } },
      /not taken/,
    ],
    ['a picture that is missing', { view: { status: 404, body: Buffer.alloc(0) } }, /answers 404/],
    [
      'a redirect to another host',
      {
        view: {
          status: 302,
          headers: { location: 'http://evil.example/x.png' },
          body: Buffer.alloc(0),
        },
      },
      /sends this call elsewhere/,
    ],
    [
      'a picture of more pixels than memory',
      { view: { status: 200, body: withSize(comfyPicture, 200_000, 200_000) } },
      /above .* million/,
    ],
  ])('tells %s in words', async (_name, how, words) => {
    const { engine } = await comfy(how);
    await expect(all(engine, making().given)).rejects.toThrow(words);
  });

  it('is taken off the machine when it is cancelled, and only if it is ours that runs', async () => {
    const { server, engine } = await comfy({ hangs: true });
    const { given, controller, did } = making();
    const made = all(engine, given);
    const cancelled = expect(made).rejects.toThrow('cancelled');
    await until('it runs', async () => did.previews > 0);
    controller.abort(new Error('cancelled'));
    await cancelled;
    expect(server.calls).toContain('POST /interrupt');
    expect(server.calls.indexOf('POST /queue')).toBeLessThan(
      server.calls.indexOf('POST /interrupt'),
    );
  });

  it('is given up after its time', async () => {
    const { engine } = await comfy({ hangs: true }, 1000);
    await expect(all(engine, making().given)).rejects.toThrow(/took longer than 1 s/);
  });

  it('says that it cannot be reached', async () => {
    const { server, engine } = await comfy();
    expect(await engine.trouble()).toBeNull();
    await server.close();
    open.splice(0);
    expect(await engine.trouble()).toMatch(/cannot be reached/);
  });
});

/** The same PNG, claiming another size. */
function withSize(png: Buffer, width: number, height: number): Buffer {
  const forged = Buffer.from(png);
  forged.writeUInt32BE(width, 16);
  forged.writeUInt32BE(height, 20);
  return forged;
}

type Answer = (
  path: string,
  method: string,
) => { status: number; document?: unknown; bytes?: Buffer };

/** A server that speaks Skybox's documented protocol, as far as `answer` lets it. */
async function skybox(answer: Answer) {
  const seen: { path: string; key: string | undefined; body: unknown; method: string }[] = [];
  const server: Server = createServer(async (incoming, response) => {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const body = parts.length > 0 ? JSON.parse(Buffer.concat(parts).toString()) : undefined;
    const [path, method] = [incoming.url ?? '', incoming.method ?? ''];
    seen.push({ path, method, key: incoming.headers['x-api-key']?.toString(), body });
    const { status, document, bytes } = answer(path, method);
    response.writeHead(status, { 'content-type': bytes ? 'image/png' : 'application/json' });
    response.end(bytes ?? JSON.stringify(document));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  const base = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const remote = { base, resultHosts: [], headers: { 'x-api-key': secret }, timeoutMs: 5000 };
  const engine = skyboxEngine({
    id: 'skybox',
    remote,
    styleId: 5,
    licence: 'test',
    pollMs: 20,
    timeoutMs: 5000,
  });
  return { engine, seen, base };
}

describe('Skybox', () => {
  it('is asked with our seed and style, polled until it is done, and fetched', async () => {
    let polls = 0;
    const { engine, seen } = await skybox((path) => {
      if (path === '/api/v1/skybox') return { status: 200, document: { id: 9, status: 'pending' } };
      if (path === '/picture.png') return { status: 200, bytes: comfyPicture };
      polls++;
      const status = polls % 3 === 0 ? 'complete' : 'processing';
      return { status: 200, document: { request: { id: 9, status, file_url: '/picture.png' } } };
    });
    const made = await all(engine, making().given);
    expect(made).toHaveLength(2);
    expect(made[0]?.engineSeed).toBeGreaterThan(0);
    expect(seen[0]).toMatchObject({
      key: secret,
      body: { skybox_style_id: 5, prompt: 'a foggy coast', seed: made[0]?.engineSeed },
    });
    expect(made[0]?.picture?.projection).toBe('panorama');
  });

  it.each<[string, Answer, RegExp]>([
    [
      'a wrong key',
      () => ({ status: 403, document: { error: 'forbidden' } }),
      /does not take the key/,
    ],
    ['too many requests', () => ({ status: 429, document: {} }), /Try again later/],
    [
      'a fault of the service',
      () => ({ status: 503, document: { error: 'busy' } }),
      /answers 503: busy/,
    ],
    [
      'a malformed answer',
      () => ({ status: 200, document: { hello: 1 } }),
      /nothing that is known/,
    ],
    [
      'a failure',
      () => ({ status: 200, document: { id: 1, status: 'error', error_message: 'bad words' } }),
      /bad words/,
    ],
    [
      'a result on another host',
      () => ({
        status: 200,
        document: { id: 1, status: 'complete', file_url: 'https://evil.example/x.png' },
      }),
      /evil\.example.*resultHosts/,
    ],
  ])('tells %s in words that hold no key', async (_name, answer, words) => {
    const { engine } = await skybox(answer);
    const told = await all(engine, making().given).then(
      () => '',
      (error: Error) => `${error.message} ${error.stack}`,
    );
    expect(told).toMatch(words);
    expect(told).not.toContain(secret);
  });

  it('is told when a person has cancelled it', async () => {
    const { engine, seen } = await skybox(() => ({
      status: 200,
      document: { id: 9, status: 'pending' },
    }));
    const { given, controller } = making();
    const made = all(engine, given);
    const cancelled = expect(made).rejects.toThrow('cancelled');
    await until('it is polled', async () => seen.length > 2);
    controller.abort(new Error('cancelled'));
    await cancelled;
    expect(seen.at(-1)).toMatchObject({ method: 'DELETE', path: '/api/v1/imagine/requests/9' });
  });
});
