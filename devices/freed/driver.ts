import { z } from 'zod';
import { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { DeviceContext } from '../device.ts';
import { deviceFactory } from '../device-factory.ts';
import { PacketCounters } from '../packet-counters.ts';
import { settlePose } from '../sample-orientation.ts';
import { udpOptionsShape } from '../udp/options.ts';
import { type HandleDatagram, UdpDevice } from '../udp/udp-device.ts';
import { decodeFreed, type FreedFault, freedLength, freedTypeFault } from './codec.ts';
import { LensFields } from './lens-fields.ts';
import { lensProfileShape, profileFromOptions } from './profiles.ts';

/** FreeD has no port of its own; 40000 is the commonest. */
export const freedPort = 40000;

/** Listens for FreeD D1 on UDP; a serial bridge may put several packets into one datagram. */
export const freedFactory = deviceFactory({
  kind: 'freed',
  poseIs: 'tracker',
  schema: (host) => z.object({ ...udpOptionsShape(freedPort, host), ...lensProfileShape }),
  make: (id, options, context) => {
    const counters = new PacketCounters();
    const noted = (oddity: string): void => counters.note(oddity);
    const lens = new LensFields(profileFromOptions(options), noted);
    const handle = freedHandler(context, counters, lens);
    return new UdpDevice({
      id,
      kind: 'freed',
      options,
      context,
      counters,
      handle,
      carriesCommands: false,
      detail: () => lens.describe(),
    });
  },
});

function freedHandler(
  context: DeviceContext,
  counters: PacketCounters,
  lens: LensFields,
): HandleDatagram {
  const sample = new TrackingSample();
  return (bytes, _from, receivedMs) => {
    const fault = datagramFault(bytes);
    if (fault) return counters.refuse(fault);
    for (let offset = 0; offset < bytes.length; offset += freedLength) {
      const fault = decodeFreed(bytes, offset, sample) ?? settlePose(sample);
      if (fault) {
        counters.refuse(fault);
        continue;
      }
      counters.accept();
      sample.receivedMs = receivedMs;
      lens.apply(sample, bytes[offset + 1] ?? 0);
      context.sink.sample(sample);
    }
  };
}

/** Judges a whole datagram by its first packet: foreign traffic counts once, however long it is. */
function datagramFault(bytes: Uint8Array): FreedFault | undefined {
  if (bytes.length === 0) return 'length';
  const fault = freedTypeFault(bytes, 0);
  return fault ?? (bytes.length % freedLength === 0 ? undefined : 'length');
}
