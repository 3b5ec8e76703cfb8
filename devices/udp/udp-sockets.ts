import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import type { Binding } from './bind-plan.ts';

/** Takes a datagram; the bytes are its own. `group` is the one that it was sent to, where known. */
export type OnMessage = (bytes: Uint8Array, from: RemoteInfo, group: string | undefined) => void;

/** A bound socket that never throws: later errors go to `onError`. */
export interface OpenSocket {
  port: number;
  /** Sends from the socket's own address and port; `onFailure` when the system does not take it. */
  send: (bytes: Uint8Array, port: number, address: string, onFailure: () => void) => void;
  close: () => Promise<void>;
}

const receiveBufferBytes = 1 << 20;

/** Binds one socket and joins its groups. Rejects with the operating system's error. */
export function openSocket(
  binding: Binding,
  port: number,
  onMessage: OnMessage,
  onError: (error: Error) => void,
): Promise<OpenSocket> {
  const socket = createSocket({ type: binding.family, reuseAddr: binding.reuseAddr });
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      socket.close();
      reject(error);
    };
    socket.once('error', fail);
    socket.bind({ port, address: binding.address, exclusive: true }, () => {
      try {
        join(socket, binding);
      } catch (error) {
        fail(error instanceof Error ? error : new Error(String(error)));
        return;
      }
      socket.off('error', fail);
      socket.on('error', onError);
      const group = groupOf(binding);
      socket.on('message', (bytes, from) => onMessage(bytes, from, group));
      resolve({
        port: socket.address().port,
        send: (bytes, to, address, onFailure) => sendFrom(socket, bytes, to, address, onFailure),
        close: () => closeSocket(socket),
      });
    });
  });
}

/** A socket that is bound to a group hears nothing else. */
const groupOf = ({ address, groups }: Binding): string | undefined =>
  groups.find((group) => group === address);

function sendFrom(
  socket: Socket,
  bytes: Uint8Array,
  port: number,
  address: string,
  onFailure: () => void,
): void {
  try {
    socket.send(bytes, port, address, (error) => error && onFailure());
  } catch {
    // Closed in the meantime, or no port that could be sent to.
    onFailure();
  }
}

function join(socket: Socket, { groups, joinOn }: Binding): void {
  try {
    // A burst while the event loop is busy should wait in the kernel rather than be lost.
    socket.setRecvBufferSize(receiveBufferBytes);
  } catch {
    // The system's own size serves, too.
  }
  for (const group of groups) {
    const failures = joinOn.map((local) => tryJoin(socket, group, local));
    const first = failures.find((failure) => failure !== undefined);
    if (first && failures.every((failure) => failure !== undefined)) throw first;
  }
}

function tryJoin(socket: Socket, group: string, local: string): Error | undefined {
  try {
    socket.addMembership(group, local);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const closeSocket = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    socket.removeAllListeners('message');
    try {
      socket.close(() => resolve());
    } catch {
      // It had closed itself after an error.
      resolve();
    }
  });
