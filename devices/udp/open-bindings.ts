import type { Result } from '../../core/result.ts';
import type { Binding } from './bind-plan.ts';
import { type OnMessage, type OpenSocket, openSocket } from './udp-sockets.ts';

/** A socket that could not be opened. */
export interface BindFailure {
  address: string;
  port: number;
  error: unknown;
}

export interface OpenBindings {
  /** The one port of all sockets, also when it was asked for as 0. */
  port: number;
  addresses: string[];
  /** Optional bindings that failed. */
  skipped: BindFailure[];
  close: () => Promise<void>;
}

/** Opens every binding of a plan on one port. When one that is needed fails, none stays open. */
export async function openBindings(
  plan: readonly Binding[],
  port: number,
  onMessage: OnMessage,
  onError: (error: Error) => void,
): Promise<Result<OpenBindings, BindFailure>> {
  const sockets: OpenSocket[] = [];
  const skipped: BindFailure[] = [];
  const addresses: string[] = [];
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
    } catch (error) {
      const failure = { address: binding.address, port: boundPort, error };
      skipped.push(failure);
      if (binding.optional) continue;
      await close();
      return { ok: false, fault: failure };
    }
  }
  return { ok: true, value: { port: boundPort, addresses, skipped, close } };
}
