import { io, type Socket } from 'socket.io-client';
import type { CommandRequest } from '../../core/commands/table.ts';
import type {
  ClientEvents,
  CommandResult,
  Hello,
  Patch,
  ServerEvents,
  Snapshot,
  StatusReport,
} from '../../core/wire/events.ts';

export interface ControlSink {
  /** `outdated`: the server runs another build than this page was loaded from. */
  snapshot(snapshot: Snapshot, outdated: boolean): void;
  patch(patch: Patch): void;
  status(status: StatusReport): void;
}

export interface ControlLink {
  readonly isConnected: boolean;
  /** Never rejects. */
  command(request: CommandRequest): Promise<CommandResult>;
  /** Connects anew, since a connection begins with a snapshot. */
  resync(): void;
}

/** A take answers only when the outputs are ready or its own time (5 s) has passed. */
const answerMs = (type: string): number => (type === 'environment.take' ? 8000 : 3000);

export const failure = (code: string, message: string): CommandResult => ({
  ok: false,
  error: { code, message },
});

/** Opens the control plane, for as long as its Worker lives. */
export function openControlLink(
  origin: string,
  hello: Omit<Hello, 'build'>,
  sink: ControlSink,
): ControlLink {
  let build: string | undefined;
  const socket: Socket<ServerEvents, ClientEvents> = io(origin, {
    transports: ['websocket'],
    // A page that was loaded from another build learns it from the first snapshot.
    auth: (answer) => answer({ ...hello, build: build ?? '' }),
    reconnectionDelay: 250,
    reconnectionDelayMax: 1500,
    timeout: 3000,
  });
  socket.on('snapshot', (snapshot) => {
    build ??= snapshot.build;
    sink.snapshot(snapshot, snapshot.build !== build);
  });
  socket.on('patch', (patch) => sink.patch(patch));
  socket.on('status', (status) => sink.status(status));

  const command = async (request: CommandRequest): Promise<CommandResult> => {
    // A button pressed now must not act on the wall a minute later.
    if (!socket.connected) return failure('offline', 'Not sent: the server does not answer.');
    try {
      return await socket.timeout(answerMs(request.type)).emitWithAck('command', request);
    } catch {
      return failure('timeout', 'The server did not answer in time.');
    }
  };
  return {
    get isConnected() {
      return socket.connected;
    },
    command,
    resync: () => socket.disconnect().connect(),
  };
}
