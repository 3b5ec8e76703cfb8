import { createServer, type IncomingMessage, type Server, type ServerOptions } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import express, { type Express } from 'express';
import packageJson from '../../package.json' with { type: 'json' };
import type { AccessPolicy } from '../security/access.ts';
import { plainAddress } from '../security/addresses.ts';
import { ConnectionRate } from '../security/connection-rate.ts';
import type { Services } from '../services.ts';
import { errorHandler, type HttpLog, sendError } from './errors.ts';
import { createGate, type Gate } from './gate.ts';
import { limits } from './limits.ts';
import { createMetrics } from './metrics.ts';
import { pageRouter } from './pages.ts';
import { routerOf } from './route.ts';
import { allRoutes } from './routes.ts';
import { securityHeaders } from './security-headers.ts';

export interface HttpServerOptions {
  services: Services;
  access: AccessPolicy;
  /** Where Vite has put the pages. */
  distDir: string;
  /** PEM texts; absent: plain HTTP. */
  tls?: { cert: string; key: string } | undefined;
  log: HttpLog;
  /** Whether the show is served; absent: it is. */
  isReady?: () => boolean;
}

export interface HttpServer {
  /** Not listening yet. */
  server: Server | TlsServer;
  /** Judges a socket's upgrade as the gate judges requests: Host, Origin, key. */
  allowUpgrade(request: IncomingMessage): boolean;
}

/** Everything that answers over HTTP, behind one gate. Composed here, started by the application. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const gate = createGate(options.access);
  const app = createApp(options, gate);
  const bounds: ServerOptions = {
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
  };
  const { tls } = options;
  const server = tls
    ? createTlsServer({ ...bounds, ...tls, minVersion: 'TLSv1.2' }, app)
    : createServer(bounds, app);
  server.maxHeadersCount = limits.headerCount;
  server.maxConnections = limits.connections;
  server.setTimeout(limits.idleMs);
  limitNewConnections(server);
  return { server, allowUpgrade: gate.allowUpgrade };
}

function createApp(options: HttpServerOptions, gate: Gate): Express {
  const { services, access, distDir, log, isReady = () => true } = options;
  const metrics = createMetrics(services, gate.refused);
  const routes = allRoutes({ services, access, metrics, version: packageJson.version, isReady });
  const app = express();
  app.disable('x-powered-by').disable('etag').enable('case sensitive routing');
  app.use(securityHeaders());
  app.use(gate.handler);
  app.use(routerOf(routes));
  app.use(pageRouter(distDir));
  app.use((request, response) => {
    const message = `Nothing is at ${request.path}. Calls are listed at /api/v1/openapi.json.`;
    sendError(response, 404, { code: 'unknown-path', message });
  });
  app.use(errorHandler(log));
  return app;
}

/** A machine that opens sockets by the hundred is cut before it costs a handshake. */
function limitNewConnections(server: Server | TlsServer): void {
  const rate = new ConnectionRate(limits.newConnections);
  server.on('connection', (socket) => {
    const address = plainAddress(socket.remoteAddress);
    if (!rate.admits(address, performance.now())) socket.destroy();
  });
}
