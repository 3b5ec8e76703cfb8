import { frameTimeMs, type Rate } from '../../core/time/rate.ts';
import {
  createFramePacket,
  encodeFramePacket,
  type FramePacket,
  maxFramePacketBytes,
} from '../../core/wire/frame-packet.ts';
import type { ShowClock } from '../time/show-clock.ts';
import type { FrameLead } from './frame-lead.ts';
import { firstDue, newestDue, sendTimeMs, untilNextMs } from './frame-schedule.ts';

export interface FramePlannerOptions {
  clock: Pick<ShowClock, 'serverMs' | 'showTimeMs' | 'rateOffset'>;
  rate: () => Rate;
  lead: FrameLead;
  epoch: () => number;
  stateRevision: () => number;
  /** Fills in the cameras for the packet's target time. */
  evaluate: (packet: FramePacket, nowMs: number) => void;
  /** `bytes` is only lent. */
  send: (bytes: Uint8Array, sequence: number) => void;
}

/** Sends a frame packet for every wall frame, a lead ahead of its time. */
export class FramePlanner {
  readonly #options: FramePlannerOptions;
  readonly #packet = createFramePacket();
  readonly #buffer = new DataView(new ArrayBuffer(maxFramePacketBytes));
  /** As long as the packet in the buffer; made anew only when the number of cameras changes. */
  #bytes = new Uint8Array(this.#buffer.buffer);
  #timer: NodeJS.Timeout | undefined;
  #lastK = -1;
  #epoch = -1;
  #leadMs = 0;
  /** Frames that were not sent because their time had passed. */
  skipped = 0;
  sent = 0;

  constructor(options: FramePlannerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer ??= setTimeout(this.#tick, 0);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Sends what is due at a time of the server's clock; returns the time until the next frame is. */
  plan(serverMs: number): number {
    const rate = this.#options.rate();
    const { clock, lead } = this.#options;
    const nowMs = clock.showTimeMs(serverMs);
    this.#packet.sentServerMs = serverMs;
    this.#packet.sentMs = nowMs;
    this.#packet.rateOffset = clock.rateOffset;
    this.#followEpoch();
    const leadMs = lead.ms(rate);
    const newest = newestDue(nowMs, rate, leadMs);
    const first = firstDue(this.#lastK, nowMs, rate, leadMs);
    // A lead that has just grown finds frames overdue that nobody was late for.
    if (this.#lastK >= 0 && leadMs <= this.#leadMs) {
      lead.late(nowMs - sendTimeMs(this.#lastK + 1, rate, leadMs), serverMs);
    }
    this.#leadMs = leadMs;
    if (this.#lastK >= 0) this.skipped += Math.max(0, Math.min(first, newest) - this.#lastK - 1);
    for (let k = first; k <= newest; k++) this.#sendFrame(k, rate, nowMs);
    return untilNextMs(this.#lastK, nowMs, rate, leadMs);
  }

  /** Frame numbers may only start anew with a new epoch. */
  #followEpoch(): void {
    const epoch = this.#options.epoch();
    if (epoch !== this.#epoch) this.#lastK = -1;
    this.#epoch = epoch;
  }

  readonly #tick = (): void => {
    let waitMs = 1;
    try {
      waitMs = this.plan(this.#options.clock.serverMs());
    } finally {
      // Whatever went wrong with this frame, the next one comes.
      this.#timer = setTimeout(this.#tick, Math.max(1, waitMs));
    }
  };

  #sendFrame(k: number, rate: Rate, nowMs: number): void {
    const packet = this.#packet;
    packet.epoch = this.#epoch;
    packet.sequence = (packet.sequence + 1) >>> 0;
    packet.stateRevision = this.#options.stateRevision();
    packet.k = k;
    packet.targetMs = frameTimeMs(k, rate);
    this.#options.evaluate(packet, nowMs);
    const length = encodeFramePacket(this.#buffer, packet);
    if (this.#bytes.length !== length) this.#bytes = new Uint8Array(this.#buffer.buffer, 0, length);
    this.#options.send(this.#bytes, packet.sequence);
    this.#lastK = k;
    this.sent += 1;
  }
}
