import type { Result } from '../../core/result.ts';
import type { Binding } from './bind-plan.ts';
import { type OnMessage, type OpenSocket, openSocket } from './udp-sockets.ts';

/** A socket that could not be opened. */
export interface BindFailure {
  address: string;
  port: number;
  carries: Binding['carries'];
  error: unknown;
}

export interface OpenBindings {
  /** The one port of all sockets, also when it was asked for as 0. */
  port: number;
  addresses: string[];
  /** Optional bindings that failed. */
  skipped: BindFailure[];
  /** Sends from the first socket for unicast; without one, or when it fails, `onFailure`. */
  send: OpenSocket['send'];
  close: () => Promise<void>;
}

/**
 * Opens every binding of a plan on one port. When one that is needed fails, or every one, none
 * stays open.
 */
export async function openBindings(
  plan: readonly Binding[],
  port: number,
  onMessage: OnMessage,
  onError: (error: Error) => void,
): Promise<Result<OpenBindings, BindFailure>> {
  const sockets: OpenSocket[] = [];
  const skipped: BindFailure[] = [];
  const addresses: string[] = [];
  let speaker: OpenSocket | undefined;
  const close = async (): Promise<void> => {
    await Promise.all(sockets.map((socket) => socket.close()));
  };
  let boundPort = port;
  for (const binding of plan) {
    try {
      const socket = await openSocket(binding, boundPort, onMessage, onError);
      sockets.push(socket);
      addresses.push(binding.address);
      boundPort = socket.port;
      if (binding.carries === 'unicast') speaker ??= socket;
    } catch (error) {
      const { address, carries } = binding;
      const failure = { address, port: boundPort, carries, error };
      skipped.push(failure);
      if (binding.optional) continue;
      await close();
      return { ok: false, fault: failure };
    }
  }
  const [failure] = skipped;
  if (failure && sockets.length === 0) return { ok: false, fault: failure };
  const send: OpenSocket['send'] = (bytes, to, address, onFailure) =>
    speaker ? speaker.send(bytes, to, address, onFailure) : onFailure();
  return { ok: true, value: { port: boundPort, addresses, skipped, send, close } };
}
