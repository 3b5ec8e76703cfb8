import { vec3 } from '../../core/math.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { Device, DeviceContext, RemoteAddress } from '../../devices/device.ts';
import { psnFactory } from '../../devices/psn/driver.ts';
import { copyOf, loopback } from './collect.ts';

/** A PosiStageNet device whose samples are kept, on a clock that stands unless a test moves it. */
export function psnReceiver(options: object = {}) {
  const received = { samples: [] as TrackingSample[], statusChanges: 0, nowMs: 1000 };
  const context: DeviceContext = {
    nowMs: () => received.nowMs,
    sink: {
      sample: (sample) => received.samples.push(copyOf(sample)),
      command: () => {},
      control: () => {},
    },
    onStatus: () => {
      received.statusChanges += 1;
    },
  };
  const device: Device = psnFactory.create('under-test', { port: 0, ...options }, context);
  return Object.assign(received, {
    device,
    send: (packets: readonly Uint8Array[], from: Partial<RemoteAddress> = {}): void => {
      for (const packet of packets) device.receive(packet, { ...loopback, ...from });
    },
    refused: () => Object.fromEntries(device.counters().refused),
    noted: () => Object.fromEntries(device.counters().noted ?? []),
    /** Subjects in the order in which they came. */
    subjects: () => received.samples.map((sample) => sample.subject),
    sequences: () => received.samples.map((sample) => sample.sequence),
  });
}

/** Bytes of a chunk, written down from the protocol's tables: u16 id, 15 bits length, 1 bit sub-chunks. */
export function chunkOf(id: number, data: readonly number[], hasChunks = false): number[] {
  const length = data.length + (hasChunks ? 0x8000 : 0);
  return [id & 255, id >> 8, length & 255, length >> 8, ...data];
}

export function floatsOf(...values: number[]): number[] {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) bytes.writeFloatLE(value, 4 * i);
  return [...bytes];
}

export function unsigned64Of(value: number): number[] {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return [...bytes];
}

interface Frame {
  frameId?: number;
  packetCount?: number;
  timestampUs?: number;
}

export const headerOf = ({ frameId = 1, packetCount = 1, timestampUs = 5000 }: Frame): number[] =>
  chunkOf(0, [...unsigned64Of(timestampUs), 2, 3, frameId, packetCount]);

/** A tracker with whatever fields it is given, each a chunk. */
export const trackerOf = (id: number, ...fields: number[][]): number[] =>
  chunkOf(id, fields.flat(), true);

export const positionOf = (x: number, y: number, z: number): number[] =>
  chunkOf(0, floatsOf(x, y, z));

/** A DATA packet of trackers. */
export const dataOf = (frame: Frame, ...trackers: number[][]): Uint8Array =>
  Uint8Array.from(
    chunkOf(0x6755, [...headerOf(frame), ...chunkOf(1, trackers.flat(), true)], true),
  );

/** An INFO packet of a system and its named trackers. */
export function infoOf(frame: Frame, system: string, names: Record<number, string>): Uint8Array {
  const trackers = Object.entries(names).map(([id, name]) =>
    trackerOf(Number(id), chunkOf(0, [...Buffer.from(name)])),
  );
  const list = chunkOf(2, trackers.flat(), true);
  return Uint8Array.from(
    chunkOf(0x6756, [...headerOf(frame), ...chunkOf(1, [...Buffer.from(system)]), ...list], true),
  );
}

/** Where a direction of the tracked body points in the stage. */
export function turned(sample: TrackingSample, direction: Readonly<vec3>): vec3 {
  return vec3.transformQuat(vec3.create(), direction, [sample.qx, sample.qy, sample.qz, sample.qw]);
}
