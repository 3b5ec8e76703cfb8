import { encode } from 'cborg';
import { type Pose, rotationDegFromQuat } from '../../core/math.ts';
import { headerLength, type PayloadEncoding, writeHeader } from './header.ts';

/** What a simulated OpenTrackIO source sends in one sample; metres, millimetres, house axes. */
export interface OpenTrackIoState {
  pose: Pose;
  sourceId: string;
  sourceNumber: number;
  sequenceNumber: number;
  /** Wall-clock time of the sample, ms since 1970. */
  timestampMs: number;
  focalLengthMm: number;
  focusDistanceM: number;
  fStop: number;
  /** Sent about every two seconds. */
  sensorMm?: readonly [number, number];
}

/** The largest payload that, with its header, an Ethernet frame carries unfragmented. */
export const largestSegment = 1456;

/** The sample as OpenTrackIO 1.0.1 fields: the inverse of `fillSample`. */
export function openTrackIoFields(state: OpenTrackIoState): object {
  const [tilt, pan, z] = rotationDegFromQuat(state.pose.orientation);
  const { position } = state.pose;
  const seconds = Math.floor(state.timestampMs / 1000);
  const nanoseconds = Math.round((state.timestampMs - seconds * 1000) * 1e6);
  return {
    protocol: { name: 'OpenTrackIO', version: [1, 0, 1] },
    sourceId: state.sourceId,
    sourceNumber: state.sourceNumber,
    ...(state.sensorMm && { static: staticFields(state.sensorMm) }),
    timing: {
      mode: 'internal',
      sampleTimestamp: { seconds, nanoseconds },
      sequenceNumber: state.sequenceNumber,
    },
    lens: {
      pinholeFocalLength: state.focalLengthMm,
      focusDistance: state.focusDistanceM,
      fStop: state.fStop,
    },
    transforms: [
      {
        translation: { x: position[0], y: -position[2], z: position[1] },
        rotation: { pan, tilt, roll: -z },
        id: 'Camera',
      },
    ],
  };
}

const staticFields = ([width, height]: readonly [number, number]): object => ({
  camera: {
    activeSensorPhysicalDimensions: { width, height },
    anamorphicSqueeze: { num: 1, denom: 1 },
  },
});

/** The fields as payload bytes. */
export function encodePayload(encoding: PayloadEncoding, fields: object): Uint8Array {
  if (encoding === 'cbor') return encode(fields);
  return new TextEncoder().encode(JSON.stringify(fields));
}

/**
 * Cuts a payload into packets with headers, the first numbered `sequence`. `segments` asks for at
 * least that many; each carries at most 1456 bytes of payload.
 */
export function packetsFromPayload(
  encoding: PayloadEncoding,
  payload: Uint8Array,
  sequence: number,
  segments = 1,
): Uint8Array[] {
  const size = Math.min(largestSegment, Math.max(1, Math.ceil(payload.length / segments)));
  const packets: Uint8Array[] = [];
  for (let offset = 0; offset === 0 || offset < payload.length; offset += size) {
    const part = payload.subarray(offset, offset + size);
    const packet = new Uint8Array(headerLength + part.length);
    packet.set(part, headerLength);
    writeHeader(packet, {
      encoding,
      sequence: (sequence + packets.length) & 0xffff,
      segmentOffset: offset,
      isLast: offset + size >= payload.length,
      payloadLength: part.length,
    });
    packets.push(packet);
  }
  return packets;
}
