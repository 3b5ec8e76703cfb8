import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { Device } from '../../devices/device.ts';
import { oscFactory } from '../../devices/osc/driver.ts';

const loopback = { address: '127.0.0.1', port: 50_000 };

/** The product's OSC device without its socket: source check, decoder, validation and counters. */
export class OscDecoder {
  readonly device: Device;

  constructor(take: (sample: TrackingSample) => void) {
    const sink = { sample: take, command: () => {}, control: () => {} };
    // The clock stands: stamping the arrival is no part of decoding.
    this.device = oscFactory.create('bench', {}, { nowMs: () => 0, onStatus: () => {}, sink });
  }

  decode(bytes: Uint8Array): void {
    this.device.receive(bytes, loopback);
  }

  /** Messages refused so far, or only those of one reason. */
  refused(reason?: string): number {
    const { refused } = this.device.counters();
    if (reason) return refused.get(reason) ?? 0;
    return [...refused.values()].reduce((sum, count) => sum + count, 0);
  }
}
