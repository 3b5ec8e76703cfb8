import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssetStore } from '../../../server/assets/asset-store.ts';
import { createHttpServer } from '../../../server/http/http-server.ts';
import { type AccessConfig, createAccess } from '../../../server/security/access.ts';
import { type MemoryServices, memoryServices } from './memory-services.ts';

export interface Reply {
  status: number;
  headers: IncomingMessage['headers'];
  bytes: Buffer;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came.
  json: any;
}

export interface Call {
  method?: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Uint8Array;
}

export interface OpenServer {
  services: MemoryServices;
  store: AssetStore;
  port: number;
  key: string | undefined;
  folder: string;
  logged: string[];
  /** Sends a request with exactly these headers: no browser or fetch adds or hides one. */
  call(path: string, call?: Call): Promise<Reply>;
  allowUpgrade(request: IncomingMessage): boolean;
  close(): Promise<void>;
}

/** A machine with one network card, so that tests do not depend on where they run. */
export const surroundings = {
  interfaces: () => ({
    lo: [networkAddress('127.0.0.1', 'IPv4', true), networkAddress('::1', 'IPv6', true)],
    eth0: [networkAddress('192.168.7.20', 'IPv4', false), networkAddress('fe80::1', 'IPv6', false)],
  }),
  hostname: 'stagebox',
  nowMs: Date.parse('2026-11-22T12:00:00Z'),
};

function networkAddress(address: string, family: 'IPv4' | 'IPv6', internal: boolean) {
  const shared = { address, netmask: '', mac: '', internal, cidr: null };
  return family === 'IPv6' ? { ...shared, family, scopeid: 0 } : { ...shared, family };
}

async function buildPages(distDir: string): Promise<void> {
  const files = {
    'operator-ui/index.html': 'start page',
    'operator-ui/operator.html': 'operator page',
    'operator-ui/viewer.html': 'viewer page',
    'operator-ui/measure.html': 'measuring page',
    'stage-client/stage.html': 'stage page',
    'assets/stage-abc123.js': 'export {};',
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(distDir, path, '..'), { recursive: true });
    await writeFile(join(distDir, path), text);
  }
}

/** A real server on a free port over services in memory. */
export async function openServer(
  options: Partial<AccessConfig> & { isReady?: () => boolean; withoutPages?: boolean } = {},
): Promise<OpenServer> {
  const folder = await mkdtemp(join(tmpdir(), 'cyclorama-http-'));
  const distDir = join(folder, '.hidden', 'dist');
  if (!options.withoutPages) await buildPages(distDir);
  await mkdir(join(folder, '.data', 'show'), { recursive: true });
  const store = new AssetStore({ showFolder: join(folder, '.data', 'show') });
  await store.open();
  const services = memoryServices(store);
  const config = { host: '127.0.0.1', lan: false, allowHosts: ['wall.example'], ...options };
  const access = await createAccess(config, join(folder, '.data'), surroundings);
  if (!access.ok) throw new Error(JSON.stringify(access.fault));
  const { policy, tls } = access.value;
  const logged: string[] = [];
  const log = {
    error: (fields: object, message: string) =>
      void logged.push(`${message} ${String(Reflect.get(fields, 'err'))}`),
  };
  const { server, allowUpgrade } = createHttpServer({
    services,
    access: policy,
    distDir,
    tls,
    log,
    ...(options.isReady && { isReady: options.isReady }),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    services,
    store,
    port,
    key: policy.key,
    folder,
    logged,
    allowUpgrade,
    call: (path, call) => send(port, path, call, tls?.cert),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function send(port: number, path: string, call: Call = {}, ca?: string): Promise<Reply> {
  const { method = 'GET', headers = {}, body } = call;
  const options = { host: '127.0.0.1', port, path, method, headers, agent: false as const };
  return new Promise((resolve, reject) => {
    const onReply = (message: IncomingMessage): void => {
      readAll(message).then(resolve, reject);
    };
    const sent = ca
      ? secureRequest({ ...options, ca, servername: 'localhost' }, onReply)
      : request(options, onReply);
    sent.on('error', reject);
    sent.end(body);
  });
}

async function readAll(message: IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const text = bytes.toString('utf8');
  const isJson = message.headers['content-type']?.includes('json');
  const json: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
  return { status: message.statusCode ?? 0, headers: message.headers, bytes, text, json };
}

/** A JSON body with the header that goes with it. */
export const jsonCall = (
  method: string,
  body: unknown,
  headers: OutgoingHttpHeaders = {},
): Call => ({
  method,
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
