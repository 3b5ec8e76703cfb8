import { z } from 'zod';
import { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { DeviceContext, DeviceStatus } from '../device.ts';
import { deviceFactory } from '../device-factory.ts';
import { PacketCounters } from '../packet-counters.ts';
import { udpOptionsShape } from '../udp/options.ts';
import { type HandleDatagram, UdpDevice } from '../udp/udp-device.ts';
import { chunkEnd, chunkId } from './chunk.ts';
import {
  createPsnPacket,
  decodeTracker,
  type PsnPacket,
  readName,
  readPacket,
  readTrackerName,
} from './codec.ts';
import type { Arrival, Frames } from './frames.ts';
import type { Names } from './names.ts';
import { Senders } from './senders.ts';

export const psnPort = 56565;
export const psnGroup = '236.10.10.10';

const schema = (host: string) => {
  const udp = udpOptionsShape(psnPort, host);
  return z.object({
    ...udp,
    multicast: udp.multicast.default(psnGroup),
    /** Whether trackers are followed as objects, or are what a camera takes its pose from. */
    as: z.enum(['camera', 'object']).default('object'),
    /** By which hand the sender turns about its axes. */
    orientationHand: z.enum(['left', 'right']).default('left'),
    /** What of the trackers is not used, for senders that fill it wrongly. */
    ignore: z
      .array(z.enum(['orientation', 'status', 'timestamps']))
      .max(3)
      .default([]),
  });
};
type PsnOptions = z.infer<ReturnType<typeof schema>>;

/** Listens for PosiStageNet 2: DATA for poses, INFO for the names in the status. */
export const psnFactory = deviceFactory({
  kind: 'psn',
  poseIs: 'tracker',
  schema,
  make: (id, options, context) => {
    const counters = new PacketCounters();
    const receiver = new PsnReceiver(options, context, counters);
    const { handle } = receiver;
    const parts = { id, kind: 'psn', options, context, counters, handle, carriesCommands: false };
    return new PsnDevice(parts, receiver);
  },
});

/** A UDP device whose status also says which trackers there are. */
class PsnDevice extends UdpDevice {
  readonly #receiver: PsnReceiver;

  constructor(parts: ConstructorParameters<typeof UdpDevice>[0], receiver: PsnReceiver) {
    super(parts);
    this.#receiver = receiver;
  }

  override status(): DeviceStatus {
    const status = super.status();
    if (status.state !== 'open') return status;
    return { ...status, detail: [status.detail, ...this.#receiver.names()].join('; ') };
  }
}

/** From datagram to samples, one for each new tracker, as its packet arrives. */
class PsnReceiver {
  readonly #options: PsnOptions;
  readonly #context: DeviceContext;
  readonly #counters: PacketCounters;
  readonly #packet: PsnPacket = createPsnPacket();
  readonly #sample = new TrackingSample();
  readonly #senders = new Senders();

  constructor(options: PsnOptions, context: DeviceContext, counters: PacketCounters) {
    this.#options = options;
    this.#context = context;
    this.#counters = counters;
  }

  names(): string[] {
    return this.#senders.names();
  }

  readonly handle: HandleDatagram = (bytes, from, receivedMs) => {
    const fault = readPacket(bytes, this.#packet);
    if (fault) return this.#counters.refuse(fault);
    const sender = this.#senders.of(from, receivedMs);
    if (this.#packet.kind === 'data') return this.#takeData(bytes, sender.data, receivedMs);
    return this.#takeInfo(bytes, sender.info, sender.names, receivedMs);
  };

  #takeData(bytes: Uint8Array, frames: Frames, receivedMs: number): void {
    const { listStart, listEnd, packetCount } = this.#packet;
    const frame = this.#frameOf(frames, receivedMs);
    let stale: Arrival | undefined;
    let fresh = 0;
    let delivered = 0;
    for (let at = listStart; at < listEnd; at = chunkEnd(bytes, at)) {
      const arrival = frames.take(chunkId(bytes, at), frame);
      if (arrival !== 'new') stale = arrival;
      else {
        fresh += 1;
        if (this.#deliver(bytes, at, frame, receivedMs)) delivered += 1;
      }
    }
    if (stale && fresh === 0) {
      this.#counters.refuse(stale);
      return;
    }
    frames.addPacket(frame, packetCount);
    // A packet of bad trackers alone is counted by their faults.
    if (delivered > 0 || fresh === 0) this.#counters.accept();
  }

  #deliver(bytes: Uint8Array, at: number, frame: number, receivedMs: number): boolean {
    const sample = this.#sample;
    const fault = decodeTracker(bytes, at, this.#packet.timestampUs, this.#options, sample);
    if (fault) {
      this.#counters.refuse(fault);
      return false;
    }
    sample.kind = this.#options.as;
    sample.sequence = frame;
    sample.receivedMs = receivedMs;
    this.#context.sink.sample(sample);
    return true;
  }

  #takeInfo(bytes: Uint8Array, frames: Frames, names: Names, receivedMs: number): void {
    const { listStart, listEnd, nameStart, nameEnd, packetCount } = this.#packet;
    const frame = this.#frameOf(frames, receivedMs);
    const revision = names.revision;
    let stale: Arrival | undefined;
    let fresh = 0;
    for (let at = listStart; at < listEnd; at = chunkEnd(bytes, at)) {
      const tracker = chunkId(bytes, at);
      const arrival = frames.take(tracker, frame);
      if (arrival !== 'new') stale = arrival;
      else {
        fresh += 1;
        names.set(tracker, readTrackerName(bytes, at));
      }
    }
    if (stale && fresh === 0) {
      this.#counters.refuse(stale);
      return;
    }
    this.#counters.accept();
    if (nameEnd > nameStart) names.setSystem(readName(bytes, nameStart, nameEnd));
    const isDone = frames.addPacket(frame, packetCount);
    if (isDone) names.keep((tracker) => frames.has(tracker, frame));
    if (names.revision !== revision) this.#context.onStatus();
  }

  /** The number of this packet's frame; frames that are now past completing are noted. */
  #frameOf(frames: Frames, receivedMs: number): number {
    const before = frames.incomplete;
    const frame = frames.frameOf(this.#packet, receivedMs);
    for (let i = before; i < frames.incomplete; i += 1) this.#counters.note('incomplete');
    return frame;
  }
}
