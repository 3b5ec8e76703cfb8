import { z } from 'zod';
import { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { DeviceContext, RemoteAddress } from '../device.ts';
import { deviceFactory } from '../device-factory.ts';
import { PacketCounters } from '../packet-counters.ts';
import { type UdpOptions, udpOptionsShape } from '../udp/options.ts';
import { type HandleDatagram, UdpDevice } from '../udp/udp-device.ts';
import { createPacketHeader, headerLength, type PacketHeader, readHeader } from './header.ts';
import { decodePayload, type Fields } from './payload.ts';
import type { Message } from './reassembly.ts';
import { fillSample, type SampleRules } from './sample.ts';
import { StaticBlocks } from './static-block.ts';
import { Streams } from './streams.ts';

export const openTrackIoPort = 55555;

/** The group of a source number: 239.135.1.N. */
export const groupOfSource = (sourceNumber: number): string => `239.135.1.${sourceNumber}`;

const schema = (host: string) =>
  z
    .object({
      ...udpOptionsShape(openTrackIoPort, host),
      /**
       * Takes this source alone, and joins its group 239.135.1.N unless `multicast` names another.
       * Samples that carry no number are taken, too.
       */
      sourceNumber: z.int().min(1).max(200).optional(),
      encoders: z.enum(['normalised', 'raw']).default('normalised'),
      offsets: z.enum(['later', 'earlier', 'ignored']).default('later'),
    })
    .transform((options): OpenTrackIoOptions => {
      const { sourceNumber, multicast } = options;
      if (multicast !== false || sourceNumber === undefined) return options;
      return { ...options, multicast: groupOfSource(sourceNumber) };
    });

interface OpenTrackIoOptions extends UdpOptions, Pick<SampleRules, 'encoders' | 'offsets'> {
  sourceNumber?: number | undefined;
}

/** Listens for OpenTrackIO 1.0.1 (and 0.9.3), multicast and unicast, JSON and CBOR, segmented or not. */
export const openTrackIoFactory = deviceFactory({
  kind: 'opentrackio',
  poseIs: 'sensor',
  schema,
  make: (id, options, context) => {
    const counters = new PacketCounters();
    const receiver = new OpenTrackIoReceiver(context, counters, rulesFromOptions(options));
    return new UdpDevice({
      id,
      kind: 'opentrackio',
      options,
      context,
      counters,
      handle: receiver.handle,
      carriesCommands: false,
    });
  },
});

/** A payload without sourceNumber is named by the group's last octet, or "0" for unicast. */
function rulesFromOptions(options: OpenTrackIoOptions): SampleRules {
  const { multicast, sourceNumber, encoders, offsets } = options;
  const subject = multicast === false ? '0' : (multicast.split('.')[3] ?? '0');
  return { subject, sourceNumber, encoders, offsets };
}

/** From datagram to sample: header, segments, payload, fields; every refusal is counted. */
class OpenTrackIoReceiver {
  readonly #context: DeviceContext;
  readonly #counters: PacketCounters;
  readonly #rules: SampleRules;
  readonly #header: PacketHeader = createPacketHeader();
  readonly #sample = new TrackingSample();
  readonly #streams = new Streams();
  readonly #statics = new StaticBlocks();
  readonly #noted: (oddity: string) => void;

  constructor(context: DeviceContext, counters: PacketCounters, rules: SampleRules) {
    this.#context = context;
    this.#counters = counters;
    this.#rules = rules;
    this.#noted = (oddity) => counters.note(oddity);
  }

  readonly handle: HandleDatagram = (bytes, from, receivedMs) => {
    const fault = this.#take(bytes, from, receivedMs);
    if (fault) this.#counters.refuse(fault);
    else this.#counters.accept();
  };

  /** A segment that waits for the others is accepted; a set that is given up counts as incomplete. */
  #take(bytes: Uint8Array, from: RemoteAddress, receivedMs: number): string | undefined {
    const fault = readHeader(bytes, this.#header);
    if (fault) return fault;
    if (this.#header.isOldChecksum) this.#counters.note('checksum-mod-255');
    const stream = this.#streams.of(from, this.#header.encoding);
    const incompleteBefore = stream.incomplete;
    const result = stream.take(this.#header, bytes.subarray(headerLength), receivedMs);
    for (let i = incompleteBefore; i < stream.incomplete; i += 1) {
      this.#counters.refuse('incomplete');
    }
    if (result.kind === 'refused') return result.reason;
    return result.kind === 'message' ? this.#deliver(result.message, from, receivedMs) : undefined;
  }

  #deliver(message: Message, from: RemoteAddress, receivedMs: number): string | undefined {
    const decoded = decodePayload(this.#header.encoding, message.payload);
    if (decoded.fault) return decoded.fault;
    const statics = this.#statics.of(sourceKey(decoded.fields, from), receivedMs);
    const sample = this.#sample;
    const fault = fillSample(decoded.fields, this.#rules, statics, sample, this.#noted);
    if (fault) return fault;
    sample.sequence = message.index;
    sample.receivedMs = receivedMs;
    this.#context.sink.sample(sample);
    return undefined;
  }
}

/** Static blocks belong to a source: its sourceId, or its address when it names none. */
function sourceKey({ sourceId }: Fields, from: RemoteAddress): string {
  const isNamed = typeof sourceId === 'string' && sourceId.length <= 128;
  return isNamed ? sourceId : `${from.address}:${from.port}`;
}
