import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import type { Show } from '../../../core/show/show-schema.ts';
import type { ClientEvents, Hello, ServerEvents } from '../../../core/wire/events.ts';
import { CannedEngine, epoch } from './canned-engine.ts';
import { answer } from './canned-pages.ts';
import { servePoses } from './canned-poses.ts';
import { cannedShow } from './canned-show.ts';
import { cannedStatus } from './canned-status.ts';

export interface CannedServer {
  url: string;
  engine: CannedEngine;
  /** What each page said of itself when it connected. */
  hellos: Hello[];
  /** Commands wait from now on, as on a slow network, until they are let in. */
  hold(): void;
  letIn(): void;
  close(): Promise<void>;
}

const statusEveryMs = 250;

/** Serves the built pages and speaks control and pose plane to them, with a canned stage behind. */
export async function startCannedServer(
  distDir: string,
  {
    show = cannedShow,
    assets = {},
    port = 0,
    pingTimeout = 8000,
  }: {
    show?: Show;
    assets?: Readonly<Record<string, string>>;
    port?: number;
    pingTimeout?: number;
  } = {},
): Promise<CannedServer> {
  const engine = new CannedEngine(show, assets);
  const hellos: Hello[] = [];
  let held: (() => void)[] | null = null;
  const http = createServer((request, response) => answer(distDir, engine, request, response));
  const io = new Server<ClientEvents, ServerEvents>(http, {
    transports: ['websocket'],
    pingInterval: 500,
    // A crowded test machine may stop a page for seconds; silence is noticed by the missing status.
    pingTimeout,
    serveClient: false,
  });
  io.on('connection', (socket) => {
    hellos.push(socket.handshake.auth as Hello);
    const { revision, state } = engine;
    socket.emit('snapshot', { epoch, revision, state, build: 'canned' });
    socket.on('command', (request, acknowledge) => {
      const take = () => acknowledge(engine.apply(request, (patch) => io.emit('patch', patch)));
      if (held) held.push(take);
      else take();
    });
  });
  const status = setInterval(() => {
    const { state, faults } = engine;
    const showTimeMs = engine.showTimeMs();
    const recorder = engine.takes.report(state, showTimeMs);
    io.emit('status', { ...cannedStatus(state, faults, engine.k(), showTimeMs), recorder });
  }, statusEveryMs);
  const stopPoses = servePoses(http, engine);
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    engine,
    hellos,
    hold: () => {
      held = [];
    },
    letIn: () => {
      for (const take of held ?? []) take();
      held = null;
    },
    close: async () => {
      clearInterval(status);
      stopPoses();
      await io.close();
    },
  };
}
