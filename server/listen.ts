import type { Server } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { StartError } from './start-error.ts';

interface Listening {
  listen(port: number, host: string, done: () => void): unknown;
  once(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
  removeAllListeners(event: 'error'): unknown;
}

/** Listens, or says in one line why not and which option changes it. */
function open(server: Listening, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new StartError(reason(error, host, port))));
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

function reason({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is in use. Stop the program that has it, or choose another with --port.`;
  }
  if (code === 'EACCES')
    return `Port ${port} may not be used by this user. Choose another with --port.`;
  if (code === 'EADDRNOTAVAIL') return `${host} is no address of this machine. Change --host.`;
  return `Cannot listen on ${host}, port ${port} (${message}). See --host and --port.`;
}

/** Looks whether the port can be had, before anything else is touched. */
export async function probePort(host: string, port: number): Promise<void> {
  if (port === 0) return;
  const probe = createServer();
  await open(probe, host, port);
  await new Promise((closed) => probe.close(closed));
}

/** Starts to listen; resolves with the port that was bound. */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  await open(server, host, port);
  const address = server.address() as AddressInfo;
  return address.port;
}
