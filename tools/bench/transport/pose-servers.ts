import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server as SocketIoServer } from 'socket.io';
import { WebSocketServer } from 'ws';
import { PosePlane } from '../../../server/realtime/pose-plane.ts';
import type { Contender } from './contenders.ts';
import { monotonicMs } from './monotonic.ts';
import { sentMsOf } from './pose-message.ts';

/** Sends one message to every client. */
type Broadcast = (message: Buffer, sequence: number) => void;

/** Each in the way its documentation shows, without compression. */
const open: Record<Contender, (server: HttpServer) => Broadcast> = {
  ours: (server) => {
    const plane = new PosePlane({ serverMs: monotonicMs, showTimeMs: (ms) => ms, rateOffset: 0 });
    server.on('upgrade', (request, socket, head) => plane.upgrade(request, socket, head));
    plane.start();
    return (message, sequence) => plane.sendFrame(message, sequence);
  },
  ws: (server) => openWs(server, () => true),
  'ws guarded': (server) => openWs(server, (bufferedAmount) => bufferedAmount === 0),
  'socket.io binary volatile': (server) => {
    const io = new SocketIoServer(server, { transports: ['websocket'] });
    return (message) => io.volatile.emit('pose', message);
  },
  'socket.io JSON': (server) => {
    const io = new SocketIoServer(server, { transports: ['websocket'] });
    return (message) => {
      // Eight numbers with all their digits, as many as the binary message holds in 64 bytes.
      const sentMs = sentMsOf(message);
      io.emit('pose', [sentMs, ...Array.from({ length: 7 }, (_, i) => Math.sin(sentMs + i))]);
    };
  },
};

function openWs(server: HttpServer, mayTake: (bufferedAmount: number) => boolean): Broadcast {
  const sockets = new WebSocketServer({ server });
  return (message) => {
    for (const client of sockets.clients) {
      if (client.readyState === client.OPEN && mayTake(client.bufferedAmount)) client.send(message);
    }
  };
}

/** Opens a contender's server on a free port of the loopback. */
export async function openPoseServer(
  contender: Contender,
): Promise<{ port: number; broadcast: Broadcast }> {
  const server = createServer();
  const broadcast = open[contender](server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { port, broadcast };
}
