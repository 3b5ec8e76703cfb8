import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { loadPeer } from '../load-peer.ts';

/** As much of `@ircam/sync/server` as is used; times in seconds. */
interface IrcamServer {
  start(
    send: (
      ...pong: [id: number, clientPing: number, serverPing: number, serverPong: number]
    ) => void,
    receive: (take: (id: number, clientPing: number) => void) => void,
  ): void;
}
type IrcamServerClass = new (now: () => number) => IrcamServer;

const isClass = (value: unknown): value is IrcamServerClass =>
  typeof value === 'function' && 'start' in value.prototype;

type Serve = (socket: WebSocket) => void;

const tell = (socket: WebSocket, message: unknown): void => socket.send(JSON.stringify(message));
const hear = <T>(socket: WebSocket, take: (message: T) => void): unknown =>
  socket.on('message', (data) => take(JSON.parse(String(data))));

const serveMean: Serve = (socket) =>
  hear<[number]>(socket, ([sentMs]) => tell(socket, [sentMs, performance.now()]));

const serveTimesync: Serve = (socket) =>
  hear<{ id: number }>(socket, ({ id }) =>
    tell(socket, { jsonrpc: '2.0', id, result: performance.now() }),
  );

/** Answers the clock's peers under `/mean`, `/timesync` and `/ircam`, with this process's own clock. */
export async function serveClockPeers(server: Server): Promise<void> {
  const IrcamSync = await loadPeer('@ircam/sync/server', isClass);
  const ircam = new IrcamSync(() => performance.now() / 1000);
  const serve: Record<string, Serve> = {
    '/mean': serveMean,
    '/timesync': serveTimesync,
    '/ircam': (socket) =>
      ircam.start(
        (...pong) => tell(socket, pong),
        (take) => hear<[number, number]>(socket, (ping) => take(...ping)),
      ),
  };
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket, { url = '' }) => serve[url]?.(socket));
}
