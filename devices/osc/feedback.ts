import type { FeedbackItem, RemoteAddress } from '../device.ts';
import { encodeFeedback } from './encode.ts';

/** A subscription ends this long after it was last asked for, ms. */
export const leaseMs = 30_000;
/** Least time between two sendings, ms: a fader that is dragged changes more often. */
export const feedbackEveryMs = 50;
const mostClients = 32;
const mostItems = 1024;
/** Messages to one client in one sending; the rest follows in the next. */
const mostAtOnce = 32;

interface Client {
  to: RemoteAddress;
  prefix: string;
  expiresMs: number;
  /** Addresses whose newest value it has not been sent. */
  waiting: Set<string>;
}

/**
 * What clients have subscribed to and have yet to hear. A client hears every value once, and then
 * what changes, the newest value only. Bounded: 32 clients, 1024 values, 20 sendings a second of 32
 * messages each. Times are monotonic ms.
 */
export class FeedbackClients {
  readonly #send: (bytes: Uint8Array, to: RemoteAddress) => void;
  readonly #clients = new Map<string, Client>();
  readonly #values = new Map<string, Uint8Array>();
  #stated: ReadonlySet<string> = new Set();
  #sentMs = Number.NEGATIVE_INFINITY;

  constructor(send: (bytes: Uint8Array, to: RemoteAddress) => void) {
    this.#send = send;
  }

  get count(): number {
    return this.#clients.size;
  }

  /** Whether nobody listens, now that the leases which are over have ended. */
  isEmpty(nowMs: number): boolean {
    this.#expire(nowMs);
    return this.#clients.size === 0;
  }

  /** The whole state of the show: what differs from before is to be sent, what is gone is forgotten. */
  state(items: readonly FeedbackItem[]): void {
    const stated = new Set(items.map(({ address }) => address));
    for (const address of this.#stated) if (!stated.has(address)) this.#forget(address);
    this.#stated = stated;
    for (const item of items) this.put(item);
  }

  /** One value beside the state, such as where a fader of a surface stands. */
  put({ address, args }: FeedbackItem): void {
    const bytes = encodeFeedback(address, args);
    const known = this.#values.get(address);
    if (known ? isSame(known, bytes) : this.#values.size >= mostItems) return;
    this.#values.set(address, bytes);
    for (const client of this.#clients.values()) this.#mark(client, address);
  }

  /**
   * Begins or renews a subscription to the addresses that begin with `prefix`, and is to send all of
   * them: a renewal makes good what was lost on the way. Returns false when there are too many.
   */
  subscribe(to: RemoteAddress, prefix: string, nowMs: number, forMs = leaseMs): boolean {
    this.#expire(nowMs);
    const key = keyOf(to);
    if (!this.#clients.has(key) && this.#clients.size >= mostClients) return false;
    const client = { to: { ...to }, prefix, expiresMs: nowMs + forMs, waiting: new Set<string>() };
    this.#clients.set(key, client);
    for (const address of this.#values.keys()) this.#mark(client, address);
    return true;
  }

  unsubscribe(to: RemoteAddress): void {
    this.#clients.delete(keyOf(to));
  }

  clear(): void {
    this.#clients.clear();
  }

  /** Sends what is due and returns in how many ms there is more to send; infinity for never. */
  flush(nowMs: number): number {
    this.#expire(nowMs);
    const dueMs = this.#sentMs + feedbackEveryMs - nowMs;
    if (!this.#isWaiting()) return Number.POSITIVE_INFINITY;
    if (dueMs > 0) return dueMs;
    this.#sentMs = nowMs;
    for (const client of this.#clients.values()) this.#sendTo(client);
    return this.#isWaiting() ? feedbackEveryMs : Number.POSITIVE_INFINITY;
  }

  #sendTo({ to, waiting }: Client): void {
    let count = 0;
    for (const address of waiting) {
      if (count === mostAtOnce) return;
      waiting.delete(address);
      const bytes = this.#values.get(address);
      if (!bytes) continue;
      this.#send(bytes, to);
      count += 1;
    }
  }

  #isWaiting(): boolean {
    for (const { waiting } of this.#clients.values()) if (waiting.size > 0) return true;
    return false;
  }

  #mark({ prefix, waiting }: Client, address: string): void {
    if (address.startsWith(prefix)) waiting.add(address);
  }

  #forget(address: string): void {
    this.#values.delete(address);
    for (const { waiting } of this.#clients.values()) waiting.delete(address);
  }

  #expire(nowMs: number): void {
    for (const [key, { expiresMs }] of this.#clients) {
      if (nowMs >= expiresMs) this.#clients.delete(key);
    }
  }
}

const keyOf = ({ address, port }: RemoteAddress): string => `${address} ${port}`;

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);
