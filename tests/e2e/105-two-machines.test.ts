import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceStatusReport, OutputStatus } from '../../core/wire/status.ts';
import { chromiumPath, launchBrowser, openPage } from '../support/browser.ts';
import { colourShow, smallSize } from '../support/colour-show.ts';
import { glbFile, sphereMesh } from '../support/glb.ts';
import { Outsider } from '../support/outsider.ts';
import { decodePng, lightCentroid, meanColour, type Picture } from '../support/png.ts';
import { oscFloats } from '../support/pose-sender.ts';
import { type RunningServer, startServer } from '../support/running-server.ts';
import { polygonCentroid, silhouette, type TestWall, type Vector } from '../support/silhouette.ts';
import { addresses, StageNetwork, whyNoNetwork } from '../support/stage-network.ts';
import { freedBytes } from '../support/tracker-bytes.ts';
import { until } from '../support/until.ts';

const skipped = whyNoNetwork();
if (skipped) console.log(`two machines: skipped, as ${skipped}`);

const freedPort = 40_000;
const strictPort = 40_001;
const oscPort = 9000;
const ball: Vector = [0.2, 1.2, -6];
const radius = 0.4;
const wall: TestWall = {
  surface: { kind: 'flat', width: 4, height: 2.25 },
  pixels: [...smallSize],
  position: [0, 0, -3],
  rotationDeg: [0, 0, 0],
};
const device = (id: string, kind: string, port: number, more: object = {}) => ({
  id,
  kind,
  options: { port, multicast: false, ...more },
});

const show = colourShow({
  environments: ['ball', 'other'],
  more: {
    devices: [
      device('freed', 'freed', freedPort),
      // Open to a machine that is not there: the tracker is off its list.
      device('strict', 'freed', strictPort, { allow: ['10.77.0.9'] }),
      device('osc', 'osc', oscPort),
    ],
    cameras: [
      {
        id: 'A',
        source: { device: 'freed', subject: '1', poseIs: 'pupil' },
        innerFrustum: { coverage: 'wholeWall' },
      },
    ],
    remote: { live: ['environment.take'] },
  },
});
const shell = sphereMesh([0, 0, 0], 60, [0, 0, 0.3]);
const assets = {
  'ball.glb': glbFile([sphereMesh(ball, radius, [0, 1, 0]), shell]),
  'other.glb': glbFile([sphereMesh([0, 0, 0], 60, [1, 0, 0])]),
};

let network: StageNetwork;
let browser: Browser;
let tracker: Outsider;
let folder: string;

beforeAll(async () => {
  if (skipped) return;
  network = await StageNetwork.open();
  tracker = new Outsider(network.on('tracker'));
  folder = await mkdtemp(path.join(tmpdir(), 'cyclorama-wall-'));
  const chromiumOnWall = path.join(folder, 'chromium');
  const command = [...network.on('wall'), chromiumPath()].join(' ');
  await writeFile(chromiumOnWall, `#!/bin/sh\nexec ${command} "$@"\n`);
  await chmod(chromiumOnWall, 0o755);
  browser = await launchBrowser([], chromiumOnWall);
});
afterAll(async () => {
  await browser?.close();
  await tracker?.close();
  network?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** Asks the server from the tracker's machine. */
class Caller {
  readonly url: string;
  readonly headers: Record<string, string>;

  constructor(scheme: 'http' | 'https', { port }: RunningServer, key?: string) {
    this.url = `${scheme}://${addresses.server}:${port}`;
    this.headers = key ? { authorization: `Bearer ${key}` } : {};
  }

  async get<Answer>(at: string): Promise<Answer> {
    const { status, body } = await tracker.fetch(this.url + at, { headers: this.headers });
    if (status !== 200) throw new Error(`${at}: ${status} ${body}`);
    return JSON.parse(body.toString());
  }

  output = (): Promise<OutputStatus> => this.get<OutputStatus>('/api/v1/outputs/o');

  untilDrawing = (): Promise<unknown> =>
    until('the wall draws', async () => {
      const { fps, prepared } = await this.output();
      return fps > 0 && prepared.length > 0;
    });

  /** A picture that is newer than what was asked for before this call. */
  async picture(): Promise<Picture> {
    const { k } = await this.get<{ k: number }>('/api/v1/state');
    return until('a picture', async () => {
      const at = `${this.url}/api/v1/outputs/o/frame.png`;
      const { status, headers, body } = await tracker.fetch(at, { headers: this.headers });
      return status === 200 && Number(headers['cyclorama-frame']) > k + 10 && decodePng(body);
    });
  }

  async refused(id: string, reason: string): Promise<number> {
    const devices = await this.get<DeviceStatusReport[]>('/api/v1/devices');
    return devices.find((each) => each.id === id)?.refused[reason] ?? 0;
  }

  /**
   * Tracks the camera to a place until the ball is drawn where it belongs, and gives back where. A camera
   * that was not heard for a moment takes a second to come back, so the first picture may be too early.
   */
  async ballFrom(eye: Vector): Promise<Vector2> {
    const [x, y, z] = eye;
    await tracker.track(freedBytes(1, 0, 0, 0, [x, -z, y]), addresses.server, freedPort);
    const outline = polygonCentroid(silhouette(wall, eye, ball, radius) ?? []);
    const expected: Vector2 = [outline.x, outline.y];
    return until(`the ball at ${expected}`, async () => {
      const found = lightCentroid(await this.picture(), 1);
      if (!found) throw new Error('the ball is not in the picture');
      const drawn: Vector2 = [found.x, found.y];
      if (apart(drawn, expected) < 0.5) return drawn;
      throw new Error(`it is drawn at ${drawn}`);
    });
  }
}
type Vector2 = [number, number];
const apart = (a: Vector2, b: Vector2): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

async function expectTrackedWall(caller: Caller): Promise<void> {
  const here = await caller.ballFrom([0, 1.2, 0]);
  const there = await caller.ballFrom([0.6, 1.2, 0]);
  expect(there[0] - here[0]).toBeGreaterThan(5);
}

const isIsolated = (page: Page): Promise<boolean> =>
  page.evaluate(() => globalThis.crossOriginIsolated && globalThis.isSecureContext);

describe.skipIf(skipped)('server, wall and tracker on three machines, with --lan', () => {
  let server: RunningServer;
  let key: string;
  let caller: Caller;
  let page: Page;

  beforeAll(async () => {
    server = await startServer({ show, assets, args: ['--lan'], wrapper: network.on('server') });
    key = (await readFile(path.join(server.dataDir, 'access-key'), 'utf8')).trim();
    caller = new Caller('https', server, key);
    const options = { ignoreHTTPSErrors: true };
    const url = `${caller.url}/stage/o?key=${key}`;
    ({ page } = await openPage(browser, url, smallSize, options));
    await caller.untilDrawing();
  });
  afterAll(async () => {
    await page?.context().close();
    await server?.stop();
  });

  it('the page is a secure context with shared memory, and its address no longer holds the key', async () => {
    expect(await isIsolated(page)).toBe(true);
    expect(page.url()).toBe(`${caller.url}/stage/o`);
    const { sharedMemory, alarms } = await caller.output();
    expect(sharedMemory).toBe(true);
    expect(alarms.join()).not.toMatch(/shared memory/);
  });

  it('a FreeD packet of the tracker moves the wall by what geometry says', () =>
    expectTrackedWall(caller));

  it('the terminal shows the address with the key, for the other machines', () => {
    expect(server.log.join('\n')).toContain(
      `https://${addresses.server}:${server.port}/?key=${key}`,
    );
  });

  it.each(['/api/v1/state', '/api/v1/show', '/metrics', '/api/v1/openapi.json', '/operator'])(
    'a request for %s without the key, or with another, is refused',
    async (at) => {
      expect((await tracker.fetch(caller.url + at)).status).toBe(401);
      const authorization = `Bearer ${'x'.repeat(43)}`;
      const { status } = await tracker.fetch(caller.url + at, { headers: { authorization } });
      expect([401, 429]).toContain(status);
      // The right key ends the wait that wrong ones bring on.
      await caller.get('/api/v1/health');
    },
  );

  it('a command without the key is refused and changes nothing', async () => {
    const before = await caller.get<{ revision: number }>('/api/v1/state');
    const { status } = await tracker.fetch(`${caller.url}/api/v1/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'environment.take', force: true }),
    });
    expect(status).toBe(401);
    expect((await caller.get<{ revision: number }>('/api/v1/state')).revision).toBe(
      before.revision,
    );
  });

  it('only health answers without the key', async () => {
    expect((await tracker.fetch(`${caller.url}/api/v1/health`)).status).toBe(200);
  });

  it.each(['/pose', '/socket.io/?EIO=4&transport=websocket'])(
    'a socket at %s is let in with the key only, and not from another site’s page',
    async (at) => {
      const url = caller.url.replace('https', 'wss') + at;
      expect(await tracker.socket(url)).toBeGreaterThanOrEqual(400);
      expect(await tracker.socket(url, caller.headers)).toBe(101);
      const origin = 'https://evil.example';
      expect(await tracker.socket(url, { ...caller.headers, origin })).toBeGreaterThanOrEqual(400);
    },
  );

  it('a UDP command from a machine that is not on the list is refused and counted', async () => {
    const before = await caller.get<{ revision: number }>('/api/v1/state');
    const command = oscFloats('/cyc/environment/take', []);
    await tracker.track(command, addresses.server, oscPort);
    await until('it is counted', async () => (await caller.refused('osc', 'source-command')) > 3);
    expect((await caller.get<{ revision: number }>('/api/v1/state')).revision).toBe(
      before.revision,
    );
  });

  it('a pose from a machine that is not on the list is refused and counted', async () => {
    await tracker.track(freedBytes(1, 0, 0, 0, [3, 0, 1]), addresses.server, strictPort);
    await until('it is counted', async () => (await caller.refused('strict', 'source')) > 3);
  });
});

describe.skipIf(skipped)('server and wall on two machines, over plain HTTP', () => {
  let server: RunningServer;
  let caller: Caller;
  let page: Page;

  beforeAll(async () => {
    const args = ['--host', addresses.server];
    server = await startServer({ show, assets, args, wrapper: network.on('server') });
    caller = new Caller('http', server);
    ({ page } = await openPage(browser, `${caller.url}/stage/o`, smallSize));
    await caller.untilDrawing();
  });
  afterAll(async () => {
    await page?.context().close();
    await server?.stop();
  });

  it('the page draws without a secure context, and the output says what it lost and how to get it', async () => {
    expect(await isIsolated(page)).toBe(false);
    const { sharedMemory, alarms } = await caller.output();
    expect(sharedMemory).toBe(false);
    expect(alarms.join('\n')).toMatch(/Plain HTTP.*shared memory.*--lan/);
    expect(meanColour(await caller.picture())[2]).toBeGreaterThan(30);
  });

  it('a FreeD packet of the tracker moves the wall all the same', () => expectTrackedWall(caller));

  it('the server says at the start that everybody on the network can run the show', () => {
    expect(server.log.join('\n')).toMatch(/everybody on this network.*--lan/);
  });
});
