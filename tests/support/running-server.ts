import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { serverFlags } from '../../tools/setup/server-flags.mjs';

export const repository = path.resolve(import.meta.dirname, '../..');

export interface RunningServer {
  url: string;
  port: number;
  showDir: string;
  dataDir: string;
  /** Everything printed so far. */
  log: string[];
  get: (path: string) => Promise<unknown>;
  command: (request: object) => Promise<{ status: number; body: Record<string, unknown> }>;
  /** The process: kill it with any signal. */
  process: ChildProcess;
  /** Starts it again on the same folders and port. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
}

export interface ServerOptions {
  /** The show document; the demo when absent. */
  show?: object;
  /** Files of the show's assets folder. */
  assets?: Record<string, Uint8Array>;
  args?: string[];
  /** Prefix of the command line, such as `ip netns exec stage`. */
  wrapper?: string[];
}

/** Starts the real server as a child, on free ports, and waits for its `ready ` line. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const root = await mkdtemp(path.join(tmpdir(), 'cyclorama-test-'));
  const [dataDir, showDir] = [path.join(root, 'data'), path.join(root, 'show')];
  if (options.show) {
    await mkdir(path.join(showDir, 'assets'), { recursive: true });
    await writeFile(path.join(showDir, 'show.json'), JSON.stringify(options.show, null, 2));
    for (const [name, bytes] of Object.entries(options.assets ?? {})) {
      await writeFile(path.join(showDir, 'assets', name), bytes);
    }
  }
  const server = {
    dataDir,
    showDir,
    log: [] as string[],
    port: 0,
    url: '',
  } as unknown as RunningServer;
  const launch = async (): Promise<void> => {
    const args = [
      ...serverFlags,
      '--import',
      'tsx',
      'server/main.ts',
      '--data-dir',
      dataDir,
      '--port',
      `${server.port}`,
    ];
    if (options.show) args.push('--show', showDir);
    const line = [...(options.wrapper ?? []), process.execPath, ...args, ...(options.args ?? [])];
    const child = spawn(line[0] ?? '', line.slice(1), {
      cwd: repository,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    server.process = child;
    server.url = await readyUrl(child, server.log);
    server.port = Number(new URL(server.url).port);
  };
  server.get = async (at) => (await fetch(new URL(at, server.url))).json();
  server.command = async (request) => {
    const response = await fetch(new URL('/api/v1/commands', server.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  server.restart = launch;
  server.stop = async () => {
    await exited(server.process, 'SIGTERM');
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await launch();
  } catch (error) {
    await rm(root, { recursive: true, force: true });
    throw error;
  }
  return server;
}

/** Sends a signal and waits until the process is gone. */
export async function exited(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), 9000);
  await gone;
  clearTimeout(timer);
}

function readyUrl(child: ChildProcess, log: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        log.push(line);
        const url = /^ready .*?(https?:\/\/\S+)/.exec(line)?.[1];
        if (url) resolve(url);
      });
    }
    child.once('exit', (code) =>
      reject(new Error(`server exited with ${code}:\n${log.join('\n')}`)),
    );
    setTimeout(
      () => reject(new Error(`no ready line within 60 s:\n${log.join('\n')}`)),
      60_000,
    ).unref();
  });
}
