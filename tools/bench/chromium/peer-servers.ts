import { createSocket } from 'node:dgram';
import type { Server } from 'node:http';
import { Server as SocketIoServer } from 'socket.io';
import { WebSocketServer } from 'ws';
import { having, loadPeer } from '../load-peer.ts';
import { serveBarrier } from './barrier-server.ts';

interface Listening {
  address: string;
  udpPort: number;
}
/** From the tracker's OSC over UDP to the pages. */
type OpenPeer = (server: Server, where: Listening) => Promise<void>;

const address = '/cyc/camera/1/pose';

/** As much of osc-js as is used; its own types do not fit its build. */
interface OscJs {
  new (options: {
    plugin: object;
  }): {
    on(address: string, take: (message: { args: number[] }) => void): void;
    open(): void;
  };
  DatagramPlugin: new (options: { open: { host: string; port: number } }) => object;
}
const isOscJs = (value: unknown): value is OscJs =>
  typeof value === 'function' && 'DatagramPlugin' in value;

interface OscMin {
  fromBuffer(bytes: Uint8Array): { address?: string; args?: { value: number }[] };
}

/** As people write it: osc-js hears the tracker, socket.io tells every page. */
const naive: OpenPeer = async (server, where) => {
  const io = new SocketIoServer(server);
  const OSC = await loadPeer('osc-js', isOscJs);
  const plugin = new OSC.DatagramPlugin({ open: { host: where.address, port: where.udpPort } });
  const osc = new OSC({ plugin });
  osc.on(address, (message) => io.emit('pose', message.args));
  osc.open();
};

/** Hears poses with osc-min, the quickest that reads every message right without further care. */
async function hearPoses(
  { address: host, udpPort }: Listening,
  take: (pose: Float64Array) => void,
) {
  const { fromBuffer } = await loadPeer('osc-min', having<OscMin>('fromBuffer'));
  const socket = createSocket('udp4');
  socket.on('message', (bytes) => {
    const message = fromBuffer(bytes);
    if (message.address !== address || !message.args) return;
    take(Float64Array.from(message.args, ({ value }) => value));
  });
  await new Promise<void>((bound) => socket.bind(udpPort, host, bound));
}

/** With more care: osc-min, and every pose as a binary message of ws. */
const careful: OpenPeer = async (server, where) => {
  const sockets = new WebSocketServer({ server });
  await hearPoses(where, (pose) => {
    for (const client of sockets.clients) client.send(pose);
  });
};

const barrier: OpenPeer = async (server, where) => {
  const serve = serveBarrier(new WebSocketServer({ server }));
  await hearPoses(where, serve.pose);
};

export const peerServers = { naive, careful, barrier };
export type PeerName = keyof typeof peerServers;
