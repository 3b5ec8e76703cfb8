import type { Browser } from 'playwright-core';
import type { CameraStatusReport } from '../../../core/wire/status.ts';
import { launchBrowser } from '../../support/browser.ts';
import { boxMesh, glbFile, sphereMesh } from '../../support/glb.ts';
import { HidPlugs, spaceMouse } from '../../support/node-hid/hid-plugs.ts';
import { openOutput, pictureFrom, stateOf, untilDrawing } from '../../support/outputs.ts';
import type { Picture } from '../../support/png.ts';
import { PosePlaneWatch } from '../../support/pose-plane-watch.ts';
import { freeUdpPort } from '../../support/pose-sender.ts';
import { type RunningServer, startServer } from '../../support/running-server.ts';
import type { TestWall, Vector } from '../../support/silhouette.ts';
import { until } from '../../support/until.ts';
import { driveOptions, puckPath } from './puck.ts';

// The stage eye stands behind a black plate, so that only the inner frustum shows the green shell.
const eye: Vector = [0, 1.5, 4];
export const wall: TestWall = {
  surface: { kind: 'flat', width: 6, height: 3.4 },
  pixels: [480, 272],
  position: [0, 0, -3],
  rotationDeg: [0, 0, 0],
};
const ball = (centre: Vector) => ({ centre, radius: 0.05 * Math.abs(centre[2]) * 0.5 });
export const spheres = {
  behind: ball([0.5, 1.7, -7]),
  on: ball([-0.4, 1.3, -3]),
  before: ball([-0.15, 1.75, -1.5]),
};

const stageGlb = (): Buffer =>
  glbFile([
    sphereMesh([0, 0, 0], 60, [0, 0.5, 0]),
    boxMesh([-3, -3, 3.6], [3, 6, 3.7], [0, 0, 0]),
    ...Object.values(spheres).map(({ centre, radius }) => sphereMesh(centre, radius, [1, 0, 0])),
  ]);

export const udpKinds = ['freed', 'opentrackio', 'osc', 'psn'] as const;
export type UdpKind = (typeof udpKinds)[number];

const showDocument = (ports: Record<UdpKind, number>): object => ({
  stage: {
    rates: { wall: { num: 12, den: 1 } },
    eye: [...eye],
    walls: [
      { id: 'w', surface: wall.surface, pixels: wall.pixels, pose: { position: wall.position } },
    ],
    outputs: [
      { id: 'o', size: wall.pixels, slices: [{ wall: 'w', from: [0, 0, ...wall.pixels] }] },
    ],
  },
  devices: [
    ...udpKinds.map((kind) => ({
      id: kind,
      kind,
      options: { port: ports[kind], multicast: false, ...(kind === 'psn' && { as: 'camera' }) },
    })),
    { id: 'hid', kind: 'hid', options: driveOptions },
  ],
  cameras: [
    {
      id: 'A',
      source: { device: 'freed', subject: '1', poseIs: 'pupil' },
      lens: { focalLengthMm: 24, sensorMm: [24.89, 14] },
      innerFrustum: { overscan: 1, feather: 0 },
    },
  ],
  environments: [{ id: 'stage', kind: 'gltf', source: 'assets/stage.glb', params: { light: 0 } }],
});

/** One wall, one camera and a device of each kind, drawn by a real page. */
export class SignsStage {
  readonly server: RunningServer;
  readonly ports: Record<UdpKind, number>;
  readonly plugs: HidPlugs;
  readonly #browser: Browser;
  readonly #watch: PosePlaneWatch;

  private constructor(
    parts: Pick<SignsStage, 'server' | 'ports' | 'plugs'>,
    browser: Browser,
    watch: PosePlaneWatch,
  ) {
    this.server = parts.server;
    this.ports = parts.ports;
    this.plugs = parts.plugs;
    this.#browser = browser;
    this.#watch = watch;
  }

  static async open(): Promise<SignsStage> {
    const ports = {} as Record<UdpKind, number>;
    for (const kind of udpKinds) ports[kind] = await freeUdpPort();
    const plugs = await HidPlugs.open();
    plugs.plug(spaceMouse(puckPath));
    const server = await startServer({
      show: showDocument(ports),
      assets: { 'stage.glb': stageGlb() },
      wrapper: plugs.wrapper,
    });
    const watch = await PosePlaneWatch.open(server.url);
    const browser = await launchBrowser();
    await openOutput(browser, server, 'o', wall.pixels);
    await untilDrawing(server, ['o']);
    return new SignsStage({ server, ports, plugs }, browser, watch);
  }

  async set(camera: object): Promise<void> {
    const { status, body } = await this.server.command({ type: 'camera.set', id: 'A', ...camera });
    if (status !== 200) throw new Error(JSON.stringify(body));
  }

  async camera(): Promise<CameraStatusReport> {
    return (await this.server.get('/api/v1/cameras/A')) as CameraStatusReport;
  }

  /** A picture in which the newest pose stands: more samples of it came than any predictor looks back on. */
  async picture(): Promise<Picture> {
    const accepted = async () => (await this.camera()).counters.accepted;
    const before = await accepted();
    await until('samples of the new pose', async () => (await accepted()) >= before + 24);
    await this.#watch.stands();
    const { k } = await stateOf(this.server);
    return (await pictureFrom(this.server, 'o', k + 5)).picture;
  }

  async close(): Promise<void> {
    this.#watch.close();
    await this.#browser.close();
    await this.server.stop();
    await this.plugs.close();
  }
}
