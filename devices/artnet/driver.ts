import { networkInterfaces } from 'node:os';
import { z } from 'zod';
import { bindingsShape } from '../../core/control/binding.ts';
import { deviceFactory } from '../device-factory.ts';
import { dmxPlan, universesOption } from '../dmx/options.ts';
import { PacketCounters } from '../packet-counters.ts';
import { boundInterface } from '../udp/bound-interface.ts';
import { udpOptionsShape } from '../udp/options.ts';
import { UdpDevice } from '../udp/udp-device.ts';
import { PollLimit, pollReplies } from './answer-poll.ts';
import { highestPortAddress } from './codec.ts';
import { ownAddressFor } from './own-address.ts';
import { type AnswerPoll, ArtNetReceiver } from './receiver.ts';

export const artNetPort = 6454;

const range = [0, highestPortAddress] as const;

const schema = (host: string) =>
  z.object({
    ...udpOptionsShape(artNetPort, host),
    ...bindingsShape,
    /** Port-Addresses; those that bindings name are watched, too. */
    universes: universesOption(range),
  });

/** Listens for Art-Net 4: a console's slots as controls, its timecode, and polls, which it answers. */
export const artNetFactory = deviceFactory({
  kind: 'artnet',
  poseIs: 'tracker',
  schema,
  make: (id, options, context) => {
    const counters = new PacketCounters();
    const plan = dmxPlan(options.universes, options.bindings, range);
    const limit = new PollLimit();
    const answerPoll: AnswerPoll = (to, nowMs, lowest, highest) => {
      if (!limit.allows(nowMs)) return counters.note('poll-unanswered');
      const where = boundInterface(options.interface, networkInterfaces());
      if (!where) return counters.note('poll-unanswered');
      const own = { address: ownAddressFor(to.address, where), port: boundPort(device) };
      for (const reply of pollReplies(node, own, lowest, highest)) device.send(reply, to);
    };
    const receiver = new ArtNetReceiver(context, counters, plan, answerPoll);
    const { universes: portAddresses } = plan;
    const node = { id, portAddresses, isReceiving: (port: number) => receiver.isReceiving(port) };
    const device = new UdpDevice({
      id,
      kind: 'artnet',
      options,
      context,
      counters,
      handle: receiver.handle,
      carriesCommands: true,
      hearsBroadcast: true,
      detail: () => receiver.detail(),
    });
    return device;
  },
});

function boundPort(device: UdpDevice): number {
  const status = device.status();
  return status.state === 'open' ? (status.port ?? artNetPort) : artNetPort;
}
