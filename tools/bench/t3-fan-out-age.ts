import { type Bench, type BenchResult, compare } from './bench.ts';
import { type FanOutRound, fanOutRounds } from './transport/fan-out.ts';

const goals = { p50ToWs: 1.15, p50ToSocketIo: 0.5, p99ToWs: 1.5 };

/** How old a pose is when it comes to a client. */
export const bench: Bench = {
  id: 'T3',
  what: 'pose fan-out: one-way age, 16 clients, 240 Hz, 64 bytes',
  async run(context): Promise<BenchResult[]> {
    const { ours, ...peers } = await fanOutRounds(context);
    const measured = (what: string, pick: (round: FanOutRound) => number) => ({
      what,
      unit: 'ms',
      ours: ours.map(pick),
      peers: Object.fromEntries(Object.entries(peers).map(([name, r]) => [name, r.map(pick)])),
    });
    const p50 = measured('age on arrival, p50', (round) => round.ageP50Ms);
    const p99 = measured('age on arrival, p99', (round) => round.ageP99Ms);
    return [
      compare({ id: 'T3a', ...p50 }, 'ws', 'atMost', goals.p50ToWs),
      compare({ id: 'T3b', ...p50 }, 'socket.io binary volatile', 'atMost', goals.p50ToSocketIo),
      compare({ id: 'T3c', ...p99 }, 'ws', 'atMost', goals.p99ToWs),
    ];
  },
};
