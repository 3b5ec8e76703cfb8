import type { RemoteAddress } from '../device.ts';
import { Frames } from './frames.ts';
import { Names } from './names.ts';

const mostSenders = 8;

/** What is kept of one sender: DATA and INFO frames are counted apart. */
export class Sender {
  readonly data = new Frames();
  readonly info = new Frames();
  readonly names = new Names();
  readonly address: string;
  readonly port: number;
  lastMs = 0;

  constructor({ address, port }: RemoteAddress) {
    this.address = address;
    this.port = port;
  }
}

/**
 * One entry per address and port, because several systems may share the group and their frame ids do
 * not agree. At most 8: a newcomer then takes the place of the sender that has been silent longest.
 */
export class Senders {
  readonly #senders: Sender[] = [];

  of(from: RemoteAddress, nowMs: number): Sender {
    const sender = this.#known(from) ?? this.#add(from);
    sender.lastMs = nowMs;
    return sender;
  }

  /** What the senders call their trackers. */
  names(): string[] {
    return this.#senders.map((sender) => sender.names.text()).filter((text) => text !== '');
  }

  #known({ address, port }: RemoteAddress): Sender | undefined {
    for (const sender of this.#senders) {
      if (sender.port === port && sender.address === address) return sender;
    }
    return undefined;
  }

  #add(from: RemoteAddress): Sender {
    const sender = new Sender(from);
    const isFull = this.#senders.length >= mostSenders;
    this.#senders[isFull ? this.#quietest() : this.#senders.length] = sender;
    return sender;
  }

  #quietest(): number {
    const times = this.#senders.map((sender) => sender.lastMs);
    return times.indexOf(Math.min(...times));
  }
}
