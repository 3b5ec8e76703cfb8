import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { randomFrom } from './motion/random.ts';
import { type FuzzPacket, fuzzPacket } from './t1-fuzz-packets.ts';
import { OscDecoder } from './t1-osc-device.ts';
import { type OscPeer, type Reading, readingOf } from './t1-osc-reading.ts';

export interface FuzzOutcome {
  packets: number;
  /** Datagrams of which we read another number, read too much, or refused what is to be read. */
  wrong: number;
  firstWrong: string | undefined;
  samples: number;
  /** Messages refused, by the reason that the reading of `osc` gives. */
  refusals: Map<string, number>;
}

/** Puts `packets` random datagrams through our device and compares with what `osc` reads there. */
export function wrongPackets(osc: OscPeer, seed: number, packets: number): FuzzOutcome {
  const random = randomFrom(seed);
  const outcome: FuzzOutcome = {
    packets,
    wrong: 0,
    firstWrong: undefined,
    samples: 0,
    refusals: new Map(),
  };
  for (let i = 0; i < packets; i += 1) {
    const packet = fuzzPacket(random);
    const readings = packet.messages.map((bytes) => readingOf(osc, bytes));
    if (packet.isCut) readings.push({ refusal: 'bundle cut off' });
    tally(outcome, readings);
    const fault = faultOf(packet, readings);
    if (!fault) continue;
    outcome.wrong += 1;
    outcome.firstWrong ??= `${fault}: ${Buffer.from(packet.bytes).toString('hex')}`;
  }
  return outcome;
}

function tally(outcome: FuzzOutcome, readings: readonly Reading[]): void {
  for (const reading of readings) {
    if ('numbers' in reading) outcome.samples += 1;
    else outcome.refusals.set(reading.refusal, (outcome.refusals.get(reading.refusal) ?? 0) + 1);
  }
}

/** What our device makes of the datagram that it should not; undefined when all is well. */
function faultOf({ bytes, isSound }: FuzzPacket, readings: readonly Reading[]): string | undefined {
  const ours: number[][] = [];
  const decoder = new OscDecoder((sample) => ours.push(numbersIn(sample)));
  decoder.decode(bytes);
  const wanted = readings.flatMap((reading) => ('numbers' in reading ? [reading.numbers] : []));
  const refused = readings.length - wanted.length;
  if (decoder.refused('internal') > 0) return 'threw';
  if (isSound && refused > 0) return 'the bench itself takes a sound message for a bad one';
  if (ours.length !== wanted.length) return `read ${ours.length} of ${wanted.length} messages`;
  if (decoder.refused() !== refused) return `refused ${decoder.refused()}, not ${refused}`;
  const isSame = ours.every((numbers, i) => areSame(numbers, wanted[i] ?? []));
  return isSame ? undefined : 'other numbers';
}

const numbersIn = (s: TrackingSample): number[] =>
  s.hasPose
    ? [s.x, s.y, s.z, s.qx, s.qy, s.qz, s.qw]
    : [s.focalLengthMm, s.focusDistanceM, s.fStop];

/** Equal but for the last bits of a division, which only a quaternion's length makes. */
const areSame = (ours: readonly number[], theirs: readonly number[]): boolean =>
  ours.length === theirs.length &&
  ours.every((value, i) => {
    const other = theirs[i] ?? Number.NaN;
    return Object.is(value, other) || Math.abs(value - other) <= (i < 3 ? 0 : 1e-12);
  });
