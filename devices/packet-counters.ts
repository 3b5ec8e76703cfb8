import type { DeviceCounters } from './device.ts';

/** The counters of one device: what a driver adds to and `Device.counters()` shows. */
export class PacketCounters implements DeviceCounters {
  accepted = 0;
  readonly refused = new Map<string, number>();
  readonly noted = new Map<string, number>();

  /** Counts a packet that was used. */
  accept(): void {
    this.accepted += 1;
  }

  /** Counts a packet that was dropped; `reason` comes from a fixed set of words, never from input. */
  refuse(reason: string): void {
    this.refused.set(reason, (this.refused.get(reason) ?? 0) + 1);
  }

  /** Counts an oddity in a packet that was used all the same. */
  note(oddity: string): void {
    this.noted.set(oddity, (this.noted.get(oddity) ?? 0) + 1);
  }
}
