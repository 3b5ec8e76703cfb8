import { against, type Bench, type BenchContext, type BenchResult, compare } from './bench.ts';
import { stallReaders } from './transport/stalled-reader.ts';

const goals = { staleToPeer: 1 / 15, mostStale: 8, freshToSocketIo: 0.3, memoryMiB: 1 };
const socketIo = 'socket.io binary volatile';
const entered = ['ours', 'ws guarded', socketIo] as const;

/** The recipe's ten stalls in a run of five rounds. */
const stallsPerRound = 2;

/** What a client gets that was stopped for 700 ms: only what is new, or everything that is old first. */
export const bench: Bench = {
  id: 'T4',
  what: 'freshness after a client was stopped for 700 ms, 240 Hz',
  async run(context): Promise<BenchResult[]> {
    const small = await measure(context, 64, '64 bytes', ['T4a', 'T4b', 'T4c', 'T4d', 'T4e']);
    const large = await measure(context, 16_384, '16 KiB', ['T4f', 'T4g', 'T4h', 'T4i', 'T4j']);
    return [...small, ...large];
  },
};

async function measure(
  { rounds, say }: BenchContext,
  bytes: number,
  size: string,
  ids: readonly [string, string, string, string, string],
): Promise<BenchResult[]> {
  const seen = await stallReaders(entered, bytes, rounds * stallsPerRound);
  const [ours, guarded, volatile] = entered.map((name) => {
    const { stale = [], freshMs = [], memoryMiB = Number.NaN } = seen.get(name) ?? {};
    say(`  ${size}, ${name}: stale ${stale}, fresh ${freshMs.map((ms) => ms.toFixed(1))} ms`);
    return { stale, freshMs, memoryMiB };
  });
  if (!ours || !guarded || !volatile) return [];
  const stale = {
    what: `stale packets after the stall, ${size}`,
    unit: 'packets',
    ours: ours.stale,
    peers: { 'ws guarded': guarded.stale, [socketIo]: volatile.stale },
  };
  const fresh = {
    what: `first fresh pose after the stall, ${size}`,
    unit: 'ms',
    ours: ours.freshMs,
    peers: { 'ws guarded': guarded.freshMs, [socketIo]: volatile.freshMs },
  };
  const worst = { what: `most stale packets, ${size}`, unit: 'packets' };
  const memory = { what: `growth of the server's memory, ${size}`, unit: 'MiB' };
  return [
    compare({ id: ids[0], ...stale }, 'ws guarded', 'atMost', goals.staleToPeer),
    compare({ id: ids[1], ...stale }, socketIo, 'atMost', goals.staleToPeer),
    against({ id: ids[2], ...worst, ours: [Math.max(...ours.stale)] }, 'atMost', goals.mostStale),
    compare({ id: ids[3], ...fresh }, socketIo, 'atMost', goals.freshToSocketIo),
    against({ id: ids[4], ...memory, ours: [ours.memoryMiB] }, 'atMost', goals.memoryMiB),
  ];
}
