import { createSocket } from 'node:dgram';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { answerParent } from '../transport/child.ts';
import { type PeerName, peerServers } from './peer-servers.ts';
import { tlsFiles } from './tls-files.ts';

/** Opens a peer's server on an address; `tlsFolder`: with HTTPS, its certificate there. */
export interface PeerQuestion {
  ask: 'open';
  peer: PeerName;
  address: string;
  tlsFolder?: string;
}

/** Where it listens: to its pages, and to the tracker. */
export interface PeerPorts {
  port: number;
  udpPort: number;
}

async function open({ peer, address, tlsFolder }: PeerQuestion): Promise<PeerPorts> {
  const server: Server = tlsFolder
    ? createTlsServer(await tlsFiles(tlsFolder, address))
    : createServer();
  const udpPort = await freeUdpPort(address);
  await peerServers[peer](server, { address, udpPort });
  await new Promise<void>((listening) => server.listen(0, address, listening));
  return { port: (server.address() as AddressInfo).port, udpPort };
}

async function freeUdpPort(address: string): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((bound) => socket.bind(0, address, bound));
  const { port } = socket.address();
  await new Promise<void>((closed) => socket.close(() => closed()));
  return port;
}

answerParent<PeerQuestion>(open);
