import type { RemoteAddress } from '../device.ts';
import { encodeArtPollReply } from './poll-reply.ts';

/** So many polls are answered in a second: each answer is longer than its question. */
const mostPolls = 8;
const windowMs = 1000;

/** Lets polls pass up to a rate. */
export class PollLimit {
  #windowStartMs = Number.NEGATIVE_INFINITY;
  #count = 0;

  allows(nowMs: number): boolean {
    if (nowMs - this.#windowStartMs >= windowMs) {
      this.#windowStartMs = nowMs;
      this.#count = 0;
    }
    this.#count += 1;
    return this.#count <= mostPolls;
  }
}

/** A node that answers polls. */
export interface PolledNode {
  id: string;
  portAddresses: readonly number[];
  isReceiving: (portAddress: number) => boolean;
}

/**
 * The answers to an ArtPoll: one for each Port-Address that was asked for, numbered from 1, as
 * Art-Net 4 recommends. A node with none answers once to a poll for all of them.
 */
export function pollReplies(
  { id, portAddresses, isReceiving }: PolledNode,
  own: RemoteAddress,
  lowest: number,
  highest: number,
): Uint8Array[] {
  const node = {
    ...own,
    shortName: 'Cyclorama',
    longName: `Cyclorama, device "${id}"`,
  };
  if (portAddresses.length === 0) {
    const isForAll = lowest === 0;
    const alone = { ...node, portAddress: undefined, bindIndex: 1, isReceiving: false };
    return isForAll ? [encodeArtPollReply(alone)] : [];
  }
  return portAddresses.flatMap((portAddress, i) => {
    if (portAddress < lowest || portAddress > highest) return [];
    const port = { portAddress, bindIndex: i + 1, isReceiving: isReceiving(portAddress) };
    return [encodeArtPollReply({ ...node, ...port })];
  });
}
