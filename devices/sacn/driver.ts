import { z } from 'zod';
import { bindingsShape } from '../../core/control/binding.ts';
import { deviceFactory } from '../device-factory.ts';
import { dmxPlan, universesOption } from '../dmx/options.ts';
import { PacketCounters } from '../packet-counters.ts';
import { udpOptionsShape } from '../udp/options.ts';
import { UdpDevice } from '../udp/udp-device.ts';
import { highestUniverse } from './codec.ts';
import { universesByGroup } from './groups.ts';
import { SacnReceiver } from './receiver.ts';

export const sacnPort = 5568;

const range = [1, highestUniverse] as const;

const schema = (host: string) =>
  z.object({
    ...udpOptionsShape(sacnPort, host),
    ...bindingsShape,
    /** Joined and watched; those that bindings name are, too. */
    universes: universesOption(range),
    /** Groups of synchronisation addresses that are no universe of ours. */
    syncAddresses: universesOption(range),
  });

/** Listens for sACN (ANSI E1.31), multicast and unicast: a lighting console's slots as controls. */
export const sacnFactory = deviceFactory({
  kind: 'sacn',
  poseIs: 'tracker',
  schema,
  make: (id, options, context) => {
    const counters = new PacketCounters();
    const plan = dmxPlan(options.universes, options.bindings, range);
    const joined = [...plan.universes, ...options.syncAddresses];
    const groups = universesByGroup(joined);
    const receiver = new SacnReceiver(context, counters, plan, groups);
    return new UdpDevice({
      id,
      kind: 'sacn',
      options,
      context,
      counters,
      handle: receiver.handle,
      carriesCommands: true,
      groups: joined.length > 0 ? [...groups.keys()] : [],
      detail: () => receiver.detail(),
    });
  },
});
