import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { emptyHistory } from '../../../core/commands/history.ts';
import { initialState } from '../../../core/show/state.ts';
import type { ClientEvents, Hello, ServerEvents } from '../../../core/wire/events.ts';
import { Dispatch } from '../../../server/commands/dispatch.ts';
import { TakeCoordinator } from '../../../server/commands/take-coordinator.ts';
import { createLog } from '../../../server/observe/log.ts';
import { OutputRegistry } from '../../../server/outputs/output-registry.ts';
import { attachRealtime } from '../../../server/realtime/attach-realtime.ts';
import { PosePlane } from '../../../server/realtime/pose-plane.ts';
import type { ShowService } from '../../../server/services.ts';
import { ShowEngine } from '../../../server/show/show-engine.ts';
import { machineClocks } from '../../../server/time/machine-clocks.ts';
import { ShowClock } from '../../../server/time/show-clock.ts';
import { sceneIds, twoWalls } from '../../core/show/two-walls.ts';
import { freeFrameClock, idleRecorder } from '../../support/statuses.ts';

export type Client = Socket<ServerEvents, ClientEvents>;

/** Both planes on a real HTTP server on a free port, over an engine in memory. */
export async function openRealtime(allow = true) {
  const engine = new ShowEngine({
    clock: new ShowClock(machineClocks(), undefined, 0),
    session: { state: initialState(twoWalls(), 0), history: emptyHistory },
    revision: 1,
    sceneIds,
    record: () => {},
  });
  const nowMs = () => engine.nowMs();
  const outputs = new OutputRegistry({
    nowMs,
    rate: () => engine.rate,
    outputs: () => engine.state.show.stage.outputs,
  });
  const dispatch = new Dispatch(engine, new TakeCoordinator(engine, outputs));
  const show: ShowService = {
    get epoch() {
      return engine.epoch;
    },
    get revision() {
      return engine.revision;
    },
    get state() {
      return engine.state;
    },
    nowMs,
    frame: () => engine.frame(),
    command: (request, principal) => dispatch.command(request, principal),
    replaceShow: () => Promise.reject(new Error('not here')),
  };
  const posePlane = new PosePlane(engine.clock);
  const server: Server = createServer();
  const realtime = attachRealtime(server, posePlane, {
    engine,
    show,
    status: {
      cameras: () => [],
      objects: () => [],
      devices: () => [],
      outputs: () => outputs.statuses(),
      frameClock: () => freeFrameClock,
      switches: (output) => outputs.switches(output),
    },
    recorder: { status: () => idleRecorder },
    outputs,
    build: 'b1',
    allowUpgrade: () => allow,
    log: createLog('silent', true),
  });
  realtime.start();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const clients: Client[] = [];
  return {
    engine,
    outputs,
    posePlane,
    port,
    connect: (hello: Partial<Hello> = {}): Client => {
      const auth: Hello = { page: 'operator', client: 'c1', build: 'b1', ...hello };
      const client: Client = io(`http://127.0.0.1:${port}`, {
        auth,
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
      });
      clients.push(client);
      return client;
    },
    close: async () => {
      for (const client of clients) client.close();
      await realtime.stop();
      server.closeAllConnections();
    },
  };
}

/** The next event of a name. */
export const next = <Name extends keyof ServerEvents>(
  client: Client,
  name: Name,
): Promise<Parameters<ServerEvents[Name]>[0]> =>
  new Promise((resolve) => {
    // socket.io's types cannot follow a name that is a parameter.
    (client as unknown as Socket).once(name as string, resolve);
  });
