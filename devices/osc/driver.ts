import { z } from 'zod';
import { commandFromOsc, type OscArgument } from '../../core/commands/osc-arguments.ts';
import { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { DeviceContext, RemoteAddress } from '../device.ts';
import { deviceFactory } from '../device-factory.ts';
import { PacketCounters } from '../packet-counters.ts';
import { udpOptionsShape } from '../udp/options.ts';
import type { SourceRights } from '../udp/source-filter.ts';
import { type HandleDatagram, UdpDevice } from '../udp/udp-device.ts';
import { type OscValue, readArguments } from './arguments.ts';
import { ByteTable } from './byte-table.ts';
import { decodeEuler, decodeLens, decodePose, decodeVmcCamera, type SampleFault } from './codec.ts';
import type { OscMessage } from './message.ts';
import { type OscVisitor, type PacketFault, walkPacket } from './packet.ts';
import { type OscRoute, routeFromAddress } from './route.ts';

export const oscPort = 9000;

/** Listens for OSC: poses and lenses of `/cyc` and VMC, and every command as `/cyc/<noun>/<verb>`. */
export const oscFactory = deviceFactory({
  kind: 'osc',
  poseIs: 'pupil',
  schema: (host) => z.object(udpOptionsShape(oscPort, host)),
  make: (id, options, context) => {
    const counters = new PacketCounters();
    const { handle } = new OscReceiver(context, counters);
    return new UdpDevice({
      id,
      kind: 'osc',
      options,
      context,
      counters,
      handle,
      carriesCommands: true,
    });
  },
});

type SampleRoute = Exclude<OscRoute, { kind: 'command' | 'unknown' | 'unmapped' }>;

/** From datagram to samples and commands; every message is counted. */
class OscReceiver implements OscVisitor {
  readonly #context: DeviceContext;
  readonly #counters: PacketCounters;
  readonly #sample = new TrackingSample();
  readonly #routes = new ByteTable(routeFromAddress);
  #from: RemoteAddress = { address: '', port: 0 };
  #receivedMs = 0;
  #rights: SourceRights = { pose: false, command: false };

  constructor(context: DeviceContext, counters: PacketCounters) {
    this.#context = context;
    this.#counters = counters;
  }

  readonly handle: HandleDatagram = (bytes, from, receivedMs, rights) => {
    this.#from = from;
    this.#receivedMs = receivedMs;
    this.#rights = rights;
    walkPacket(bytes, this);
  };

  refuse(reason: PacketFault): void {
    this.#counters.refuse(reason);
  }

  message(message: OscMessage): void {
    const fault = this.#take(message);
    if (fault) this.#counters.refuse(fault);
  }

  #take(message: OscMessage): string | undefined {
    const { bytes, addressStart, addressEnd, addressHash } = message;
    const route = this.#routes.of(bytes, addressStart, addressEnd, addressHash);
    if (route.kind === 'command') return this.#takeCommand(route.address, message);
    if (route.kind === 'unknown') return 'unknown-address';
    return route.kind === 'unmapped' ? 'unmapped' : this.#takeSample(route, message);
  }

  #takeSample(route: SampleRoute, message: OscMessage): string | undefined {
    if (!this.#rights.pose) return 'source';
    const sample = this.#sample;
    sample.clear();
    const fault = decodeSample(route, message, sample);
    if (fault) return fault;
    this.#accept(message);
    sample.receivedMs = this.#receivedMs;
    sample.sourceTimeMs = message.timeMs;
    this.#context.sink.sample(sample);
    return undefined;
  }

  #takeCommand(address: string, message: OscMessage): string | undefined {
    if (!this.#rights.command) return 'source-command';
    const values = readArguments(message);
    if (typeof values === 'string') return values;
    const args = commandArguments(values);
    const request = args && commandFromOsc(address, args);
    if (!request) return 'arguments';
    this.#accept(message);
    if (request === 'ignored') this.#counters.note('button-release');
    else this.#context.sink.command(request, this.#from);
    return undefined;
  }

  #accept(message: OscMessage): void {
    this.#counters.accept();
    if (message.bytes[message.addressStart] !== 0x2f) this.#counters.note('no-leading-slash');
    if (!message.hasTags) this.#counters.note('no-type-tags');
  }
}

function decodeSample(
  route: SampleRoute,
  message: OscMessage,
  sample: TrackingSample,
): SampleFault | undefined {
  if (route.kind === 'vmc-camera') return decodeVmcCamera(message, sample);
  sample.kind = route.of;
  sample.subject = route.subject;
  if (route.kind === 'lens') return decodeLens(message, sample);
  return route.kind === 'pose' ? decodePose(message, sample) : decodeEuler(message, sample);
}

/** The arguments that a command may have; a lone false is a button's release like a lone 0. */
function commandArguments(values: readonly OscValue[]): OscArgument[] | undefined {
  if (values.length === 1 && values[0] === false) return [0];
  const args = values.filter(isCommandArgument);
  return args.length === values.length ? args : undefined;
}

const isCommandArgument = (value: OscValue): value is OscArgument =>
  value === null || typeof value !== 'object';
