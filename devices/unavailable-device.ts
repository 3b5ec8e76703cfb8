import type { Device, DeviceStatus } from './device.ts';
import { PacketCounters } from './packet-counters.ts';

/** A device that cannot work as the show file describes it: it says why and counts what it is given. */
export class UnavailableDevice implements Device {
  readonly id: string;
  readonly kind: string;
  readonly #reason: string;
  readonly #counters = new PacketCounters();

  constructor(id: string, kind: string, reason: string) {
    this.id = id;
    this.kind = kind;
    this.#reason = reason;
  }

  async open(): Promise<void> {}
  async close(): Promise<void> {}

  status(): DeviceStatus {
    return { state: 'unavailable', reason: this.#reason };
  }

  counters(): PacketCounters {
    return this.#counters;
  }

  receive(): void {
    this.#counters.refuse('unavailable');
  }
}
