import type { Simulator } from '../simulator.ts';
import { encodePayload, openTrackIoFields, packetsFromPayload } from './encoder.ts';
import type { PayloadEncoding } from './header.ts';

export interface OpenTrackIoSimulatorOptions {
  encoding: PayloadEncoding;
  /** 1 to 200. */
  sourceNumber: number;
  /** urn:uuid of the source. */
  sourceId: string;
  /** At least this many packets for each sample. */
  segments?: number;
  /** Number of the first packet, 0 to 65535. */
  firstSequence?: number;
}

const staticEveryMs = 2000;
const lens = { focalLengthMm: 35, focusDistanceM: 3.5, fStop: 2.8 };
const sensorMm = [24.89, 14] as const;

/** An OpenTrackIO 1.0.1 source with a fixed lens; a static block comes first and every two seconds. */
export function openTrackIoSimulator(options: OpenTrackIoSimulatorOptions): Simulator {
  const { encoding, sourceNumber, sourceId, segments } = options;
  let sequence = options.firstSequence ?? 0;
  let sequenceNumber = 0;
  let staticSentMs = Number.NEGATIVE_INFINITY;
  const datagrams: Simulator['datagrams'] = (pose, tMs) => {
    const withStatic = tMs - staticSentMs >= staticEveryMs;
    if (withStatic) staticSentMs = tMs;
    const state = { pose, sourceId, sourceNumber, sequenceNumber, timestampMs: tMs, ...lens };
    const fields = openTrackIoFields(withStatic ? { ...state, sensorMm } : state);
    const packets = packetsFromPayload(
      encoding,
      encodePayload(encoding, fields),
      sequence,
      segments,
    );
    sequence = (sequence + packets.length) & 0xffff;
    sequenceNumber += 1;
    return packets;
  };
  return { datagrams };
}
