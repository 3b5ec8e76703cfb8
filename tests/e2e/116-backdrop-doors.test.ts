import { createSocket } from 'node:dgram';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BackdropReport } from '../../core/wire/backdrop-report.ts';
import { message, text } from '../devices/osc-bytes.ts';
import { ComfyServer } from '../server/backdrops/comfy-server.ts';
import { figures } from '../server/backdrops/open-service.ts';
import { launchBrowser } from '../support/browser.ts';
import { colourAssets, colourShow } from '../support/colour-show.ts';
import { openOutput, pictureFrom, stateOf, untilDrawing } from '../support/outputs.ts';
import { colourOf } from '../support/png.ts';
import { freeUdpPort } from '../support/pose-sender.ts';
import { exited, type RunningServer, startServer } from '../support/running-server.ts';
import { until } from '../support/until.ts';

/** A placeholder of a workflow, which looks like one of a template. */
const slot = (name: string): string => `\${${name}}`;

let server: RunningServer;
let browser: Browser;
let comfy: ComfyServer;
let folder: string;
let oscPort: number;
const page = new AbortController();
/** What the page that draws brings: stills always, figures when it is allowed to. */
let drawsFigures = true;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cyclorama-doors-'));
  comfy = await ComfyServer.open({ hangs: true });
  oscPort = await freeUdpPort();
  const graph = {
    '3': { class_type: 'KSampler', inputs: { seed: slot('seed') } },
    '6': { class_type: 'CLIPTextEncode', inputs: { text: slot('prompt') } },
  };
  const engines = join(folder, 'engines.json');
  await writeFile(join(folder, 'graph.json'), JSON.stringify(graph));
  await writeFile(
    engines,
    JSON.stringify([{ id: 'comfy', kind: 'comfyui', url: comfy.url.href, workflow: 'graph.json' }]),
  );
  server = await startServer({
    show: colourShow({
      outputs: ['main'],
      more: { devices: [{ id: 'desk', kind: 'osc', options: { port: oscPort } }] },
    }),
    assets: colourAssets(),
    args: ['--engines', engines],
  });
  browser = await launchBrowser();
  await openOutput(browser, server, 'main');
  await untilDrawing(server, ['main']);
  void draw();
});
afterAll(async () => {
  page.abort();
  await browser?.close();
  await server?.stop();
  await comfy?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A page that draws: whatever it is asked for is the same small picture, or the figures of a grey one. */
async function draw(): Promise<void> {
  const still = Buffer.from('RIFF\0\0\0\0WEBPa picture');
  const call = (path: string, init: RequestInit) =>
    fetch(new URL(path, server.url), { ...init, signal: page.signal });
  while (!page.signal.aborted) {
    try {
      const response = await call('/api/v1/bakes', { method: 'POST' });
      if (response.status !== 200) continue;
      const { id, wants } = (await response.json()) as { id: string; wants: string[] };
      for (const part of wants) {
        if (part === 'figures' && !drawsFigures) continue;
        const body = part === 'figures' ? JSON.stringify(figures) : still;
        const headers = { 'content-type': part === 'figures' ? 'application/json' : 'image/webp' };
        await call(`/api/v1/bakes/${id}/${part}`, { method: 'PUT', body, headers });
      }
    } catch {
      // The server was killed; it is asked again until it is back.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function submit(body: object): Promise<string> {
  const response = await fetch(new URL('/api/v1/backdrops', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return ((await response.json()) as BackdropReport).id;
}
const backdrop = async (id: string): Promise<BackdropReport> =>
  (await server.get(`/api/v1/backdrops/${id}`)) as BackdropReport;
const isStatus = (id: string, status: string) =>
  until(`it is ${status}`, async () => (await backdrop(id)).status === status, 60_000);

/** Both decks, but for the content time that runs on them. */
async function decks(): Promise<object> {
  const { program, preview } = await stateOf(server);
  return JSON.parse(
    JSON.stringify({ program, preview }, (key, value) =>
      key === 'contentTimeMs' ? undefined : value,
    ),
  );
}

/** Everything of the show that a fault must not touch: its file, its document, both decks. */
async function untouched(): Promise<object> {
  const show = JSON.stringify(await server.get('/api/v1/show'));
  const file = await readFile(join(server.showDir, 'show.json'), 'utf8');
  return { show, file, ...(await decks()) };
}

/** Kills the server and starts it again; the wall must not have seen any of it. */
async function killed(): Promise<void> {
  const before = await untouched();
  await exited(server.process, 'SIGKILL');
  await server.restart();
  expect(await untouched()).toEqual(before);
  await untilDrawing(server, ['main']);
  expect(colourOf((await pictureFrom(server, 'main', 0)).picture)).toBe('red');
}

describe('a server that is killed', () => {
  it('while one backdrop is made and another waits begins both anew, and they can be cancelled', async () => {
    const begun = comfy.graphs.length;
    const [first, second] = [
      await submit({ prompt: 'one', engine: 'comfy', seed: 1, count: 1 }),
      await submit({ prompt: 'two', engine: 'comfy', seed: 2, count: 1 }),
    ];
    await until('ComfyUI works', async () => comfy.graphs.length === begun + 1);
    expect((await backdrop(second)).status).toBe('queued');
    await killed();
    await until('ComfyUI works again', async () => comfy.graphs.length === begun + 2);
    expect((await backdrop(first)).status).toBe('running');
    expect((await backdrop(second)).status).toBe('queued');
    for (const id of [second, first]) {
      expect((await server.command({ type: 'backdrop.cancel', id })).status).toBe(200);
      await isStatus(id, 'cancelled');
    }
    await until('it is off the machine', async () => comfy.calls.includes('POST /interrupt'));
  });

  it('while a backdrop is measured, and between its approval and its push, has what was decided', async () => {
    drawsFigures = false;
    const id = await submit({ prompt: 'a calm ocean', seed: 3, count: 2 });
    await isStatus(id, 'pending');
    await killed();
    drawsFigures = true;
    const { status, variations } = await backdrop(id);
    expect([status, variations.length, variations[0]?.figures]).toEqual(['pending', 2, undefined]);
    await server.command({ type: 'backdrop.approve', id, variation: 1 });
    await killed();
    expect(await backdrop(id)).toMatchObject({ status: 'approved', approved: 1 });
    expect((await server.command({ type: 'backdrop.push', id })).status).toBe(200);
    expect((await stateOf(server)).preview.environment).toBe(`${id}-1`);
    await server.command({ type: 'environment.preview', id: 'green' });
  });
});

describe('a backdrop that nobody has approved', () => {
  let id = '';
  const environment = () => `${id}-0`;

  beforeAll(async () => {
    id = await submit({ prompt: 'a foggy coast', seed: 4, count: 1 });
    await isStatus(id, 'pending');
    const { variations } = await backdrop(id);
    const origin = { id, variation: 0, asset: variations[0]?.asset };
    const added = { id: environment(), kind: 'scene', source: 'backdrop-coast', backdrop: origin };
    expect(await put((environments) => [...environments, added])).toBe(200);
  });

  async function put(change: (environments: object[]) => object[]): Promise<number> {
    const show = (await server.get('/api/v1/show')) as { environments: object[] };
    const response = await fetch(new URL('/api/v1/show', server.url), {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...show, environments: change(show.environments) }),
    });
    return response.status;
  }

  it('comes to no deck by HTTP, by a page’s socket, by a desk, or by the show file', async () => {
    const { program } = (await decks()) as { program: object };
    const preview = { type: 'environment.preview', id: environment() };
    expect(await server.command(preview)).toMatchObject({
      status: 409,
      body: { error: { code: 'not-approved' } },
    });
    const socket = io(server.url, {
      auth: { page: 'operator', client: 'doors', build: '' },
      transports: ['websocket'],
    });
    try {
      for (const request of [preview, { type: 'backdrop.push', id }]) {
        const answer = await socket.timeout(5000).emitWithAck('command', request);
        expect(answer).toMatchObject({ ok: false, error: { code: 'not-approved' } });
      }
    } finally {
      socket.close();
    }
    await osc('/cyc/environment/preview', environment());
    await osc('/cyc/backdrop/approve', id);
    await osc('/cyc/backdrop/push', id);
    await osc('/cyc/environment/preview', 'blue');
    await until('the desk was heard', async () => {
      return (await stateOf(server)).preview.environment === 'blue';
    });
    expect((await backdrop(id)).status).toBe('pending');
    const origin = { id, variation: 0, asset: 'x' };
    const onto = (deck: string) => (list: object[]) =>
      list.map((each) => ('id' in each && each.id === deck ? { ...each, backdrop: origin } : each));
    for (const deck of ['red', 'blue']) expect(await put(onto(deck))).toBe(409);
    expect(await decks()).toMatchObject({ program, preview: { environment: 'blue' } });
    expect(colourOf((await pictureFrom(server, 'main', 0)).picture)).toBe('red');
  });

  it('comes to no deck with a show that is opened: its first environment is passed over, and it is said', async () => {
    await exited(server.process, 'SIGTERM');
    const file = join(server.showDir, 'show.json');
    const show = JSON.parse(await readFile(file, 'utf8')) as { environments: { id: string }[] };
    const mine = show.environments.filter((each) => each.id === environment());
    const others = show.environments.filter((each) => each.id !== environment());
    await writeFile(file, JSON.stringify({ ...show, environments: [...mine, ...others] }));
    // Without its journal the server has nothing but the file to begin with.
    await rm(join(server.dataDir, 'state'), { recursive: true });
    await server.restart();
    const { program, preview } = await stateOf(server);
    expect([program.environment, preview.environment]).toEqual(['red', 'red']);
    expect(server.log.join('\n')).toMatch(/taken off the decks\. On program is \\?"red\\?" now/);
  });
});

async function osc(address: string, argument: string): Promise<void> {
  const socket = createSocket('udp4');
  const bytes = Uint8Array.from(message(address, 's', text(argument)));
  await new Promise((sent) => socket.send(bytes, oscPort, '127.0.0.1', sent));
  socket.close();
}
