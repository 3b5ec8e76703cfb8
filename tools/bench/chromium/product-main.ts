import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import '../../../server/main.ts';
import { answerParent } from '../transport/child.ts';
import { serveClockPeers } from './clock-servers.ts';
import { tlsFiles } from './tls-files.ts';

export type ProductQuestion =
  /** When this process's own clock stood at zero, ms since 1970. */
  | { ask: 'clock' }
  /** Opens the sockets of the clock's peers beside the server; answers with their port. */
  | { ask: 'clock peers'; host: string; tlsFolder?: string };

async function openClockPeers({
  host,
  tlsFolder,
}: Extract<ProductQuestion, { ask: 'clock peers' }>) {
  const tls = tlsFolder && (await tlsFiles(tlsFolder, host));
  const server: Server = tls ? createTlsServer(tls) : createServer();
  await serveClockPeers(server);
  await new Promise<void>((listening) => server.listen(0, host, listening));
  return { port: (server.address() as AddressInfo).port };
}

/** The server as `npm start` runs it, which answers a bench's questions beside. */
answerParent<ProductQuestion>(async (question) => {
  if (question.ask === 'clock peers') return openClockPeers(question);
  return { originMs: performance.timeOrigin };
});
