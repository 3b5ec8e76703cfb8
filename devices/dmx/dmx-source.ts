import { slotsPerUniverse } from './slot-control.ts';

/** The slots of one packet. */
export interface DmxFrame {
  slots: Uint8Array;
  count: number;
  priority: number;
}

const emptyFrame = (): DmxFrame => ({
  slots: new Uint8Array(slotsPerUniverse),
  count: 0,
  priority: 0,
});

/** One sender of a universe: what it shows, and what it has sent to be shown at the next sync. */
export class DmxSource<Key> {
  /** What tells senders apart: sACN's CID, Art-Net's address. */
  readonly key: Key;
  readonly name: string;
  lastMs = Number.NEGATIVE_INFINITY;
  /** Of the last packet; NaN before the first. */
  sequence = Number.NaN;
  /** Art-Net: when this sender's last ArtSync came. */
  syncMs = Number.NEGATIVE_INFINITY;
  /** sACN: the synchronisation address that the held frame waits for. */
  syncAddress = 0;
  hasLive = false;
  hasHeld = false;
  live = emptyFrame();
  #held = emptyFrame();

  constructor(key: Key, name: string) {
    this.key = key;
    this.name = name;
  }

  /** Shows the slots of a packet at once; what was held is overtaken. */
  show(bytes: Uint8Array, offset: number, count: number, priority: number): void {
    fill(this.live, bytes, offset, count, priority);
    this.hasLive = true;
    this.hasHeld = false;
  }

  /** Keeps the slots of a packet until `release`; a newer packet takes their place. */
  hold(bytes: Uint8Array, offset: number, count: number, priority: number): void {
    fill(this.#held, bytes, offset, count, priority);
    this.hasHeld = true;
  }

  /** Shows what was held, if anything was. */
  release(): void {
    if (!this.hasHeld) return;
    const shown = this.live;
    this.live = this.#held;
    this.#held = shown;
    this.hasLive = true;
    this.hasHeld = false;
  }
}

function fill(
  frame: DmxFrame,
  bytes: Uint8Array,
  offset: number,
  count: number,
  priority: number,
): void {
  for (let i = 0; i < count; i += 1) frame.slots[i] = bytes[offset + i] ?? 0;
  frame.count = count;
  frame.priority = priority;
}
