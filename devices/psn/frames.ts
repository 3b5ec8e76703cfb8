import type { PsnPacket } from './codec.ts';

/** What a tracker in a packet is to those that came before. */
export type Arrival = 'new' | 'duplicate' | 'late';

/** A frame up to this far behind the newest is late, farther behind it is ahead (E1.31 section 6.7.2). */
const lateWindow = 20;
/** Frames whose packets are counted; more than `lateWindow`, and a power of two. */
const remembered = 32;
/** After this silence any frame id is the next frame, ms. */
const silenceMs = 500;
/** A sender's clock that goes back this far has started again, µs. */
const restartUs = 1e6;
/** More than a stage has; each costs a few bytes. */
const mostTrackers = 4096;

/**
 * Puts the frames of one sender and one kind of packet in order. A frame is done when `packetCount`
 * packets with its id have come. They carry no number of their own, but a tracker stands in one packet
 * of a frame only, so what each tracker gave last tells new packets, duplicates and late ones apart.
 * Hence nothing has to wait for the rest of its frame, and nothing is kept. Allocates nothing for
 * known trackers.
 */
export class Frames {
  /** Frames so far of which some packets came and some stayed away. */
  incomplete = 0;
  #newest = -1;
  #newestId = 0;
  #newestUs = 0;
  #lastArrivalMs = Number.NEGATIVE_INFINITY;
  readonly #packets = new Uint16Array(remembered);
  readonly #expected = new Uint8Array(remembered);
  readonly #lastFrames = new Map<number, number>();

  /**
   * The number of the packet's frame: frame ids counted on over their wrap at 256, missing frames
   * included. A sender that was silent or started again goes on with the next number.
   */
  frameOf({ frameId, timestampUs }: Readonly<PsnPacket>, nowMs: number): number {
    const isSilent = nowMs - this.#lastArrivalMs > silenceMs;
    const isRestart = isSilent || timestampUs < this.#newestUs - restartUs;
    this.#lastArrivalMs = nowMs;
    const behind = (this.#newestId - frameId) & 0xff;
    if (!isRestart && behind < lateWindow) return this.#newest - behind;
    this.#advance(isRestart ? 1 : 256 - behind);
    this.#newestId = frameId;
    this.#newestUs = timestampUs;
    return this.#newest;
  }

  /** Notes that the tracker came in the frame, and says what it is. */
  take(tracker: number, frame: number): Arrival {
    const last = this.#lastFrames.get(tracker);
    if (last !== undefined && last >= frame) return last === frame ? 'duplicate' : 'late';
    // Beyond the limit all are forgotten: a duplicate may then pass, but no tracker is shut out.
    if (last === undefined && this.#lastFrames.size >= mostTrackers) this.#lastFrames.clear();
    this.#lastFrames.set(tracker, frame);
    return 'new';
  }

  /** Whether the tracker has come in the frame. */
  has(tracker: number, frame: number): boolean {
    return this.#lastFrames.get(tracker) === frame;
  }

  /** Counts one more packet of the frame; true when it was the last that was missing. */
  addPacket(frame: number, packetCount: number): boolean {
    const slot = frame & (remembered - 1);
    const packets = (this.#packets[slot] ?? 0) + 1;
    this.#packets[slot] = packets;
    this.#expected[slot] = packetCount;
    return packets === packetCount;
  }

  /** Goes on by `steps` frames and judges those that are too old to be completed. */
  #advance(steps: number): void {
    for (let i = 1; i <= Math.min(steps, remembered); i += 1) {
      const slot = (this.#newest + i) & (remembered - 1);
      const packets = this.#packets[slot] ?? 0;
      if (packets > 0 && packets < (this.#expected[slot] ?? 0)) this.incomplete += 1;
      this.#packets[slot] = 0;
    }
    this.#newest += steps;
  }
}
