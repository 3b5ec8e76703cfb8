import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { ControlHub, type ControlHubOptions } from './control-hub.ts';
import { type PosePlane, posePath } from './pose-plane.ts';

export interface Realtime {
  posePlane: PosePlane;
  start(): void;
  stop(): Promise<void>;
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?', 1)[0] ?? '';

/**
 * Puts both planes on an HTTP server: socket.io under its own path, the pose plane under `/pose`.
 * Whoever `allowUpgrade` does not let in gets 403 from both.
 */
export function attachRealtime(
  server: HttpServer | HttpsServer,
  posePlane: PosePlane,
  options: ControlHubOptions,
): Realtime {
  const hub = new ControlHub(server, options);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = pathOf(request);
    if (path.startsWith('/socket.io/')) return;
    // An upgrade that ends in an error must not end the server.
    socket.on('error', () => socket.destroy());
    if (path !== posePath) refuseUpgrade(socket, '404 Not Found');
    else if (!options.allowUpgrade(request)) refuseUpgrade(socket, '403 Forbidden');
    else posePlane.upgrade(request, socket, head);
  });
  return {
    posePlane,
    start: () => {
      posePlane.start();
      hub.start();
    },
    stop: async () => {
      posePlane.stop();
      await hub.stop();
    },
  };
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
