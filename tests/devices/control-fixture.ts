import type { ControlEvent } from '../../core/control/control-event.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { Device, DeviceContext, DeviceFactory } from '../../devices/device.ts';
import { copyOf } from './collect.ts';
import { fuzzSeed, randomFrom } from './fuzz.ts';

/** What a device with controls has delivered, and the clock it lives by. */
export interface CollectedControls {
  device: Device;
  controls: ControlEvent[];
  samples: TrackingSample[];
  statusChanges: number;
  nowMs: number;
}

/** A device on loopback and any free port, whose events are kept, on a clock that a test moves. */
export function collectFrom(factory: DeviceFactory, options: object): CollectedControls {
  const controls: ControlEvent[] = [];
  const samples: TrackingSample[] = [];
  const live = { statusChanges: 0, nowMs: 1000 };
  const context: DeviceContext = {
    nowMs: () => live.nowMs,
    sink: {
      sample: (sample) => samples.push(copyOf(sample)),
      command: () => {},
      control: (event) => controls.push({ ...event }),
    },
    onStatus: () => {
      live.statusChanges += 1;
    },
  };
  const device = factory.create('under-test', { port: 0, ...options }, context);
  return Object.assign(live, { device, controls, samples });
}

/** A binding of a control to a command. */
export const commandFor = (control: string, more: object = {}): object => ({
  control,
  command: { type: 'stage.blackout' },
  ...more,
});

export const refusedOf = (device: Device): Record<string, number> =>
  Object.fromEntries(device.counters().refused);

/** Sends `count` of the valid datagrams, most of them with up to three bytes, or their length, changed. */
export function mutations(
  count: number,
  valid: readonly Uint8Array[],
  send: (bytes: Uint8Array) => void,
): void {
  const random = randomFrom(fuzzSeed);
  const whole = (below: number): number => Math.floor(random() * below);
  for (let i = 0; i < count; i += 1) {
    let bytes = Uint8Array.from(valid[whole(valid.length)] ?? []);
    for (let n = whole(4); n > 0; n -= 1) bytes[whole(bytes.length)] = whole(256);
    if (random() < 0.2) bytes = bytes.slice(0, whole(bytes.length));
    if (random() < 0.1) bytes = Uint8Array.from([...bytes, ...bytes.subarray(0, whole(40))]);
    const hex = Buffer.from(bytes).toString('hex');
    try {
      send(bytes);
    } catch (error) {
      throw new Error(`CYCLORAMA_SEED=${fuzzSeed}: ${String(error)} at ${hex}`);
    }
  }
}
