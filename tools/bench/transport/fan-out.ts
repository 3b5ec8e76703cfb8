import { type BenchContext, quantile } from '../bench.ts';
import type { Contender } from './contenders.ts';
import { Contest } from './contest.ts';
import { elapsed } from './monotonic.ts';

const clients = 16;
const hz = 240;
const messageBytes = 64;
const warmUpMs = 500;
const windowMs = 3000;

const entered = [
  'ours',
  'ws',
  'socket.io binary volatile',
  'socket.io JSON',
] as const satisfies readonly Contender[];
export type Entered = (typeof entered)[number];

/** What one round of one contender gave. */
export interface FanOutRound {
  /** Percent of one core. */
  serverCpu: number;
  ageP50Ms: number;
  ageP99Ms: number;
  deliveredPct: number;
}

export type FanOutRounds = Record<Entered, FanOutRound[]>;

const runs = new WeakMap<BenchContext, Promise<FanOutRounds>>();

/** Both targets of the fan-out come from one run: the second to ask gets what the first one measured. */
export function fanOutRounds(context: BenchContext): Promise<FanOutRounds> {
  const known = runs.get(context);
  if (known) return known;
  const run = measure(context);
  runs.set(context, run);
  return run;
}

async function measure({ rounds, say }: BenchContext): Promise<FanOutRounds> {
  const contests = await Promise.all(entered.map((name) => Contest.open(name, clients)));
  const results: FanOutRounds = {
    ours: [],
    ws: [],
    'socket.io binary volatile': [],
    'socket.io JSON': [],
  };
  try {
    for (let round = 0; round < rounds; round++) {
      for (const [i, name] of entered.entries()) {
        const contest = contests[i];
        if (!contest) continue;
        const result = await oneRound(contest, hz, messageBytes, clients);
        results[name].push(result);
        say(`  ${name}: ${describe(result)}`);
      }
    }
  } finally {
    for (const contest of contests) contest.close();
  }
  return results;
}

export async function oneRound(
  contest: Contest,
  rateHz: number,
  bytes: number,
  clientCount: number,
): Promise<FanOutRound> {
  await contest.start(rateHz, bytes);
  await elapsed(warmUpMs);
  await contest.arrivals();
  const before = await contest.usage();
  await elapsed(windowMs);
  const after = await contest.usage();
  const { ageMs } = await contest.arrivals();
  await contest.stop();
  return {
    serverCpu: (100 * (after.cpuMs - before.cpuMs)) / (after.atMs - before.atMs),
    ageP50Ms: quantile(ageMs, 0.5),
    ageP99Ms: quantile(ageMs, 0.99),
    deliveredPct: (100 * ageMs.length) / ((after.sent - before.sent) * clientCount),
  };
}

const describe = ({ serverCpu, ageP50Ms, ageP99Ms, deliveredPct }: FanOutRound): string =>
  `${serverCpu.toFixed(1)} % CPU, age ${ageP50Ms.toFixed(2)} / ${ageP99Ms.toFixed(2)} ms, ` +
  `${deliveredPct.toFixed(1)} % came`;
