import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import type { Binding } from './bind-plan.ts';

/** Takes a datagram; the bytes are its own. */
export type OnMessage = (bytes: Uint8Array, from: RemoteInfo) => void;

/** A bound socket that never throws: later errors go to `onError`. */
export interface OpenSocket {
  port: number;
  close: () => Promise<void>;
}

const receiveBufferBytes = 1 << 20;

/** Binds one socket and joins its group. Rejects with the operating system's error. */
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
      socket.on('message', onMessage);
      resolve({ port: socket.address().port, close: () => closeSocket(socket) });
    });
  });
}

function join(socket: Socket, { group, joinOn }: Binding): void {
  try {
    // A burst while the event loop is busy should wait in the kernel rather than be lost.
    socket.setRecvBufferSize(receiveBufferBytes);
  } catch {
    // The system's own size serves, too.
  }
  if (group === undefined) return;
  const failures = joinOn.map((local) => tryJoin(socket, group, local));
  const first = failures.find((failure) => failure !== undefined);
  if (first && failures.every((failure) => failure !== undefined)) throw first;
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
