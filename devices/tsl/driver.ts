import { z } from 'zod';
import { bindingsShape } from '../../core/control/binding.ts';
import type { DeviceContext } from '../device.ts';
import { deviceFactory } from '../device-factory.ts';
import { PacketCounters } from '../packet-counters.ts';
import { udpOptionsShape } from '../udp/options.ts';
import { type HandleDatagram, UdpDevice } from '../udp/udp-device.ts';
import { createTslDisplay, decodeTsl, everyIndex, type TakeDisplay } from './codec.ts';
import { Labels } from './labels.ts';
import { Tallies } from './tallies.ts';

/** TSL UMD has no port of its own; 8900 is a common one. */
export const tslPort = 8900;

const schema = (host: string) =>
  z.object({
    ...udpOptionsShape(tslPort, host),
    ...bindingsShape,
    /** v5: the one SCREEN (a set of displays) to take; absent: every one. */
    screen: z.int().min(0).max(0xfffe).optional(),
  });
type TslOptions = z.output<ReturnType<typeof schema>>;

/** Listens for TSL UMD v3.1 and v5.0: the tallies of a vision mixer as controls. */
export const tslFactory = deviceFactory({
  kind: 'tsl',
  poseIs: 'tracker',
  schema,
  make: (id, options, context) => {
    const counters = new PacketCounters();
    const receiver = new TslReceiver(context, counters, options);
    return new UdpDevice({
      id,
      kind: 'tsl',
      options,
      context,
      counters,
      handle: receiver.handle,
      carriesCommands: true,
      detail: () => receiver.detail(),
    });
  },
});

/** From datagram to changed tallies; every one is counted. */
class TslReceiver {
  readonly #counters: PacketCounters;
  readonly #screen: number | undefined;
  readonly #display = createTslDisplay();
  readonly #tallies: Tallies;
  readonly #labels = new Labels();

  constructor(context: DeviceContext, counters: PacketCounters, options: TslOptions) {
    this.#counters = counters;
    this.#screen = options.screen;
    this.#tallies = new Tallies(options.bindings, (event) => context.sink.control(event));
  }

  readonly handle: HandleDatagram = (bytes, _from, _receivedMs, rights) => {
    const fault = rights.command
      ? decodeTsl(bytes, this.#display, this.#takeDisplay)
      : 'source-command';
    if (fault) this.#counters.refuse(fault);
    else this.#counters.accept();
  };

  detail(): string {
    return this.#labels.describe();
  }

  readonly #takeDisplay: TakeDisplay = (display, bytes) => {
    const { version, screen, index, isControlData } = display;
    const isOther = screen !== everyIndex && screen !== this.#screen;
    if (version === 5 && this.#screen !== undefined && isOther) {
      return this.#counters.note('other-screen');
    }
    if (isControlData) return this.#counters.note('control-data');
    // For all displays at once nobody sends tallies; a text for all is no label of one.
    if (index === everyIndex) return this.#counters.note('every-display');
    this.#labels.keep(display, bytes);
    this.#tallies.take(display);
  };
}
