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
  /** Who sent before, or who is refused. */
  other: Sender | undefined;
  /** When somebody was last refused. */
  refusedMs: number;
  /** When `current` took over from `other`. */
  movedMs: number;
}

/** A sender that was silent for so long has stopped, ms. */
const silentMs = 500;
/** Within this time after a refusal two send at once, ms. */
const contestMs = 1000;
/** So long is a change of address told, ms. */
const toldMs = 60_000;
/** Who has sent fewer poses holds nothing: some programs send each packet from another port. */
const steadyCount = 10;
const mostSubjects = 256;
const never = Number.NEGATIVE_INFINITY;

/**
 * Lets one sender at a time move a subject: the first, until it has been silent for half a second. So
 * a tracker that has another address is followed soon, and a second one moves nothing to and fro.
 * Allocates nothing for senders that stay. Times in ms.
 */
export class OneSender {
  /** Times that a steady sender was followed by another. */
  moves = 0;
  readonly #subjects = new Map<string, Held>();

  /** Whether a pose of the subject counts. */
  accepts(subject: string, from: RemoteAddress, nowMs: number): boolean {
    const held = this.#subjects.get(subject);
    if (!held) return this.#begin(subject, from, nowMs);
    const { current } = held;
    if (isSame(current, from)) return heard(current, nowMs);
    const other = otherOf(held, from);
    heard(other, nowMs);
    if (current.count >= steadyCount && nowMs - current.lastMs < silentMs) {
      held.other = other;
      held.refusedMs = nowMs;
      return false;
    }
    if (current.count >= steadyCount) this.moves += 1;
    held.other = current;
    held.current = other;
    held.refusedMs = never;
    held.movedMs = nowMs;
    return true;
  }

  /** What there is to say of the senders, one sentence for each subject. */
  notes(nowMs: number): string[] {
    return [...this.#subjects].flatMap(([subject, { current, other, refusedMs, movedMs }]) => {
      if (!other) return [];
      if (nowMs - refusedMs < contestMs) {
        return `subject "${subject}" comes from ${nameOf(current)} and ${nameOf(other)} at once, and the first counts: stop the other, or leave it out of options.allow`;
      }
      const isTold = nowMs - movedMs < toldMs && other.count >= steadyCount;
      return isTold
        ? `subject "${subject}" now comes from ${nameOf(current)}, before from ${nameOf(other)}`
        : [];
    });
  }

  #begin(subject: string, from: RemoteAddress, nowMs: number): true {
    if (this.#subjects.size >= mostSubjects) this.#subjects.clear();
    const current = { address: from.address, port: from.port, lastMs: nowMs, count: 1 };
    this.#subjects.set(subject, { current, other: undefined, refusedMs: never, movedMs: never });
    return true;
  }
}

/** The other sender where it is this one, or a new one in its place. */
const otherOf = ({ other }: Held, { address, port }: RemoteAddress): Sender =>
  other?.port === port && other.address === address
    ? other
    : { address, port, lastMs: never, count: 0 };

function heard(sender: Sender, nowMs: number): true {
  sender.lastMs = nowMs;
  sender.count += 1;
  return true;
}

const isSame = (a: RemoteAddress, b: RemoteAddress): boolean =>
  a.port === b.port && a.address === b.address;

const nameOf = ({ address, port }: Sender): string => `${address}:${port}`;
