import { createSocket, type Socket } from 'node:dgram';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quat } from '../../core/math.ts';
import type { CameraStatusReport, DeviceStatusReport } from '../../core/wire/status.ts';
import { openTrackIoSimulator } from '../../devices/opentrackio/simulator.ts';
import { bytesOf, fixtureJson, fixtureRecording } from '../devices/collect.ts';
import { message, text } from '../devices/osc-bytes.ts';
import { colourAssets, colourShow } from '../support/colour-show.ts';
import { stateOf } from '../support/outputs.ts';
import { freeUdpPort, oscFloats } from '../support/pose-sender.ts';
import { type RunningServer, startServer } from '../support/running-server.ts';
import { freedBytes, openTrackIoBytes } from '../support/tracker-bytes.ts';
import { until } from '../support/until.ts';

const kinds = ['freed', 'opentrackio', 'osc'] as const;
type Kind = (typeof kinds)[number];
const ports = {} as Record<Kind, number>;
let server: RunningServer;
let socket: Socket;
/** A sender of its own: recordings number their packets from 0. */
let recorded: Socket;

const camera = (id: string, device: Kind, subject: string) => ({
  id,
  source: { device, subject, poseIs: 'pupil' },
  lens: { kind: 'tracked' },
});

beforeAll(async () => {
  for (const kind of kinds) ports[kind] = await freeUdpPort();
  server = await startServer({
    show: colourShow({
      more: {
        devices: kinds.map((kind) => ({
          id: kind,
          kind,
          options: { port: ports[kind], multicast: false },
        })),
        cameras: [
          camera('F', 'freed', '3'),
          camera('J', 'opentrackio', '1'),
          camera('C', 'opentrackio', '2'),
          camera('O', 'osc', 'hero'),
        ],
        remote: { live: ['environment.take'] },
      },
    }),
    assets: colourAssets(),
  });
  socket = createSocket('udp4');
  recorded = createSocket('udp4');
});
afterAll(async () => {
  socket?.close();
  recorded?.close();
  await server?.stop();
});

const send = (kind: Kind, bytes: Uint8Array, from = socket): Promise<unknown> =>
  new Promise((sent) => from.send(bytes, ports[kind], '127.0.0.1', sent));

const cameraOf = async (id: string): Promise<CameraStatusReport> =>
  (await server.get(`/api/v1/cameras/${id}`)) as CameraStatusReport;

const deviceOf = async (kind: Kind): Promise<DeviceStatusReport> => {
  const devices = (await server.get('/api/v1/devices')) as DeviceStatusReport[];
  const device = devices.find(({ id }) => id === kind);
  if (!device) throw new Error(`no device ${kind}`);
  return device;
};

type Orientation = [number, number, number, number];

interface Expected {
  position: [number, number, number];
  /** Pan left, tilt up, roll clockwise seen from behind, degrees: DESIGN section 6. */
  euler: readonly [number, number, number];
}

/** Ry(pan)·Rx(tilt)·Rz(−roll), worked out by half-angles. */
function orientationOf([pan, tilt, roll]: Expected['euler']): Orientation {
  const half = (deg: number) => (deg * Math.PI) / 360;
  const turn = (axis: 0 | 1 | 2, deg: number): quat => {
    const q: quat = [0, 0, 0, Math.cos(half(deg))];
    q[axis] = Math.sin(half(deg));
    return q;
  };
  const panTilt = quat.multiply(quat.create(), turn(1, pan), turn(0, tilt));
  const [x = 0, y = 0, z = 0, w = 0] = quat.multiply(quat.create(), panTilt, turn(2, -roll));
  return [x, y, z, w];
}

/** Sends until the camera is where it was told to be. */
async function expectPose(
  id: string,
  kind: Kind,
  datagrams: () => readonly Uint8Array[],
  { position, euler }: Expected,
): Promise<CameraStatusReport> {
  const found = await until(`camera ${id} is there`, async () => {
    for (const bytes of datagrams()) await send(kind, bytes);
    const report = await cameraOf(id);
    const [x = NaN, y = NaN, z = NaN] = report.pose?.position ?? [];
    const off = Math.hypot(x - position[0], y - position[1], z - position[2]);
    return off < 1e-4 && report;
  });
  const dot = Math.abs(quat.dot(found.pose?.orientation ?? [0, 0, 0, 0], orientationOf(euler)));
  expect(dot).toBeGreaterThan(1 - 1e-8);
  expect(found.status).not.toBe('lost');
  return found;
}

describe('a packet over UDP arrives as the pose it means', () => {
  // One pose in house axes, and what each protocol writes for it.
  const there: Expected = { position: [1.25, 1.5, -0.75], euler: [20, -10, 5] };

  it('FreeD D1: pan right positive, X right, Y forward, Z up', () =>
    expectPose('F', 'freed', () => [freedBytes(3, -20, -10, 5, [1.25, 0.75, 1.5])], there));

  it('OpenTrackIO in JSON: pan left positive, Y forward, Z up', () =>
    expectPose('J', 'opentrackio', () => [openTrackIoBytes(20, -10, 5, [1.25, 0.75, 1.5])], there));

  it('OpenTrackIO in CBOR, in four segments, with its lens', async () => {
    const sourceId = 'urn:uuid:00000000-0000-4000-8000-00000000000c';
    const options = { encoding: 'cbor', sourceNumber: 2, sourceId, segments: 4 } as const;
    const simulator = openTrackIoSimulator(options);
    const pose = { position: there.position, orientation: orientationOf(there.euler) };
    let tMs = 0;
    const datagrams = () => simulator.datagrams(pose, tMs++);
    const { lens } = await expectPose('C', 'opentrackio', datagrams, there);
    expect(lens.focalLengthMm).toBeCloseTo(35, 3);
    expect(lens.focusDistanceM).toBeCloseTo(3.5, 3);
    expect(lens.fStop).toBeCloseTo(2.8, 3);
  });

  it('OSC as quaternion, as angles, and with its lens', async () => {
    const orientation = orientationOf(there.euler);
    const pose = oscFloats('/cyc/camera/hero/pose', [...there.position, ...orientation]);
    await expectPose('O', 'osc', () => [pose], there);
    const moved: Expected = { position: [-0.5, 1.25, 2], euler: [-35, 12, -8] };
    const euler = oscFloats('/cyc/camera/hero/euler', [...moved.position, ...moved.euler]);
    await expectPose('O', 'osc', () => [euler], moved);
    await send('osc', oscFloats('/cyc/camera/hero/lens', [50, 4.5, 2]));
    await until('the lens', async () => {
      const { lens } = await cameraOf('O');
      return lens.focalLengthMm === 50 && lens.focusDistanceM === 4.5 && lens.fStop === 2;
    });
  });
});

interface FreedCase {
  name: string;
  hex: string;
  valid: boolean;
  expect?: {
    panDeg: number;
    tiltDeg: number;
    rollDeg: number;
    xMm: number;
    yMm: number;
    zMm: number;
  };
}

describe('recorded datagrams over UDP', () => {
  it('of FreeD are accepted or refused one by one, as documented', async () => {
    const cases = fixtureJson('freed/generated_d1.json') as FreedCase[];
    const before = await deviceOf('freed');
    const refused = (device: DeviceStatusReport) =>
      Object.entries(device.refused)
        .filter(([reason]) => reason !== 'no-camera')
        .reduce((sum, [, count]) => sum + count, 0);
    const valid = cases.filter((each) => each.valid).length;
    for (const { hex } of cases) await send('freed', bytesOf(hex));
    await until('all are counted', async () => {
      const now = await deviceOf('freed');
      const counted = [now.accepted - before.accepted, refused(now) - refused(before)];
      return counted[0] === valid && counted[1] === cases.length - valid;
    });
  });

  it.each(['json', 'cbor'])(
    'of the OpenTrackIO reference sender in %s are all accepted',
    async (encoding) => {
      const datagrams = fixtureRecording(`opentrackio/captured_${encoding}_ptp_single.jsonl`);
      const before = await deviceOf('opentrackio');
      for (const { bytes } of datagrams) await send('opentrackio', bytes, recorded);
      await until('all are counted', async () => {
        const { accepted } = await deviceOf('opentrackio');
        return accepted - before.accepted >= datagrams.length;
      });
    },
  );

  it('of oscsend are counted, each with its reason where it means nothing here', async () => {
    const datagrams = fixtureRecording('osc/captured_oscsend_liblo.jsonl');
    const total = ({ accepted, refused }: DeviceStatusReport) =>
      Object.values(refused).reduce((sum, count) => sum + count, accepted);
    const before = total(await deviceOf('osc'));
    for (const { bytes } of datagrams) await send('osc', bytes);
    await until('all are counted', async () => {
      return total(await deviceOf('osc')) - before >= datagrams.length;
    });
    expect((await deviceOf('osc')).refused.internal).toBeUndefined();
  });
});

describe('commands by OSC from this machine', () => {
  const preview = (id: string) =>
    send('osc', Uint8Array.from(message('/cyc/environment/preview', 's', text(id))));
  const take = (...args: number[][]) =>
    send(
      'osc',
      Uint8Array.from(message('/cyc/environment/take', 'i'.repeat(args.length), ...args)),
    );
  const setLive = async (live: string[]) => {
    const document = (await server.get('/api/v1/show')) as object;
    const response = await fetch(new URL('/api/v1/show', server.url), {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...document, remote: { live } }),
    });
    expect(response.status).toBe(200);
  };

  it('put on preview and take what remote.live lists', async () => {
    await preview('blue');
    await until('preview', async () => (await stateOf(server)).preview.environment === 'blue');
    await take([0, 0, 0, 1]);
    await until('program', async () => (await stateOf(server)).program.environment === 'blue');
  });

  it('ignore a button’s release', async () => {
    await preview('green');
    await until('preview', async () => (await stateOf(server)).preview.environment === 'green');
    const before = await deviceOf('osc');
    await take([0, 0, 0, 0]);
    await until('it is counted', async () => (await deviceOf('osc')).accepted > before.accepted);
    expect((await stateOf(server)).program.environment).toBe('blue');
  });

  it('may not take when remote.live does not list it, and the refusal is counted', async () => {
    await setLive([]);
    const { revision } = await stateOf(server);
    const { refused } = await deviceOf('osc');
    await take();
    await until('the refusal is counted', async () => {
      const now = await deviceOf('osc');
      return (now.refused.forbidden ?? 0) > (refused.forbidden ?? 0);
    });
    expect((await stateOf(server)).program.environment).toBe('blue');
    expect((await stateOf(server)).revision).toBe(revision);
    // What touches nothing on air stays allowed.
    await preview('red');
    await until('preview', async () => (await stateOf(server)).preview.environment === 'red');
  });
});
