import type { DeviceEntry } from '../../core/show/show-schema.ts';

/** How to make a tracker reach one of the show's devices. */
export interface TrackerHint {
  device: string;
  name: string;
  /** Protocol and port, e.g. `UDP 40000`. */
  target: string;
  words: string;
}

const known: Record<string, { name: string; port: number; words: string }> = {
  freed: {
    name: 'FreeD',
    port: 40000,
    words: 'Set the tracker to D1 messages. Its camera id is the subject.',
  },
  opentrackio: {
    name: 'OpenTrackIO',
    port: 55555,
    words: 'JSON or CBOR, unicast or multicast. Its source number is the subject.',
  },
  osc: {
    name: 'OSC',
    port: 9000,
    words: 'Send /cyc/camera/<id>/pose with x y z qx qy qz qw, or /euler in degrees.',
  },
  simulated: {
    name: 'Simulated',
    port: 0,
    words: 'Moves by itself, with no hardware: for rehearsal.',
  },
};

export function trackerHint(device: DeviceEntry): TrackerHint {
  const kind = known[device.kind];
  const port = typeof device.options.port === 'number' ? device.options.port : kind?.port;
  return {
    device: device.id,
    name: kind?.name ?? device.kind,
    target: port ? `UDP ${port}` : 'built in',
    words: kind?.words ?? '',
  };
}
