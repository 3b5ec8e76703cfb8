import { type Bench, type BenchResult, compare } from './bench.ts';
import { fanOutRounds } from './transport/fan-out.ts';

const goalToWs = 1.1;
const goalToSocketIo = 0.65;

/** What it costs the server to send every pose to every client. */
export const bench: Bench = {
  id: 'T2',
  what: 'pose fan-out: server CPU, 16 clients, 240 Hz, 64 bytes',
  async run(context): Promise<BenchResult[]> {
    const { ours, ...peers } = await fanOutRounds(context);
    const cpu = (rounds: readonly { serverCpu: number }[]) => rounds.map((r) => r.serverCpu);
    const measured = {
      what: 'server CPU of the fan-out',
      unit: '% of a core',
      ours: cpu(ours),
      peers: Object.fromEntries(Object.entries(peers).map(([name, r]) => [name, cpu(r)])),
    };
    return [
      compare({ id: 'T2a', ...measured }, 'ws', 'atMost', goalToWs),
      compare({ id: 'T2b', ...measured }, 'socket.io binary volatile', 'atMost', goalToSocketIo),
    ];
  },
};
