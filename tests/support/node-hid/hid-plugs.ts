import { createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { repository } from '../running-server.ts';

/** A device as node-hid lists it. */
export interface PluggedHid {
  path: string;
  vendorId: number;
  productId: number;
  serialNumber: string;
  product: string;
  interface: number;
  usagePage: number;
  usage: number;
}

/** What a test tells the stand-in: the whole list, a report in hexadecimal, or a device that is gone. */
export type HidEvent =
  | { plugged: readonly PluggedHid[] }
  | { path: string; report: string }
  | { lost: string };

/** A SpaceMouse Compact, as the recorded reports are of. */
export const spaceMouse = (at: string, serialNumber = ''): PluggedHid => ({
  path: at,
  vendorId: 0x256f,
  productId: 0xc635,
  serialNumber,
  product: 'SpaceMouse Compact',
  interface: 0,
  usagePage: 1,
  usage: 8,
});

/** The USB sockets of a server whose child loads the stand-in of node-hid: plugs, moves and unplugs devices. */
export class HidPlugs {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #plugged: PluggedHid[] = [];

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => {}).on('close', () => this.#sockets.delete(socket));
      socket.write(`${JSON.stringify({ plugged: this.#plugged })}\n`);
    });
  }

  static async open(): Promise<HidPlugs> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new HidPlugs(server);
  }

  /** The prefix of the server's command line. */
  get wrapper(): string[] {
    const { port } = this.#server.address() as { port: number };
    const register = path.join(repository, 'tests/support/node-hid/register.ts');
    return ['env', `HID_PLUGS_PORT=${port}`, `NODE_OPTIONS=--import tsx --import ${register}`];
  }

  plug(...devices: PluggedHid[]): void {
    this.#plugged.push(...devices);
    this.#tell({ plugged: this.#plugged });
  }

  unplug(at: string): void {
    this.#plugged = this.#plugged.filter((device) => device.path !== at);
    this.#tell({ plugged: this.#plugged });
    this.#tell({ lost: at });
  }

  /** Reports of a device, in hexadecimal, their id first. */
  report(at: string, ...reports: string[]): void {
    for (const report of reports) this.#tell({ path: at, report });
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((closed) => this.#server.close(closed));
  }

  #tell(event: HidEvent): void {
    for (const socket of this.#sockets) socket.write(`${JSON.stringify(event)}\n`);
  }
}
