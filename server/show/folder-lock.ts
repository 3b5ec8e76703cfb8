import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A socket's name is short, so a folder's is hashed. Windows has pipes instead of socket files. */
function addressFor(folder: string): string {
  const name = `cyclorama-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

const answers = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(address);
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

const listen = (address: string): Promise<Server | undefined> =>
  new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.on('error', () => resolve(undefined));
    server.listen(address, () => resolve(server));
  });

/**
 * Keeps two servers from writing one show's journal. A listening socket goes with its process however
 * that ends, so unlike a file with a process id it is never left behind by a crash. Resolves with how
 * to let go, or `undefined` when another server has it.
 */
export async function lockFolder(folder: string): Promise<(() => void) | undefined> {
  const address = addressFor(folder);
  if (await answers(address)) return undefined;
  if (process.platform !== 'win32') rmSync(address, { force: true });
  const server = await listen(address);
  return server && (() => server.close());
}
