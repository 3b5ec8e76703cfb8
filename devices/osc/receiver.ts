import { commandFromOsc, type OscArgument } from '../../core/commands/osc-arguments.ts';
import { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { DeviceContext, RemoteAddress } from '../device.ts';
import type { PacketCounters } from '../packet-counters.ts';
import type { SourceRights } from '../udp/source-filter.ts';
import type { HandleDatagram } from '../udp/udp-device.ts';
import { type OscValue, readArguments } from './arguments.ts';
import { ByteTable } from './byte-table.ts';
import { decodeEuler, decodeLens, decodePose, decodeVmcCamera, type SampleFault } from './codec.ts';
import { moveControl, type OscControl } from './controls.ts';
import { MappedPoses } from './mapping/mapped-poses.ts';
import type { MappedAddress } from './mapping/table.ts';
import type { OscMessage } from './message.ts';
import { type OscVisitor, type PacketFault, walkPacket } from './packet.ts';
import { type OscRoute, type RouteTables, routeFromAddress } from './route.ts';
import { type Subscription, subscriptionFromOsc } from './subscription.ts';

type SampleRoute = Extract<OscRoute, { kind: 'pose' | 'euler' | 'lens' | 'vmc-camera' }>;

/** Keeps who has subscribed. `subscribe` returns false when there are too many. */
export interface Subscribers {
  subscribe(subscription: Subscription, nowMs: number): boolean;
  unsubscribe(subscription: Subscription): void;
}

interface ReceiverParts {
  context: DeviceContext;
  counters: PacketCounters;
  tables: RouteTables;
  subscribers: Subscribers;
}

/** From datagram to samples, commands, controls and subscriptions; every message is counted. */
export class OscReceiver implements OscVisitor {
  readonly #parts: ReceiverParts;
  readonly #sample = new TrackingSample();
  readonly #routes: ByteTable<OscRoute>;
  readonly #mapped = new MappedPoses();
  #from: RemoteAddress = { address: '', port: 0 };
  #receivedMs = 0;
  #rights: SourceRights = { pose: false, command: false };

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
    this.#routes = new ByteTable((address) => routeFromAddress(address, parts.tables));
  }

  readonly handle: HandleDatagram = (bytes, from, receivedMs, rights) => {
    this.#from = from;
    this.#receivedMs = receivedMs;
    this.#rights = rights;
    walkPacket(bytes, this);
  };

  refuse(reason: PacketFault): void {
    this.#parts.counters.refuse(reason);
  }

  message(message: OscMessage): void {
    const fault = this.#take(message);
    if (fault) this.#parts.counters.refuse(fault);
  }

  #take(message: OscMessage): string | undefined {
    const { bytes, addressStart, addressEnd, addressHash } = message;
    const route = this.#routes.of(bytes, addressStart, addressEnd, addressHash);
    switch (route.kind) {
      case 'pose':
      case 'euler':
      case 'lens':
      case 'vmc-camera':
        return this.#takeSample(route, message);
      case 'mapped':
        return this.#takeMapped(route.mapped, message);
      case 'command':
        return this.#takeCommand(route.address, message);
      case 'controls':
        return this.#takeControls(route.controls, message);
      case 'subscribe':
      case 'unsubscribe':
        return this.#takeSubscription(route.kind, message);
      case 'ignored':
        this.#accept(message);
        return undefined;
      default:
        return route.kind === 'unknown' ? 'unknown-address' : 'unmapped';
    }
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
    this.#parts.context.sink.sample(sample);
    return undefined;
  }

  /** A part of a pose is accepted; the sample comes with the last of them. */
  #takeMapped(mapped: MappedAddress, message: OscMessage): string | undefined {
    if (!this.#rights.pose) return 'source';
    const result = this.#mapped.take(mapped, message, this.#receivedMs, this.#sample);
    if (result !== 'sample' && result !== 'part') return result;
    this.#accept(message);
    if (result === 'sample') this.#parts.context.sink.sample(this.#sample);
    return undefined;
  }

  #takeCommand(address: string, message: OscMessage): string | undefined {
    const values = this.#commandValues(message);
    if (typeof values === 'string') return values;
    const args = commandArguments(values);
    const request = args && commandFromOsc(address, args);
    if (!request) return 'arguments';
    this.#accept(message);
    if (request === 'ignored') this.#parts.counters.note('button-release');
    else this.#parts.context.sink.command(request, this.#from);
    return undefined;
  }

  #takeControls(controls: readonly OscControl[], message: OscMessage): string | undefined {
    const values = this.#commandValues(message);
    if (typeof values === 'string') return values;
    const { sink } = this.#parts.context;
    let isTaken = false;
    for (const control of controls) {
      isTaken = moveControl(control, values, (event) => sink.control(event)) || isTaken;
    }
    if (!isTaken) return 'arguments';
    this.#accept(message);
    return undefined;
  }

  #takeSubscription(kind: 'subscribe' | 'unsubscribe', message: OscMessage): string | undefined {
    const values = this.#commandValues(message);
    if (typeof values === 'string') return values;
    const subscription = subscriptionFromOsc(values, this.#from);
    if (!subscription) return 'arguments';
    const { counters, subscribers } = this.#parts;
    if (subscription === 'ignored') counters.note('button-release');
    else if (kind === 'unsubscribe') subscribers.unsubscribe(subscription);
    else if (!subscribers.subscribe(subscription, this.#receivedMs)) return 'subscribers';
    this.#accept(message);
    return undefined;
  }

  /** The arguments of what only those may send who may give commands. */
  #commandValues(message: OscMessage): OscValue[] | string {
    return this.#rights.command ? readArguments(message) : 'source-command';
  }

  #accept(message: OscMessage): void {
    const { counters } = this.#parts;
    counters.accept();
    if (message.bytes[message.addressStart] !== 0x2f) counters.note('no-leading-slash');
    if (!message.hasTags) counters.note('no-type-tags');
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
