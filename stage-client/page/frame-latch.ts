import { frameAt, frameTimeMs, type Rate } from '../../core/time/rate.ts';
import { moveOn } from '../../core/tracking/motion.ts';
import {
  createFrameHeader,
  createFramePacket,
  decodeFrameHeader,
  decodeFramePacket,
  type FramePacket,
  maxFramePacketBytes,
  staleMs,
} from '../../core/wire/frame-packet.ts';
import type { PacketRing } from '../../core/wire/packet-ring.ts';

/**
 * Chooses what a frame is drawn from: packet k; else the newest one before it that is not stale, its
 * cameras moved on at the velocity they were predicted with, as the server would have; else what was
 * drawn last. k never goes back.
 */
export class FrameLatch {
  /** The packet to draw; its cameras stay as they are when none is found. */
  readonly packet: FramePacket = createFramePacket();
  /** Frames drawn without their own packet: moved on from an earlier one, or held. */
  extrapolated = 0;
  held = 0;
  isFresh = false;
  readonly #ring: PacketRing;
  readonly #bytes = new Uint8Array(maxFramePacketBytes);
  readonly #view = new DataView(this.#bytes.buffer);
  readonly #candidate = createFrameHeader();
  readonly #earlier: FramePacket = createFramePacket();
  #k = -1;
  #showTimeMs = Number.NEGATIVE_INFINITY;

  constructor(ring: PacketRing) {
    this.#ring = ring;
  }

  get k(): number {
    return this.#k;
  }

  /** Frames drawn without their own packet. */
  get missed(): number {
    return this.extrapolated + this.held;
  }

  /** When the packet in `packet` was received, local ms. */
  get receivedMs(): number {
    return this.#ring.receivedMs(this.packet.k);
  }

  /** Show time at a local time, never less than before; NaN until the clock is known. */
  showTimeMs(localMs: number): number {
    const showTimeMs = this.#ring.showTimeMs(localMs);
    if (showTimeMs > this.#showTimeMs) this.#showTimeMs = showTimeMs;
    return this.#showTimeMs === Number.NEGATIVE_INFINITY ? Number.NaN : this.#showTimeMs;
  }

  /** Show time at any local time, later or earlier. */
  readonly showTimeAt = (localMs: number): number => this.#ring.showTimeMs(localMs);

  /** Latches the frame that has begun at a show time. Returns k, or -1 while there is no clock. */
  latch(showTimeMs: number, rate: Rate): number {
    if (!Number.isFinite(showTimeMs)) return this.#k;
    const k = Math.max(this.#k, frameAt(showTimeMs, rate));
    if (k === this.#k) return k;
    this.#k = k;
    this.#find(k, rate);
    return k;
  }

  /** The packet of an earlier frame, while the ring still has it: a freeze draws the frame it names. */
  packetAt(k: number): FramePacket | undefined {
    const isThere = this.#ring.read(k, this.#bytes) > 0;
    return isThere && decodeFramePacket(this.#view, this.#earlier) ? this.#earlier : undefined;
  }

  #find(k: number, rate: Rate): void {
    const newerThanMs = frameTimeMs(k, rate) - staleMs;
    for (let wanted = k; wanted >= 0 && frameTimeMs(wanted, rate) > newerThanMs; wanted--) {
      if (!this.#load(wanted)) continue;
      this.isFresh = true;
      if (wanted !== k) this.#extrapolate(frameTimeMs(k, rate) - frameTimeMs(wanted, rate));
      return;
    }
    this.isFresh = false;
    this.held++;
  }

  /** The one extrapolator for a missing packet: cameras and objects go on at their packet's velocity. */
  #extrapolate(ms: number): void {
    this.extrapolated++;
    for (let i = 0; i < this.packet.cameraCount; i++) {
      const camera = this.packet.cameras[i];
      if (camera) moveOn(camera.pose, camera.velocity, ms);
    }
    for (let i = 0; i < this.packet.objectCount; i++) {
      const object = this.packet.objects[i];
      if (object) moveOn(object.pose, object.velocity, ms);
    }
  }

  #load(k: number): boolean {
    const length = this.#ring.read(k, this.#bytes);
    if (length === 0) return false;
    decodeFrameHeader(this.#view, this.#candidate);
    return this.#candidate.epoch >= this.packet.epoch && decodeFramePacket(this.#view, this.packet);
  }
}
