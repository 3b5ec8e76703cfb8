import type { Problem } from '../core/result.ts';
import type { PoseIs } from '../core/show/camera-schema.ts';
import { artNetFactory } from './artnet/driver.ts';
import type { Device, DeviceContext, DeviceFactory } from './device.ts';
import { freedFactory } from './freed/driver.ts';
import { hidFactory } from './hid/driver.ts';
import { ltcFactory } from './ltc/driver.ts';
import { midiFactory } from './midi/driver.ts';
import { openTrackIoFactory } from './opentrackio/driver.ts';
import { oscFactory } from './osc/driver.ts';
import { psnFactory } from './psn/driver.ts';
import { replayFactory } from './replay/driver.ts';
import { sacnFactory } from './sacn/driver.ts';
import { simulatedFactory } from './simulated/driver.ts';
import { takeFactory } from './take/driver.ts';
import { tslFactory } from './tsl/driver.ts';
import { UnavailableDevice } from './unavailable-device.ts';

const factories: readonly DeviceFactory[] = [
  freedFactory,
  openTrackIoFactory,
  oscFactory,
  psnFactory,
  hidFactory,
  midiFactory,
  ltcFactory,
  sacnFactory,
  artNetFactory,
  tslFactory,
  simulatedFactory,
  takeFactory,
  replayFactory([
    freedFactory,
    openTrackIoFactory,
    oscFactory,
    psnFactory,
    sacnFactory,
    artNetFactory,
    tslFactory,
  ]),
];

/** Every kind of device, by the `kind` of the show file. */
export const deviceFactories: ReadonlyMap<string, DeviceFactory> = new Map(
  factories.map((factory) => [factory.kind, factory]),
);

/** An entry of `devices` in the show file. */
export interface DeviceEntry {
  id: string;
  kind: string;
  options?: unknown;
}

/**
 * Makes the device that an entry of the show file describes. Never throws: an unknown kind or bad
 * options give a device that is unavailable and says why.
 */
export function createDevice({ id, kind, options }: DeviceEntry, context: DeviceContext): Device {
  const factory = deviceFactories.get(kind);
  if (factory) return factory.create(id, options, context);
  return new UnavailableDevice(id, kind, unknownKind(id, kind));
}

/**
 * What is wrong with an entry before it becomes a device, with JSON pointers into it and in the words
 * of the device's own status; none when it is valid. `host` is what `interface` is when it is left out.
 */
export function deviceProblems({ id, kind, options }: DeviceEntry, host: string): Problem[] {
  const factory = deviceFactories.get(kind);
  if (factory) return factory.problems(options, host);
  return [{ path: '/kind', code: 'unknown-kind', message: unknownKind(id, kind) }];
}

function unknownKind(id: string, kind: string): string {
  const known = [...deviceFactories.keys()].join(', ');
  return `Device "${id}" is of kind "${kind}", which does not exist. Known kinds: ${known}.`;
}

/**
 * What the samples of a device are when a camera's `source.poseIs` is absent (DESIGN section 2). A
 * replay is what it plays; an unknown kind counts as a tracker.
 */
export function defaultPoseIs({ kind, options }: Omit<DeviceEntry, 'id'>): PoseIs {
  const isReplay = kind === 'replay' && typeof options === 'object' && options !== null;
  const played = isReplay && 'as' in options ? String(options.as) : kind;
  return deviceFactories.get(played)?.poseIs ?? 'tracker';
}
