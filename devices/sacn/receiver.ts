import type { DeviceContext } from '../device.ts';
import { describeUniverses } from '../dmx/describe-universes.ts';
import type { DmxSource } from '../dmx/dmx-source.ts';
import type { MergedUniverse } from '../dmx/merged-universe.ts';
import type { DmxPlan } from '../dmx/options.ts';
import { mergedUniverses } from '../dmx/universes.ts';
import type { PacketCounters } from '../packet-counters.ts';
import type { HandleDatagram } from '../udp/udp-device.ts';
import {
  cidLength,
  cidOffset,
  createSacnPacket,
  decodeSacn,
  firstSlot,
  type SacnPacket,
  sourceName,
} from './codec.ts';
import { discoveryUniverse } from './groups.ts';
import { hasCid, SyncStates } from './sync-states.ts';

type Universe = MergedUniverse<Uint8Array>;
type Source = DmxSource<Uint8Array>;

/** E131_NETWORK_DATA_LOSS_TIMEOUT, and how many senders of one universe we merge. */
const mergeRules = { silentMs: 2500, mostSources: 16 };

/** From datagram to changed slots: codec, senders, priority, synchronisation; every one is counted. */
export class SacnReceiver {
  readonly #context: DeviceContext;
  readonly #counters: PacketCounters;
  readonly #plan: DmxPlan;
  readonly #packet: SacnPacket = createSacnPacket();
  readonly #universes: ReadonlyMap<number, Universe>;
  readonly #all: readonly Universe[];
  readonly #groups: ReadonlyMap<string, number>;
  readonly #syncs = new SyncStates();

  /** `groups`: the universe of each multicast group that is joined. */
  constructor(
    context: DeviceContext,
    counters: PacketCounters,
    plan: DmxPlan,
    groups: ReadonlyMap<string, number>,
  ) {
    this.#context = context;
    this.#counters = counters;
    this.#plan = plan;
    this.#groups = groups;
    this.#universes = mergedUniverses(plan, mergeRules, (event) => context.sink.control(event));
    this.#all = [...this.#universes.values()];
  }

  readonly handle: HandleDatagram = (bytes, _from, receivedMs, rights, group) => {
    const fault = rights.command ? this.#take(bytes, receivedMs, group) : 'source-command';
    if (fault) this.#counters.refuse(fault);
    else this.#counters.accept();
  };

  detail(): string {
    return describeUniverses(this.#universes, this.#plan, this.#context.nowMs());
  }

  #take(bytes: Uint8Array, nowMs: number, group: string | undefined): string | undefined {
    const packet = this.#packet;
    const fault = decodeSacn(bytes, packet);
    if (fault) return fault;
    if (group !== undefined && isElsewhere(packet, this.#groups.get(group))) return 'group';
    if (packet.kind === 'sync') return this.#takeSync(bytes, nowMs);
    if (packet.kind === 'data') return this.#takeData(bytes, nowMs);
    this.#counters.note('discovery');
    return undefined;
  }

  #takeData(bytes: Uint8Array, nowMs: number): string | undefined {
    const packet = this.#packet;
    const universe = this.#universes.get(packet.universe);
    if (!universe) return 'other-universe';
    if (packet.isPreview) return 'preview';
    if (packet.startCode !== 0 && !packet.isTerminated) return 'start-code';
    const known = sourceOf(universe, bytes);
    if (packet.isTerminated) return this.#terminate(universe, known, nowMs);
    const source = known ?? this.#add(universe, bytes, nowMs);
    if (!source) return 'sources';
    if (!universe.heard(source, packet.sequence, nowMs)) return 'sequence';
    this.#apply(universe, source, bytes, nowMs);
    return undefined;
  }

  #add(universe: Universe, bytes: Uint8Array, nowMs: number): Source | undefined {
    if (universe.isFull && !universe.dropLost(nowMs)) return undefined;
    const cid = bytes.slice(cidOffset, cidOffset + cidLength);
    const source = universe.add(cid, sourceName(bytes));
    this.#context.onStatus();
    return source;
  }

  #apply(universe: Universe, source: Source, bytes: Uint8Array, nowMs: number): void {
    const { slotCount, priority, syncAddress } = this.#packet;
    const wait = this.#syncs.waitOf(this.#packet, nowMs);
    if (wait === 'sync-never-heard') this.#counters.note('sync-never-heard');
    if (wait === 'sync') source.hold(bytes, firstSlot, slotCount, priority);
    else source.show(bytes, firstSlot, slotCount, priority);
    source.syncAddress = syncAddress;
    if (universe.dropLost(nowMs)) this.#context.onStatus();
    universe.look();
  }

  /** The end of a stream comes three times; the first ends it. Its slots say nothing. */
  #terminate(universe: Universe, source: Source | undefined, nowMs: number): string | undefined {
    if (source && !universe.heard(source, this.#packet.sequence, nowMs)) return 'sequence';
    this.#counters.note('terminated');
    if (!source) return undefined;
    universe.remove(source);
    universe.look();
    this.#context.onStatus();
    return undefined;
  }

  #takeSync(bytes: Uint8Array, nowMs: number): string | undefined {
    if (!this.#syncs.heard(bytes, this.#packet, nowMs)) return 'sequence';
    const { syncAddress } = this.#packet;
    for (const universe of this.#all) {
      for (const source of universe.sources) {
        if (source.syncAddress === syncAddress) source.release();
      }
      universe.look();
    }
    return undefined;
  }
}

/** Whether a packet came by a group that is not its own. */
function isElsewhere(packet: SacnPacket, groupUniverse: number | undefined): boolean {
  if (groupUniverse === undefined) return false;
  if (packet.kind === 'discovery') return groupUniverse !== discoveryUniverse;
  return groupUniverse !== (packet.kind === 'sync' ? packet.syncAddress : packet.universe);
}

function sourceOf(universe: Universe, bytes: Uint8Array): Source | undefined {
  for (const source of universe.sources) {
    if (hasCid(bytes, source.key)) return source;
  }
  return undefined;
}
