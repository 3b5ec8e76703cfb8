import {
  createFramePacket,
  decodeFramePacket,
  type FramePacket,
} from '../../core/wire/frame-packet.ts';

const kept = 8;

/** The newest frame packets, decoded in place: per-frame data lives here and not in React. */
export class FrameStore {
  readonly #ring = Array.from({ length: kept }, createFramePacket);
  readonly #empty = createFramePacket();
  #next = 0;
  #count = 0;

  /** Takes in one packet from the pose plane; `undefined` when it is none. */
  accept(view: DataView): FramePacket | undefined {
    const slot = this.#ring[this.#next];
    if (!slot || !decodeFramePacket(view, slot)) return undefined;
    this.#next = (this.#next + 1) % kept;
    this.#count = Math.min(kept, this.#count + 1);
    return slot;
  }

  /** The packet of the frame that has begun at `showTimeMs`; the oldest one kept when none has. */
  at(showTimeMs: number): FramePacket {
    let chosen = this.#empty;
    for (let back = 1; back <= this.#count; back++) {
      chosen = this.#ring[(this.#next - back + kept) % kept] ?? chosen;
      if (chosen.targetMs <= showTimeMs) break;
    }
    return chosen;
  }

  /** Another run of the server: what came before no longer counts. */
  clear(): void {
    this.#count = 0;
  }
}
