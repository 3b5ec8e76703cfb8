import { createSocket } from 'node:dgram';

/** Makes the next datagram for a port. */
export interface Flooded {
  port: number;
  datagram: () => Buffer;
  perSecond: number;
}

const tickMs = 5;

/** Sends to ports as often as is asked for, whatever the timers do; `sent` counts by port. */
export class Flood {
  readonly sent = new Map<number, number>();
  readonly #socket = createSocket('udp4');
  readonly #timer: NodeJS.Timeout;
  readonly #due: { each: Flooded; sent: number }[];
  readonly #startedMs = performance.now();

  constructor(flooded: readonly Flooded[]) {
    this.#due = flooded.map((each) => ({ each, sent: 0 }));
    this.#timer = setInterval(() => this.#send(), tickMs);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#socket.close();
  }

  #send(): void {
    const passedS = (performance.now() - this.#startedMs) / 1000;
    for (const due of this.#due) {
      const { port, datagram, perSecond } = due.each;
      for (; due.sent < passedS * perSecond; due.sent += 1) {
        this.#socket.send(datagram(), port, '127.0.0.1');
      }
    }
    for (const port of new Set(this.#due.map(({ each }) => each.port))) {
      const counts = this.#due.filter(({ each }) => each.port === port).map(({ sent }) => sent);
      this.sent.set(
        port,
        counts.reduce((sum, count) => sum + count, 0),
      );
    }
  }
}
