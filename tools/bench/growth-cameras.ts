import type { Bench, BenchResult } from './bench.ts';
import { AppUnderLoad, curveOf, curveSteps, linearity } from './transport/growth.ts';

const sizes = [1, 2, 4, 8, 16];
const clients = 4;
const hz = 120;
const goal = 1.2;

/** What the real server does as more cameras are tracked. */
export const bench: Bench = {
  id: 'GK',
  what: 'growth with cameras, each at 120 Hz, 4 clients, wall at 60 Hz',
  async run({ rounds, say }): Promise<BenchResult[]> {
    const curve = curveOf(sizes);
    for (let round = 0; round < rounds; round++) {
      for (const [cameras, loads] of curve) {
        const app = await AppUnderLoad.start(cameras, hz);
        const load = await app.measure(clients);
        await app.stop();
        loads.push(load);
        say(`  ${cameras} cameras: ${load.serverCpu.toFixed(1)} %, ${load.ageP99Ms.toFixed(2)} ms`);
      }
    }
    return [
      ...curveSteps(curve, 'GK', 'cameras'),
      linearity(curve, 'GK', 'server CPU at 16 cameras', goal),
    ];
  },
};
