import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { answerParent } from '../transport/child.ts';
import { serveClockPeers } from './clock-servers.ts';
import { tlsFiles } from './tls-files.ts';

/** Opens the sockets of the clock's peers; with a folder for its files by HTTPS. */
export interface ClockPeersQuestion {
  host: string;
  tlsFolder?: string;
}

export interface ClockPeersOpened {
  port: number;
  /** When this process's own clock stood at zero, ms since 1970. */
  originMs: number;
}

answerParent<ClockPeersQuestion>(async ({ host, tlsFolder }) => {
  const tls = tlsFolder && (await tlsFiles(tlsFolder, host));
  const server: Server = tls ? createTlsServer(tls) : createServer();
  await serveClockPeers(server);
  await new Promise<void>((listening) => server.listen(0, host, listening));
  const { port } = server.address() as AddressInfo;
  return { port, originMs: performance.timeOrigin } satisfies ClockPeersOpened;
});
