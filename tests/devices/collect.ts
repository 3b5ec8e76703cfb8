import { readFileSync } from 'node:fs';
import type { CommandRequest } from '../../core/commands/table.ts';
import type { ControlEvent } from '../../core/control/control-event.ts';
import { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { Device, DeviceContext, RemoteAddress } from '../../devices/device.ts';
import { createDevice } from '../../devices/registry.ts';
import { parseRecording, type RecordedDatagram } from '../../devices/replay/recording.ts';

/** What a device has delivered, and the clock it lives by. */
export interface Collected {
  device: Device;
  samples: TrackingSample[];
  commands: { request: CommandRequest; from: RemoteAddress }[];
  controls: ControlEvent[];
  statusChanges: number;
  nowMs: number;
}

export const loopback: RemoteAddress = { address: '127.0.0.1', port: 50000 };

/** A device whose samples and commands are kept, on a clock that stands unless a test moves it. */
export function collect(
  kind: string,
  options: object = {},
  more: Partial<DeviceContext> = {},
): Collected {
  const collected = {
    samples: [],
    commands: [],
    controls: [],
    statusChanges: 0,
    nowMs: 1000,
  } as Omit<Collected, 'device'>;
  const context: DeviceContext = {
    nowMs: () => collected.nowMs,
    sink: {
      sample: (sample) => collected.samples.push(copyOf(sample)),
      command: (request, from) => collected.commands.push({ request, from }),
      control: (event) => collected.controls.push({ ...event }),
    },
    onStatus: () => {
      collected.statusChanges += 1;
    },
    ...more,
  };
  const device = createDevice({ id: 'under-test', kind, options }, context);
  return Object.assign(collected, { device });
}

export const copyOf = (sample: TrackingSample): TrackingSample =>
  Object.assign(new TrackingSample(), sample, { distortion: structuredClone(sample.distortion) });

const fixture = (path: string): string =>
  readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8');

export const fixtureJson = (path: string): unknown => JSON.parse(fixture(path));

export function fixtureRecording(path: string): RecordedDatagram[] {
  const parsed = parseRecording(fixture(path));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
  return parsed.value;
}

export const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

/** Refused packets of all reasons together. */
export const refusedTotal = (device: Device): number =>
  [...device.counters().refused.values()].reduce((sum, count) => sum + count, 0);

/** Resolves when `isTrue` holds, checked whenever the event loop turns; rejects after `limitMs`. */
export async function until(isTrue: () => boolean, limitMs = 5000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!isTrue()) {
    if (performance.now() > end) throw new Error(`not within ${limitMs} ms: ${isTrue}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
