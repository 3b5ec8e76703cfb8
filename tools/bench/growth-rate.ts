import type { Bench, BenchResult } from './bench.ts';
import { Contest } from './transport/contest.ts';
import { oneRound, warmUp } from './transport/fan-out.ts';
import { curveOf, curveSteps, linearity } from './transport/growth.ts';
import { oneCameraBytes } from './transport/pose-message.ts';

const ratesHz = [60, 120, 240, 480];
const clients = 16;
const goal = 1.2;

/** What the pose plane does as packets come faster; a pose's age is that of its packet. */
export const bench: Bench = {
  id: 'GR',
  what: 'growth with the packet rate, 16 clients, one camera in a packet',
  async run({ rounds, say }): Promise<BenchResult[]> {
    const curve = curveOf(ratesHz);
    const contest = await Contest.open('ours', clients);
    try {
      await warmUp(contest, oneCameraBytes);
      for (let round = 0; round < rounds; round++) {
        for (const [hz, loads] of curve) {
          const load = await oneRound(contest, hz, oneCameraBytes, clients);
          loads.push(load);
          say(`  ${hz} Hz: ${load.serverCpu.toFixed(1)} %, ${load.ageP99Ms.toFixed(2)} ms`);
        }
      }
    } finally {
      contest.close();
    }
    return [
      ...curveSteps(curve, 'GR', 'packets a second'),
      linearity(curve, 'GR', 'server CPU at 480 Hz', goal),
    ];
  },
};
