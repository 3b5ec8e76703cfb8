import type { RemoteAddress } from '../../devices/device.ts';

interface Sender {
  address: string;
  port: number;
  lastMs: number;
  /** Poses that it has sent. */
  count: number;
}

interface Held {
  /** Whose poses count. */
  current: Sender;
  /** Who sent before; it may only have changed its address, or be a second one. */
  other: Sender | undefined;
  /** When somebody else was last refused, and when `current` took over. */
  contestedMs: number;
  movedMs: number;
}

/** A sender that was silent for so long has stopped, ms. */
const silentMs = 500;
/** Two that were heard within this time send at once, ms. */
const contestMs = 1000;
/** So long is a change of address told, ms. */
const toldMs = 60_000;
/** Who has sent fewer poses is not missed: some programs send each packet from another port. */
const steadyCount = 10;
const mostSubjects = 256;

/**
 * Lets one sender at a time move a subject. A new address is taken at once, as a tracker that was
 * started again has another; only when the old one goes on sending are there two, and then the first
 * counts until it is silent for half a second. Allocates nothing for senders that stay. Times in ms.
 */
export class OneSender {
  /** Times that a steady sender was followed by another. */
  moves = 0;
  readonly #subjects = new Map<string, Held>();

  /** Whether a pose of the subject counts. */
  accepts(subject: string, from: RemoteAddress, nowMs: number): boolean {
    const held = this.#subjects.get(subject);
    if (!held) {
      this.#begin(subject, from, nowMs);
      return true;
    }
    const { current, other } = held;
    if (isSame(current, from)) return heard(current, nowMs);
    const isOther = other !== undefined && isSame(other, from);
    const isRival = isOther && held.contestedMs > held.movedMs;
    if (nowMs - current.lastMs >= silentMs) return this.#move(held, from, nowMs);
    if (isRival || nowMs - held.contestedMs < contestMs) return refuse(held, from, nowMs);
    const isBack = isOther && nowMs - other.lastMs < contestMs;
    return isBack ? this.#takeBack(held, other, nowMs) : this.#move(held, from, nowMs);
  }

  /** What there is to say of the senders, one sentence for each subject. */
  notes(nowMs: number): string[] {
    return [...this.#subjects].flatMap(([subject, { current, other, contestedMs, movedMs }]) => {
      if (!other) return [];
      if (nowMs - contestedMs < contestMs) {
        return `subject "${subject}" comes from ${nameOf(current)} and ${nameOf(other)} at once, and the first counts: stop the other, or leave it out of options.allow`;
      }
      const isTold = nowMs - movedMs < toldMs && other.count >= steadyCount;
      return isTold
        ? `subject "${subject}" now comes from ${nameOf(current)}, before from ${nameOf(other)}`
        : [];
    });
  }

  #begin(subject: string, from: RemoteAddress, nowMs: number): void {
    const never = Number.NEGATIVE_INFINITY;
    if (this.#subjects.size >= mostSubjects) this.#subjects.clear();
    const current = senderOf(from, nowMs);
    this.#subjects.set(subject, { current, other: undefined, contestedMs: never, movedMs: never });
  }

  /** The first one had never stopped: it stays, and the move was none. */
  #takeBack(held: Held, first: Sender, nowMs: number): boolean {
    if (first.count >= steadyCount) this.moves -= 1;
    held.other = held.current;
    held.current = first;
    held.movedMs = Number.NEGATIVE_INFINITY;
    held.contestedMs = nowMs;
    return heard(first, nowMs);
  }

  #move(held: Held, from: RemoteAddress, nowMs: number): boolean {
    if (held.current.count >= steadyCount) this.moves += 1;
    const known = held.other && isSame(held.other, from) ? held.other : undefined;
    held.other = held.current;
    held.current = known ?? senderOf(from, nowMs);
    held.movedMs = nowMs;
    held.contestedMs = Number.NEGATIVE_INFINITY;
    return known ? heard(known, nowMs) : true;
  }
}

function refuse(held: Held, from: RemoteAddress, nowMs: number): boolean {
  if (!held.other || !isSame(held.other, from)) held.other = senderOf(from, nowMs);
  heard(held.other, nowMs);
  held.contestedMs = nowMs;
  return false;
}

function heard(sender: Sender, nowMs: number): true {
  sender.lastMs = nowMs;
  sender.count += 1;
  return true;
}

const senderOf = ({ address, port }: RemoteAddress, lastMs: number): Sender => ({
  address,
  port,
  lastMs,
  count: 1,
});

const isSame = (a: RemoteAddress, b: RemoteAddress): boolean =>
  a.port === b.port && a.address === b.address;

const nameOf = ({ address, port }: Sender): string => `${address}:${port}`;
