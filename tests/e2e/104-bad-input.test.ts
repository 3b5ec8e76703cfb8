import { createSocket, type Socket } from 'node:dgram';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CameraStatusReport, DeviceStatusReport } from '../../core/wire/status.ts';
import { glbBytes, pngHead, triangleBin, triangleGlb, triangleJson } from '../server/assets/glb.ts';
import { launchBrowser } from '../support/browser.ts';
import { colourAssets, colourShow } from '../support/colour-show.ts';
import {
  framePng,
  openOutput,
  outputOf,
  pictureFrom,
  stateOf,
  untilDrawing,
} from '../support/outputs.ts';
import { colourOf } from '../support/png.ts';
import { freeUdpPort, PoseSender } from '../support/pose-sender.ts';
import { printedSeed, seededRandom } from '../support/random.ts';
import { type RunningServer, startServer } from '../support/running-server.ts';
import { freedBytes } from '../support/tracker-bytes.ts';
import { until } from '../support/until.ts';

const bigImage = pngHead(60_000, 60_000);

/** Files that must never reach a wall, with what their refusal has to speak of. */
const hostile: Record<string, { bytes: Buffer; says: RegExp }> = {
  'an external address': {
    bytes: triangleGlb({ buffers: [{ byteLength: 42, uri: 'http://10.1.2.3/evil.bin' }] }),
    says: /buffers\/0.*(uri|external|embed)/is,
  },
  'a file of the machine': {
    bytes: triangleGlb({ images: [{ uri: '../../../../etc/passwd' }] }),
    says: /images\/0.*(uri|external|embed)/is,
  },
  'a missing end': { bytes: triangleGlb().subarray(0, -20), says: /declares|truncated|ends/i },
  'a length that it has not': {
    bytes: glbBytes(triangleJson(), triangleBin(), { declared: 0xfffffff0 }),
    says: /declares 4294967280 bytes/,
  },
  'more elements than bytes': {
    bytes: triangleGlb({
      accessors: [
        { bufferView: 0, componentType: 5126, count: 4e8, type: 'VEC3' },
        { bufferView: 1, componentType: 5123, count: 3, type: 'SCALAR' },
      ],
    }),
    says: /accessors\/0/,
  },
  'an image of 60 000 × 60 000 pixels': {
    bytes: glbBytes(
      triangleJson({
        buffers: [{ byteLength: 42 + bigImage.length }],
        bufferViews: [
          { buffer: 0, byteLength: 36 },
          { buffer: 0, byteOffset: 36, byteLength: 6 },
          { buffer: 0, byteOffset: 42, byteLength: bigImage.length },
        ],
        images: [{ bufferView: 2, mimeType: 'image/png' }],
      }),
      Buffer.concat([triangleBin(), bigImage]),
    ),
    says: /images\/0.*60000/is,
  },
  'JSON that is none': { bytes: glbBytes('{"asset":'), says: /JSON/ },
  'nodes that go in a circle': {
    bytes: triangleGlb({ nodes: [{ mesh: 0, children: [1] }, { children: [0] }] }),
    says: /nodes/,
  },
};

let server: RunningServer;
let browser: Browser;
let squatter: Socket;
const ports: Record<string, number> = {};

beforeAll(async () => {
  for (const kind of ['freed', 'opentrackio', 'osc']) ports[kind] = await freeUdpPort();
  squatter = createSocket('udp4');
  await new Promise<void>((resolve) => squatter.bind(0, '127.0.0.1', resolve));
  ports.busy = squatter.address().port;
  const device = (id: string, kind: string) => ({
    id,
    kind,
    options: { port: ports[id], multicast: false },
  });
  server = await startServer({
    show: colourShow({
      environments: ['red', 'green', 'blue', 'smuggled'],
      more: {
        devices: [
          device('busy', 'freed'),
          device('freed', 'freed'),
          device('opentrackio', 'opentrackio'),
          device('osc', 'osc'),
        ],
        cameras: [{ id: 'A', source: { device: 'freed', subject: '1', poseIs: 'pupil' } }],
      },
    }),
    // Put into the folder by hand, past the checks of the upload.
    assets: {
      ...colourAssets(),
      'smuggled.glb': hostile['an external address']?.bytes ?? Buffer.of(),
    },
  });
  browser = await launchBrowser();
  await openOutput(browser, server, 'o');
  await untilDrawing(server, ['o']);
});
afterAll(async () => {
  squatter?.close();
  await browser?.close();
  await server?.stop();
});

interface Refusal {
  error: { code: string; message: string; path?: string };
  problems?: { path: string; message: string }[];
}

async function send(method: string, at: string, body: Buffer | string, type: string) {
  const response = await fetch(new URL(at, server.url), {
    method,
    headers: { 'content-type': type },
    body: new Uint8Array(Buffer.from(body)),
  });
  return { status: response.status, body: (await response.json()) as Refusal };
}

const putShow = (document: object) =>
  send('PUT', '/api/v1/show', JSON.stringify(document), 'application/json');

/** Red is on program throughout: after each attack it still is, on the wall too. */
async function expectUntouched(revision: number): Promise<void> {
  const state = await stateOf(server);
  expect(state.revision).toBe(revision);
  expect(state.program.environment).toBe('red');
  const { picture } = await pictureFrom(server, 'o', state.k);
  expect(colourOf(picture)).toBe('red');
}

type Document = ReturnType<typeof colourShow> & {
  stage: {
    walls: { surface: { width: number } }[];
    outputs: { slices: { wall: string; from: number[]; at?: number[] }[] }[];
  };
  environments: { id: string; source: string }[];
};

const faults: Record<string, { pointer: string; spoil: (show: Document) => unknown }> = {
  'an unknown wall': {
    pointer: '/stage/outputs/0/slices/0/wall',
    spoil: ({ stage }) => Object.assign(stage.outputs[0]?.slices[0] ?? {}, { wall: 'nowhere' }),
  },
  'overlapping slices': {
    pointer: '/stage/outputs/0/slices/1',
    spoil: ({ stage }) =>
      stage.outputs[0]?.slices.push({ wall: 'o', from: [0, 0, 20, 20], at: [10, 10] }),
  },
  'a missing asset': {
    pointer: '/environments/0/source',
    spoil: ({ environments }) =>
      Object.assign(environments[0] ?? {}, { source: 'assets/nothing.glb' }),
  },
  'a negative size': {
    pointer: '/stage/walls/0/surface/width',
    spoil: ({ stage }) => Object.assign(stage.walls[0]?.surface ?? {}, { width: -4 }),
  },
  'a file put into the folder by hand that points outside': {
    pointer: '/environments/3/source',
    spoil: ({ environments }) => Object.assign(environments[3] ?? {}, { name: 'Smuggled' }),
  },
};

describe('a show document with', () => {
  it.each(Object.entries(faults))(
    '%s is refused with the pointer to the place, and the running show goes on',
    async (_name, { pointer, spoil }) => {
      const { revision } = await stateOf(server);
      const document = (await server.get('/api/v1/show')) as Document;
      spoil(document);
      const { status, body } = await putShow(document);
      expect(status).toBe(422);
      const problem = body.problems?.find(({ path }) => path === pointer);
      expect(problem?.message, JSON.stringify(body)).toMatch(/\w{3}/);
      await expectUntouched(revision);
    },
  );
});

describe('a .glb with', () => {
  it.each(Object.entries(hostile))(
    '%s is refused by the upload with a message that says what, and the wall keeps its picture',
    async (_name, { bytes, says }) => {
      const { revision } = await stateOf(server);
      const { status, body } = await send(
        'PUT',
        '/api/v1/assets/evil.glb',
        bytes,
        'model/gltf-binary',
      );
      expect([status, body.error.message]).toEqual([422, expect.stringMatching(says)]);
      const listed = (await server.get('/api/v1/assets')) as { path: string }[];
      expect(listed.map(({ path }) => path)).not.toContain('assets/evil.glb');
      await expectUntouched(revision);
    },
  );
});

describe('a hostile .glb that was put into the folder by hand', () => {
  const takePreview = () => server.command({ type: 'environment.take', timeoutMs: 1500 });
  const failed = () =>
    until('the output says that it cannot prepare it', async () =>
      (await outputOf(server, 'o')).alarms.find((alarm) => alarm.includes('Cannot prepare')),
    );

  it('is told at the start, reaches no page, cannot be taken, and the wall keeps its picture', async () => {
    expect(server.log.join('\n')).toContain('assets/smuggled.glb');
    await server.command({ type: 'environment.preview', id: 'smuggled' });
    expect(await failed()).toContain('smuggled.glb');
    const { revision } = await stateOf(server);
    const { status, body } = await takePreview();
    expect([status, (body.error as { code: string }).code]).toEqual([409, 'not-ready']);
    await expectUntouched(revision);
  });

  it('in place of a good file while the show runs is not handed to a page either', async () => {
    await writeFile(
      path.join(server.showDir, 'assets', 'blue.glb'),
      hostile['more elements than bytes']?.bytes ?? '',
    );
    await server.command({ type: 'environment.preview', id: 'blue' });
    await failed();
    const { revision } = await stateOf(server);
    expect((await takePreview()).status).toBe(409);
    await expectUntouched(revision);
  });
});

const devices = async (): Promise<Record<string, DeviceStatusReport>> =>
  Object.fromEntries(
    ((await server.get('/api/v1/devices')) as DeviceStatusReport[]).map((d) => [d.id, d]),
  );

const untilTracked = (x: number) =>
  until(`camera A at x = ${x}`, async () => {
    const camera = (await server.get('/api/v1/cameras/A')) as CameraStatusReport;
    return camera.pose !== null && Math.abs(camera.pose.position[0] - x) < 0.001;
  });

describe('a port that somebody else has', () => {
  it('marks its device with what to do, and the other devices go on', async () => {
    const { busy, freed } = await devices();
    expect(busy?.state).toBe('unavailable');
    expect(busy?.detail).toMatch(new RegExp(`${ports.busy}.*in use.*options\\.port.*"busy"`));
    expect(freed?.state).toBe('open');
    const sender = new PoseSender(ports.freed ?? 0);
    sender.send(freedBytes(1, 0, 0, 0, [0.25, 0, 1.5]));
    await untilTracked(0.25);
    sender.close();
  });

  it('as HTTP port ends the program with code 1 and one line that names --port', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as { port: number };
    const options = { show: colourShow(), assets: colourAssets(), args: ['--port', `${port}`] };
    const failure = await startServer(options).then(
      () => 'it started',
      (error: Error) => error.message,
    );
    holder.close();
    const [head, ...lines] = failure.trim().split('\n');
    expect(head).toBe('server exited with 1:');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`${port}.*in use.*--port`));
  });
});

describe('garbage on every UDP port', () => {
  it('is counted by reason, ends nothing, and the next good packet counts', async () => {
    const random = seededRandom(printedSeed('garbage'));
    const socket = createSocket('udp4');
    const heads = ['', 'OTrk', '#bundle\0', '/cyc/camera/A/pose\0\0,fffffff\0'].map((text) =>
      Buffer.from(text),
    );
    heads.push(Buffer.from([0xd1]));
    for (const kind of ['freed', 'opentrackio', 'osc']) {
      for (let i = 0; i < 300; i++) {
        const noise = Buffer.from(
          Array.from({ length: Math.floor(random() * 80) }, () => Math.floor(random() * 256)),
        );
        const bytes = Buffer.concat([heads[i % heads.length] ?? Buffer.alloc(0), noise]);
        await new Promise((sent) => socket.send(bytes, ports[kind] ?? 0, '127.0.0.1', sent));
      }
    }
    socket.close();
    const total = (device?: DeviceStatusReport) =>
      Object.values(device?.refused ?? {}).reduce((sum, count) => sum + count, 0);
    const after = await until('the garbage is counted', async () => {
      const now = await devices();
      return ['freed', 'opentrackio', 'osc'].every((kind) => total(now[kind]) > 200) && now;
    });
    for (const kind of ['freed', 'opentrackio', 'osc']) {
      const reasons = Object.keys(after[kind]?.refused ?? {});
      console.log(kind, JSON.stringify(after[kind]?.refused));
      expect(reasons.length).toBeGreaterThan(1);
      expect(reasons).not.toContain('internal');
    }
    expect(server.process.exitCode).toBeNull();
    const sender = new PoseSender(ports.freed ?? 0);
    sender.send(freedBytes(1, 0, 0, 0, [-0.5, 0, 1.5]));
    await untilTracked(-0.5);
    sender.close();
    expect((await framePng(server, 'o')).status).toBe(200);
  });
});
