import { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { type Bench, type BenchContext, type BenchResult, compare, median } from './bench.ts';
import { having, loadPeer } from './load-peer.ts';
import { randomFrom } from './motion/random.ts';
import { poseNumbers } from './t1-fuzz-packets.ts';
import { datagram, oscMessage } from './t1-osc-bytes.ts';
import { OscDecoder } from './t1-osc-device.ts';
import type { OscPeer } from './t1-osc-reading.ts';
import { wrongPackets } from './t1-wrong-packets.ts';

interface OscMin {
  fromBuffer(bytes: Uint8Array): { args?: { value: unknown }[] };
}

interface OscJs {
  Message: new () => { unpack(view: DataView): number; args: unknown[] };
}

/** Decodes one datagram and gives its first number, so that no decoding can be left out. */
type Decode = (bytes: Uint8Array) => number;

/** 0.4 s of each contender in a round. */
const turns = 80;
const turnMs = 5;
const fuzzedPackets = 10_000;

export const bench: Bench = {
  id: 'T1',
  what: 'OSC decoding, from the bytes of a datagram to a checked sample',
  run: async (context) => {
    const osc = await loadPeer('osc', having<OscPeer>('readPacket', 'readString', 'readArgument'));
    const rounds = speeds(await decoders(osc), messages(context.seed), context);
    const measured = {
      what: 'pose messages decoded and checked; the peers check nothing',
      unit: 'msg/s',
      ours: rounds.ours ?? [],
      peers: {
        'osc-js': rounds['osc-js'] ?? [],
        osc: rounds.osc ?? [],
        'osc-min': rounds['osc-min'] ?? [],
      },
    };
    return [
      compare({ id: 'T1a', ...measured }, 'osc-js', 'atLeast', 100),
      compare({ id: 'T1b', ...measured }, 'osc', 'atLeast', 4),
      fuzzResult(osc, context.seed),
    ];
  },
};

async function decoders(osc: OscPeer): Promise<Record<string, Decode>> {
  const oscMin = await loadPeer('osc-min', having<OscMin>('fromBuffer'));
  const { Message } = await loadPeer('osc-js', having<OscJs>('Message'));
  let last = new TrackingSample();
  const decoder = new OscDecoder((sample) => {
    last = sample;
  });
  return {
    ours: (bytes) => {
      decoder.decode(bytes);
      return last.x;
    },
    'osc-js': ({ buffer }) => {
      const message = new Message();
      message.unpack(new DataView(buffer));
      return Number(message.args[0]);
    },
    osc: (bytes) => Number(osc.readPacket(bytes, {}).args[0]),
    'osc-min': (bytes) => Number(oscMin.fromBuffer(bytes).args?.[0]?.value),
  };
}

/** Poses of four cameras in turn, as they come in on a stage. */
function messages(seed: number): Buffer[] {
  const random = randomFrom(seed);
  return Array.from({ length: 64 }, (_, i) =>
    datagram(oscMessage(`/cyc/camera/${1 + (i % 4)}/pose`, floats, poseNumbers(random))),
  );
}

const floats = ['f', 'f', 'f', 'f', 'f', 'f', 'f'] as const;

/** Messages a second, per contender and round; a first round only warms up. */
function speeds(
  contenders: Record<string, Decode>,
  datagrams: readonly Buffer[],
  { rounds, say }: BenchContext,
): Record<string, number[]> {
  const speeds: Record<string, number[]> = {};
  for (let round = -1; round < rounds; round += 1) {
    const ofRound = speedsOfRound(contenders, datagrams);
    if (round < 0) continue;
    for (const [name, speed] of Object.entries(ofRound)) {
      speeds[name] = [...(speeds[name] ?? []), speed];
      say(`  round ${round + 1}: ${name} ${Math.round(speed)} msg/s`);
    }
  }
  return speeds;
}

/** The median of many short turns: one in which the machine did something else does not count. */
function speedsOfRound(
  contenders: Record<string, Decode>,
  datagrams: readonly Buffer[],
): Record<string, number> {
  const ofTurns = Object.fromEntries(Object.keys(contenders).map((name) => [name, [] as number[]]));
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [name, decode] of Object.entries(contenders)) {
      ofTurns[name]?.push(messagesPerSecond(decode, datagrams));
    }
  }
  return Object.fromEntries(Object.entries(ofTurns).map(([name, all]) => [name, median(all)]));
}

function messagesPerSecond(decode: Decode, datagrams: readonly Buffer[]): number {
  const start = performance.now();
  let elapsedMs = 0;
  let count = 0;
  let sum = 0;
  while (elapsedMs < turnMs) {
    for (const bytes of datagrams) sum += decode(bytes);
    count += datagrams.length;
    elapsedMs = performance.now() - start;
  }
  if (!Number.isFinite(sum)) throw new Error('A contender did not decode the pose.');
  return (count / elapsedMs) * 1000;
}

function fuzzResult(osc: OscPeer, seed: number): BenchResult {
  const { packets, wrong, firstWrong, samples, refusals } = wrongPackets(osc, seed, fuzzedPackets);
  const reasons = [...refusals].map(([reason, count]) => `${reason} ${count}`);
  return {
    id: 'T1c',
    what: `wrong among ${packets} fuzzed packets, by the reading of osc`,
    unit: 'packets',
    ours: wrong,
    peers: { target: 0 },
    ratio: wrong / packets,
    goal: 0,
    holds: wrong === 0,
    note: firstWrong ?? `${samples} messages read alike; refused: ${reasons.join(', ')}`,
  };
}
