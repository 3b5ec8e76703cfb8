import { frameAt, frameTimeMs, type Rate } from '../../core/time/rate.ts';
import {
  createFramePacket,
  decodeFramePacket,
  type FramePacket,
  maxFramePacketBytes,
} from '../../core/wire/frame-packet.ts';
import type { PacketRing } from '../../core/wire/packet-ring.ts';

/** Nothing older than this is drawn as new: the last pose is held instead. */
const staleMs = 100;

/**
 * Chooses what a frame is drawn from: packet k, else the newest one before it that is not stale,
 * else what was drawn last. k never goes back.
 */
export class FrameLatch {
  /** The packet to draw; its cameras stay as they are when none is found. */
  readonly packet: FramePacket = createFramePacket();
  /** Frames drawn without their own packet. */
  missed = 0;
  isFresh = false;
  readonly #ring: PacketRing;
  readonly #bytes = new Uint8Array(maxFramePacketBytes);
  readonly #view = new DataView(this.#bytes.buffer);
  readonly #candidate: FramePacket = createFramePacket();
  readonly #earlier: FramePacket = createFramePacket();
  #k = -1;
  #showTimeMs = Number.NEGATIVE_INFINITY;

  constructor(ring: PacketRing) {
    this.#ring = ring;
  }

  get k(): number {
    return this.#k;
  }

  /** Show time at a local time, never less than before; NaN until the clock is known. */
  showTimeMs(localMs: number): number {
    const offsetMs = this.#ring.readClock();
    if (Number.isNaN(offsetMs))
      return this.#showTimeMs === Number.NEGATIVE_INFINITY ? Number.NaN : this.#showTimeMs;
    this.#showTimeMs = Math.max(this.#showTimeMs, localMs + offsetMs);
    return this.#showTimeMs;
  }

  /** Latches the frame that has begun at a show time. Returns k, or -1 while there is no clock. */
  latch(showTimeMs: number, rate: Rate): number {
    if (!Number.isFinite(showTimeMs)) return this.#k;
    const k = Math.max(this.#k, frameAt(showTimeMs, rate));
    if (k === this.#k) return k;
    this.#k = k;
    const newerThanMs = frameTimeMs(k, rate) - staleMs;
    this.isFresh = false;
    for (let wanted = k; wanted >= 0 && frameTimeMs(wanted, rate) > newerThanMs; wanted--) {
      if (!this.#load(wanted)) continue;
      this.isFresh = true;
      if (wanted !== k) this.missed++;
      return k;
    }
    this.missed++;
    return k;
  }

  /** The packet of an earlier frame, while the ring still has it: a freeze draws the frame it names. */
  packetAt(k: number): FramePacket | undefined {
    const isThere = this.#ring.read(k, this.#bytes) > 0;
    return isThere && decodeFramePacket(this.#view, this.#earlier) ? this.#earlier : undefined;
  }

  #load(k: number): boolean {
    const length = this.#ring.read(k, this.#bytes);
    if (length === 0 || !decodeFramePacket(this.#view, this.#candidate)) return false;
    if (this.#candidate.epoch < this.packet.epoch) return false;
    return decodeFramePacket(this.#view, this.packet);
  }
}
