import { randomBytes } from 'node:crypto';
import type { Pose } from '../../core/math.ts';
import { artNetPort } from '../../devices/artnet/driver.ts';
import { artNetSimulator } from '../../devices/artnet/simulator.ts';
import { freedPort } from '../../devices/freed/driver.ts';
import { freedSimulator } from '../../devices/freed/simulator.ts';
import { groupOfSource, openTrackIoPort } from '../../devices/opentrackio/driver.ts';
import { openTrackIoSimulator } from '../../devices/opentrackio/simulator.ts';
import { oscPort } from '../../devices/osc/driver.ts';
import { oscSimulator, vmcSimulator } from '../../devices/osc/simulator.ts';
import { psnGroup, psnPort } from '../../devices/psn/driver.ts';
import { psnSimulator } from '../../devices/psn/simulator.ts';
import { sacnPort } from '../../devices/sacn/driver.ts';
import { groupOfUniverse } from '../../devices/sacn/groups.ts';
import { sacnSimulator } from '../../devices/sacn/simulator.ts';
import type { Simulator } from '../../devices/simulator.ts';
import { tslPort } from '../../devices/tsl/driver.ts';
import { tslSimulator } from '../../devices/tsl/simulator.ts';
import type { SimulateSettings } from './arguments.ts';

export const protocolNames = [
  'freed',
  'opentrackio',
  'osc',
  'vmc',
  'psn',
  'sacn',
  'artnet',
  'tsl',
] as const;
export type ProtocolName = (typeof protocolNames)[number];

interface SimulatedProtocol {
  port: number;
  /** The ids it takes; absent: any text. */
  ids?: readonly [number, number];
  /** Where `--multicast` sends; absent: the protocol has no group. */
  group?: (id: number) => string;
}

export const simulatedProtocols: Readonly<Record<ProtocolName, SimulatedProtocol>> = {
  freed: { port: freedPort, ids: [0, 255] },
  opentrackio: { port: openTrackIoPort, ids: [1, 200], group: groupOfSource },
  osc: { port: oscPort },
  vmc: { port: oscPort },
  psn: { port: psnPort, ids: [0, 64_535], group: () => psnGroup },
  sacn: { port: sacnPort, ids: [1, 63_999], group: groupOfUniverse },
  artnet: { port: artNetPort, ids: [0, 32_767] },
  tsl: { port: tslPort, ids: [0, 126] },
};

/** The datagrams of one tick: `index` counts them, `pose` is where the motion stands at `tMs`. */
export type Sending = (index: number, pose: Pose, tMs: number) => Uint8Array[];

/** What the settings ask for, ready to send. `sourceId` names an OpenTrackIO source. */
export function sendingOf(from: SimulateSettings, sourceId: string): Sending {
  switch (from.protocol) {
    case 'sacn':
      return ofConsole(sacnSimulator({ cid: randomBytes(16), universe: Number(from.id) }));
    case 'artnet':
      return ofConsole(artNetSimulator({ portAddress: Number(from.id) }));
    case 'tsl':
      return ofConsole(tslSimulator());
    default:
      return ofTracker(simulatorOf(from, sourceId));
  }
}

const ofConsole =
  (frames: (index: number) => Uint8Array[]): Sending =>
  (index) =>
    frames(index);

const ofTracker =
  (simulator: Simulator): Sending =>
  (_index, pose, tMs) =>
    simulator.datagrams(pose, tMs);

type TrackerSettings = SimulateSettings & {
  protocol: Exclude<ProtocolName, 'sacn' | 'artnet' | 'tsl'>;
};

/** A tracker's simulator; consoles have none. */
export function simulatorOf(from: SimulateSettings, sourceId: string): Simulator {
  const { id, cbor, segments, euler, trackers } = from as TrackerSettings;
  switch ((from as TrackerSettings).protocol) {
    case 'freed':
      return freedSimulator({ cameraId: Number(id) });
    case 'opentrackio': {
      const encoding = cbor ? 'cbor' : 'json';
      return openTrackIoSimulator({ encoding, sourceNumber: Number(id), sourceId, segments });
    }
    case 'osc':
      return oscSimulator(id, euler ? 'euler' : 'pose');
    case 'psn':
      return psnSimulator({ id: Number(id), trackers });
    case 'vmc':
      return vmcSimulator(id);
  }
}
