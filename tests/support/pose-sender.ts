import { createSocket, type Socket } from 'node:dgram';

const padded = (text: string): Buffer => {
  const bytes = Buffer.from(`${text}\0`);
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
};

/** An OSC 1.0 message of floats. */
export function oscFloats(address: string, values: readonly number[]): Buffer {
  const floats = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) floats.writeFloatBE(value, i * 4);
  return Buffer.concat([padded(address), padded(`,${'f'.repeat(values.length)}`), floats]);
}

/** Sends the newest datagram over and over, as a tracker that stands still does. */
export class PoseSender {
  readonly #socket: Socket = createSocket('udp4');
  readonly #timer: NodeJS.Timeout;
  #datagram: Buffer | (() => Buffer) | undefined;

  /** `from`: an address of this machine to send from. */
  constructor(port: number, host = '127.0.0.1', from?: string) {
    if (from !== undefined) this.#socket.bind({ address: from, port: 0 });
    this.#timer = setInterval(() => {
      const datagram = typeof this.#datagram === 'function' ? this.#datagram() : this.#datagram;
      if (datagram) this.#socket.send(datagram, port, host);
    }, 10);
  }

  /** A function makes each datagram anew, for protocols that count them. */
  send(datagram: Buffer | (() => Buffer)): void {
    this.#datagram = datagram;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#socket.close();
  }
}

/** A UDP port that nobody has at the moment. */
export async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
}
