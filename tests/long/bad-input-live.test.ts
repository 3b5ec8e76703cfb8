import { createSocket, type Socket } from 'node:dgram';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceStatusReport } from '../../core/wire/status.ts';
import { fuzzSeed, mutatedDatagram, protocols, randomFrom } from '../devices/fuzz.ts';
import { colourAssets, colourShow } from '../support/colour-show.ts';
import { stateOf } from '../support/outputs.ts';
import { PoseListener } from '../support/pose-listener.ts';
import { freeUdpPort } from '../support/pose-sender.ts';
import { type RunningServer, startServer } from '../support/running-server.ts';
import { until } from '../support/until.ts';

const count = 100_000;
/** Few enough for a socket's buffer. */
const atOnce = 50;
const bounds = { min: [-4, -1, -4], max: [4, 4, 4] };
const kinds = Object.keys(protocols);
/** The subjects that the mutated streams speak of. */
const subjects: Record<string, string[]> = {
  freed: ['0', '1', '2', '3', '255'],
  opentrackio: ['0', '1', '2'],
  osc: ['A', 'B', 'C'],
  psn: ['0', '1', '2', '3'],
};
const ports: Record<string, number> = {};

let server: RunningServer;
let listener: PoseListener;
let socket: Socket;

beforeAll(async () => {
  for (const kind of kinds) ports[kind] = await freeUdpPort();
  const show = colourShow({
    more: {
      devices: kinds.map((kind) => ({
        id: kind,
        kind,
        options: { port: ports[kind], multicast: false },
      })),
      cameras: kinds.flatMap((kind) =>
        (subjects[kind] ?? []).map((subject) => ({
          id: `${kind}-${subject}`,
          source: { device: kind, subject },
          lens: { kind: 'tracked' },
        })),
      ),
    },
  });
  server = await startServer({
    show: { ...show, stage: { ...show.stage, bounds } },
    assets: colourAssets(),
  });
  listener = await PoseListener.open(server.url, bounds);
  socket = createSocket('udp4');
});
afterAll(async () => {
  socket?.close();
  listener?.close();
  await server?.stop();
});

async function deviceOf(kind: string): Promise<DeviceStatusReport & { counted: number }> {
  const devices = (await server.get('/api/v1/devices')) as DeviceStatusReport[];
  const device = devices.find(({ id }) => id === kind);
  if (!device) throw new Error(`no device ${kind}`);
  const refused = Object.values(device.refused).reduce((sum, number) => sum + number, 0);
  return { ...device, counted: device.accepted + refused };
}

describe('100 000 mutated datagrams of each protocol at the running server', () => {
  it.each(kinds)(
    `of %s put no bad pose on the pose plane and end nothing (CYCLORAMA_SEED=${fuzzSeed})`,
    async (kind) => {
      console.log(`CYCLORAMA_SEED=${fuzzSeed}`);
      const random = randomFrom(fuzzSeed);
      const protocol = protocols[kind]?.();
      if (!protocol) throw new Error(`no stream of ${kind}`);
      const before = { frames: listener.frames, samples: listener.samples };
      const { program } = await stateOf(server);
      for (let i = 0; i < count; i += atOnce) {
        const { counted } = await deviceOf(kind);
        for (let n = 0; n < atOnce; n++) {
          const bytes = mutatedDatagram(protocol, i + n, random);
          await new Promise((sent) => socket.send(bytes, ports[kind] ?? 0, '127.0.0.1', sent));
        }
        await until(
          'these are counted',
          async () => (await deviceOf(kind)).counted >= counted + atOnce,
        );
      }
      const { accepted, refused } = await deviceOf(kind);
      console.log(kind, JSON.stringify({ accepted, refused }));
      expect(listener.violations).toEqual([]);
      expect(refused.internal).toBeUndefined();
      expect(listener.frames - before.frames).toBeGreaterThan(100);
      // It is listened to while poses flow; some 1000 of FreeD's find a camera, more or fewer by the seed.
      expect(listener.samples - before.samples).toBeGreaterThan(500);
      expect(server.process.exitCode).toBeNull();
      expect(server.log.join('\n')).not.toContain('UNEXPECTED ERROR');
      expect((await stateOf(server)).program.environment).toBe(program.environment);
    },
  );
});
