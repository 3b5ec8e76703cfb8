import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import { Server, type Socket } from 'socket.io';
import type { Principal } from '../../core/commands/authorise.ts';
import type { ClientEvents, CommandResult, Hello, ServerEvents } from '../../core/wire/events.ts';
import { refuse } from '../commands/command-error.ts';
import type { Log } from '../observe/log.ts';
import type { OutputRegistry } from '../outputs/output-registry.ts';
import type { RecorderService, ShowService, StatusService } from '../services.ts';
import type { ShowEngine } from '../show/show-engine.ts';
import { helloSchema, preparedKeys, reportSchema, roleOfPage, switchSchema } from './hello.ts';
import { RateLimit } from './rate-limit.ts';

interface SocketData {
  hello: Hello;
}
type NoEvents = Record<string, never>;
type ControlServer = Server<ClientEvents, ServerEvents, NoEvents, SocketData>;
type ControlSocket = Socket<ClientEvents, ServerEvents, NoEvents, SocketData>;

export interface ControlHubOptions {
  engine: ShowEngine;
  show: ShowService;
  status: StatusService;
  recorder: RecorderService;
  outputs: OutputRegistry;
  build: string;
  allowUpgrade: (request: IncomingMessage) => boolean;
  log: Pick<Log, 'info' | 'warn'>;
}

const statusRoom = 'status';
const statusPeriodMs = 250;
const eventsPerSecond = 100;

/** The control plane: socket.io with one handshake, one snapshot, numbered patches and commands. */
export class ControlHub {
  readonly #options: ControlHubOptions;
  readonly #io: ControlServer;
  readonly #unsubscribe: () => void;
  #statusTimer: NodeJS.Timeout | undefined;

  constructor(server: HttpServer | HttpsServer, options: ControlHubOptions) {
    this.#options = options;
    this.#io = new Server(server, {
      serveClient: false,
      transports: ['websocket'],
      // A pulled cable is noticed in under two seconds (reliability goal R7).
      pingInterval: 500,
      pingTimeout: 1000,
      maxHttpBufferSize: 256_000,
      perMessageDeflate: false,
      destroyUpgrade: false,
      allowRequest: (request, decide) => decide(null, options.allowUpgrade(request)),
    });
    // engine.io would answer plain requests by itself, before any door asked for a key.
    this.#io.engine.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
      if (request.headers.upgrade) return next();
      response.writeHead(404).end();
    });
    this.#io.use((socket, next) => next(this.#greet(socket)));
    this.#io.on('connection', (socket) => this.#connect(socket));
    this.#unsubscribe = options.engine.subscribe({
      patch: (patch) => this.#io.emit('patch', patch),
      newEpoch: () => this.#io.emit('snapshot', this.#snapshot()),
    });
  }

  start(): void {
    this.#statusTimer ??= setInterval(() => this.#sendStatus(), statusPeriodMs).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#statusTimer);
    this.#unsubscribe();
    this.#io.disconnectSockets(true);
    await this.#io.close();
  }

  #greet(socket: ControlSocket): Error | undefined {
    const hello = helloSchema.safeParse(socket.handshake.auth);
    if (!hello.success) {
      return new Error('The page must say hello: { page, client, build } and, on a stage, output.');
    }
    if (hello.data.page === 'stage' && !hello.data.output) {
      return new Error('A stage page must name its output.');
    }
    socket.data.hello = hello.data;
    return undefined;
  }

  #connect(socket: ControlSocket): void {
    const { hello } = socket.data;
    const limit = new RateLimit(eventsPerSecond, this.#options.engine.nowMs());
    const allowed = () => limit.allows(this.#options.engine.nowMs());
    const principal: Principal = {
      who: `${socket.handshake.address} ${hello.page} ${hello.client}`,
      role: roleOfPage[hello.page],
      door: 'socket',
    };
    socket.emit('snapshot', this.#snapshot());
    socket.on('command', (request, answer) => {
      this.#command(request, principal, allowed()).then(
        (result) => typeof answer === 'function' && answer(result),
        (error: unknown) => this.#options.log.warn({ err: error }, 'A command failed.'),
      );
    });
    if (hello.page === 'stage' && hello.output) this.#serveOutput(socket, hello.output, allowed);
    else void socket.join(statusRoom);
  }

  async #command(
    request: Parameters<ClientEvents['command']>[0],
    principal: Principal,
    allowed: boolean,
  ): Promise<CommandResult> {
    if (!allowed) return refuse('rate-limited', `More than ${eventsPerSecond} events a second.`);
    return this.#options.show.command(request, principal);
  }

  #serveOutput(socket: ControlSocket, output: string, allowed: () => boolean): void {
    const { outputs, build } = this.#options;
    const { client, build: pageBuild } = socket.data.hello;
    const page = outputs.claim(output, {
      client,
      // A page that has just been loaded is of the build that was served to it.
      sameBuild: pageBuild === '' || pageBuild === build,
      claimed: (role) => socket.emit('claimed', { output, role }),
      capture: (token) => socket.emit('capture', { token }),
    });
    socket.on('report', (report) => {
      const parsed = reportSchema.safeParse(report);
      if (allowed() && parsed.success) outputs.report(output, page, parsed.data);
    });
    socket.on('prepared', (keys) => {
      const parsed = preparedKeys.safeParse(keys);
      if (allowed() && parsed.success) outputs.prepared(page, parsed.data);
    });
    socket.on('switched', (report) => {
      const parsed = switchSchema.safeParse(report);
      if (allowed() && parsed.success) outputs.switched(output, page, parsed.data);
    });
    socket.on('disconnect', () => outputs.release(output, page));
  }

  #snapshot() {
    const { engine, build } = this.#options;
    const { epoch, revision, state } = engine;
    return { epoch, revision, state, build };
  }

  #sendStatus(): void {
    if (!this.#io.of('/').adapter.rooms.has(statusRoom)) return;
    const { engine, status, recorder } = this.#options;
    this.#io.to(statusRoom).volatile.emit('status', {
      showTimeMs: engine.nowMs(),
      k: engine.frame(),
      frameClock: status.frameClock(),
      cameras: status.cameras(),
      objects: status.objects(),
      devices: status.devices(),
      outputs: status.outputs(),
      recorder: recorder.status(),
    });
  }
}
