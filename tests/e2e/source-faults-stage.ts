import type { CameraStatusReport, DeviceStatusReport } from '../../core/wire/status.ts';
import { colourAssets, colourShow } from '../support/colour-show.ts';
import { HidPlugs } from '../support/node-hid/hid-plugs.ts';
import { PoseListener } from '../support/pose-listener.ts';
import { freeUdpPort } from '../support/pose-sender.ts';
import { type RunningServer, startServer } from '../support/running-server.ts';
import { freedBytes, openTrackIoBytes, psnBytes } from '../support/tracker-bytes.ts';
import { until } from '../support/until.ts';

export const kinds = ['freed', 'opentrackio', 'psn'] as const;
export type Kind = (typeof kinds)[number];

/** A camera at (x, 1.5, 0) that looks at the wall, as subject 1 of each protocol; `count` is the sender's own. */
export const poseBytes: Record<Kind, (x: number, count?: number) => Buffer> = {
  freed: (x) => freedBytes(1, 0, 0, 0, [x, 0, 1.5]),
  opentrackio: (x, count) => openTrackIoBytes(0, 0, 0, [x, 0, 1.5], count),
  psn: (x, count) => psnBytes(1, [x, 1.5, 0], [0, 0, 0], count),
};

const camera = (id: string, device: string) => ({
  id,
  source: { device, subject: '1', poseIs: 'pupil' },
});

/** A real server with a device of each kind and a camera on each; no page, so that nothing else takes time. */
export class SourceFaultsStage {
  readonly server: RunningServer;
  readonly plugs: HidPlugs;
  readonly ports: Record<Kind, number>;
  /** Hears every frame that is sent to pages, and what must not be in one. */
  readonly listener: PoseListener;

  private constructor(parts: Pick<SourceFaultsStage, 'server' | 'plugs' | 'ports' | 'listener'>) {
    this.server = parts.server;
    this.plugs = parts.plugs;
    this.ports = parts.ports;
    this.listener = parts.listener;
  }

  static async open(): Promise<SourceFaultsStage> {
    const ports = {} as Record<Kind, number>;
    for (const kind of kinds) ports[kind] = await freeUdpPort();
    const plugs = await HidPlugs.open();
    const udp = kinds.map((kind) => ({
      id: kind,
      kind,
      options: { port: ports[kind], multicast: false, ...(kind === 'psn' && { as: 'camera' }) },
    }));
    const hid = {
      id: 'hid',
      kind: 'hid',
      options: { match: 'spacemouse', deadZone: 0, exponent: 1, silenceMs: 100 },
    };
    const server = await startServer({
      show: colourShow({
        more: {
          devices: [...udp, hid],
          cameras: [...kinds, 'hid'].map((kind) => camera(kind, kind)),
        },
      }),
      assets: colourAssets(),
      wrapper: plugs.wrapper,
    });
    const listener = await PoseListener.open(server.url, { min: [-5, 0, -5], max: [5, 5, 5] });
    return new SourceFaultsStage({ server, plugs, ports, listener });
  }

  async camera(id: Kind | 'hid'): Promise<CameraStatusReport> {
    return (await this.server.get(`/api/v1/cameras/${id}`)) as CameraStatusReport;
  }

  /** Where a camera's newest pose is across the stage; NaN before the first. */
  async x(id: Kind | 'hid'): Promise<number> {
    return (await this.camera(id)).pose?.position[0] ?? Number.NaN;
  }

  async device(id: Kind | 'hid'): Promise<DeviceStatusReport> {
    const devices = (await this.server.get('/api/v1/devices')) as DeviceStatusReport[];
    const device = devices.find((each) => each.id === id);
    if (!device) throw new Error(`no device ${id}`);
    return device;
  }

  async close(): Promise<void> {
    this.listener.close();
    await this.server.stop();
    await this.plugs.close();
  }
}

export const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-3;

export const refusedTotal = ({ refused }: DeviceStatusReport): number =>
  Object.values(refused).reduce((sum, count) => sum + count, 0);

/** What a fault may take until the state is right again: 1 s, and thrice that on a slow machine. */
const soonMs = 3000;

/** Waits for something and says how long it took. */
export async function soon(what: string, ask: () => Promise<boolean>): Promise<void> {
  const startMs = performance.now();
  await until(what, ask, soonMs);
  console.log(`${what}: after ${(performance.now() - startMs).toFixed(0)} ms`);
}
