import { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { DeviceContext, RemoteAddress } from '../device.ts';
import { describeUniverses } from '../dmx/describe-universes.ts';
import type { DmxSource } from '../dmx/dmx-source.ts';
import type { MergedUniverse } from '../dmx/merged-universe.ts';
import type { DmxPlan } from '../dmx/options.ts';
import { mergedUniverses } from '../dmx/universes.ts';
import type { PacketCounters } from '../packet-counters.ts';
import type { HandleDatagram } from '../udp/udp-device.ts';
import { type ArtNetPacket, createArtNetPacket, decodeArtNet, dmxOffset } from './codec.ts';

type Universe = MergedUniverse<string>;
type Source = DmxSource<string>;

/** Art-Net merges two controllers and no more; one that stopped is merged for another 10 s. */
const mergeRules = { silentMs: 10_000, mostSources: 2 };
/** Without an ArtSync for so long, slots are shown as they come. */
const syncSilentMs = 4000;
/** Art-Net has no priorities; as in sACN, 100 is in the middle. */
const priority = 100;

/** The subject of samples that are timecode and no camera. */
const timecodeSubject = 'timecode';

/** Answers an ArtPoll for the Port-Addresses from `lowest` to `highest`. */
export type AnswerPoll = (
  to: RemoteAddress,
  nowMs: number,
  lowest: number,
  highest: number,
) => void;

/** From datagram to changed slots, timecode and answers; every one is counted. */
export class ArtNetReceiver {
  readonly #context: DeviceContext;
  readonly #counters: PacketCounters;
  readonly #plan: DmxPlan;
  readonly #answerPoll: AnswerPoll;
  readonly #packet: ArtNetPacket = createArtNetPacket();
  readonly #sample = new TrackingSample();
  readonly #universes: ReadonlyMap<number, Universe>;
  readonly #all: readonly Universe[];

  constructor(
    context: DeviceContext,
    counters: PacketCounters,
    plan: DmxPlan,
    answerPoll: AnswerPoll,
  ) {
    this.#context = context;
    this.#counters = counters;
    this.#plan = plan;
    this.#answerPoll = answerPoll;
    this.#sample.subject = timecodeSubject;
    this.#universes = mergedUniverses(plan, mergeRules, (event) => context.sink.control(event));
    this.#all = [...this.#universes.values()];
  }

  readonly handle: HandleDatagram = (bytes, from, receivedMs, rights) => {
    const fault = decodeArtNet(bytes, this.#packet) ?? this.#take(bytes, from, receivedMs, rights);
    if (fault) this.#counters.refuse(fault);
    else this.#counters.accept();
  };

  detail(): string {
    return describeUniverses(this.#universes, this.#plan, this.#context.nowMs());
  }

  /** Whether slots arrive at a Port-Address. */
  isReceiving(portAddress: number): boolean {
    const universe = this.#universes.get(portAddress);
    const nowMs = this.#context.nowMs();
    return universe?.sources.some((source) => !universe.isSilent(source, nowMs)) ?? false;
  }

  #take(
    bytes: Uint8Array,
    from: RemoteAddress,
    nowMs: number,
    rights: { command: boolean },
  ): string | undefined {
    const { kind, lowestPort, highestPort } = this.#packet;
    if (kind === 'timecode') return this.#takeTimecode(nowMs);
    if (kind === 'poll') {
      this.#answerPoll(from, nowMs, lowestPort, highestPort);
      return undefined;
    }
    if (!rights.command) return 'source-command';
    if (kind === 'sync') return this.#takeSync(from.address, nowMs);
    return this.#takeDmx(bytes, from.address, nowMs);
  }

  /** A clock and no camera: a sample without pose, which says where the timecode stands. */
  #takeTimecode(nowMs: number): string | undefined {
    const { stream, timecodeFrame } = this.#packet;
    if (stream !== 0) return 'timecode-stream';
    this.#sample.timecodeFrame = timecodeFrame;
    this.#sample.receivedMs = nowMs;
    this.#context.sink.sample(this.#sample);
    return undefined;
  }

  #takeDmx(bytes: Uint8Array, address: string, nowMs: number): string | undefined {
    const { portAddress, sequence } = this.#packet;
    const universe = this.#universes.get(portAddress);
    if (!universe) return 'other-universe';
    const source = sourceOf(universe, address) ?? this.#add(universe, address, nowMs);
    if (!source) return 'sources';
    // 0 is a sender that does not count its packets.
    const counted = sequence === 0 ? Number.NaN : sequence;
    if (!universe.heard(source, counted, nowMs)) return 'sequence';
    const { slotCount } = this.#packet;
    if (isSynchronised(universe, source, nowMs)) source.hold(bytes, dmxOffset, slotCount, priority);
    else source.show(bytes, dmxOffset, slotCount, priority);
    if (universe.dropLost(nowMs)) this.#context.onStatus();
    universe.look();
    return undefined;
  }

  #add(universe: Universe, address: string, nowMs: number): Source | undefined {
    if (universe.isFull && !universe.dropLost(nowMs)) return undefined;
    const source = universe.add(address, address);
    this.#context.onStatus();
    return source;
  }

  /** An ArtSync counts for the universes of its sender, but for none that merges two. */
  #takeSync(address: string, nowMs: number): string | undefined {
    let isKnown = false;
    for (const universe of this.#all) {
      const source = sourceOf(universe, address);
      if (!source) continue;
      isKnown = true;
      source.syncMs = nowMs;
      source.release();
      universe.look();
    }
    return isKnown ? undefined : 'sync-source';
  }
}

const isSynchronised = ({ sources }: Universe, { syncMs }: Source, nowMs: number): boolean =>
  sources.length === 1 && nowMs - syncMs <= syncSilentMs;

function sourceOf(universe: Universe, address: string): Source | undefined {
  for (const source of universe.sources) {
    if (source.key === address) return source;
  }
  return undefined;
}
