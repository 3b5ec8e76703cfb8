import { type Bench, type BenchResult, compare } from './bench.ts';
import { AppUnderLoad, curveOf, curveSteps, linearity } from './transport/growth.ts';

const sizes = [1, 2, 4, 8, 16, 32, 64];
const camera = { count: 1, hz: 240 };
const goals = { linearity: 1.2, p99At16: 1.5 };

/** What the real server and its clients do as there are more of them; the clients run the Worker's code. */
export const bench: Bench = {
  id: 'GC',
  what: 'growth with clients, 1 camera at 240 Hz, wall at 60 Hz',
  async run({ rounds, say }): Promise<BenchResult[]> {
    const curve = curveOf(sizes);
    const app = await AppUnderLoad.start(camera.count, camera.hz);
    try {
      for (let round = 0; round < rounds; round++) {
        for (const [clients, loads] of curve) {
          const load = await app.measure(clients);
          loads.push(load);
          say(
            `  ${clients} clients: ${load.serverCpu.toFixed(1)} %, ${load.ageP99Ms.toFixed(2)} ms`,
          );
        }
      }
    } finally {
      await app.stop();
    }
    const p99 = (clients: number) => (curve.get(clients) ?? []).map((load) => load.ageP99Ms);
    const age = { id: 'T3g', what: 'pose age at 16 clients, p99', unit: 'ms' };
    return [
      ...curveSteps(curve, 'GC', 'clients'),
      linearity(curve, 'GC', 'server CPU at 64 clients', goals.linearity),
      compare(
        { ...age, ours: p99(16), peers: { '1 client': p99(1) } },
        '1 client',
        'atMost',
        goals.p99At16,
      ),
    ];
  },
};
