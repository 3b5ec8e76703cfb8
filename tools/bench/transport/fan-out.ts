import { type BenchContext, quantile } from '../bench.ts';
import type { Contender } from './contenders.ts';
import { Contest } from './contest.ts';
import { elapsed } from './monotonic.ts';

const clients = 16;
const hz = 240;
const messageBytes = 64;
const warmUpHz = 1000;
const warmUpMs = 4000;
const settleMs = 500;
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
  /** Percent of one core at the full rate. */
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
  const results: FanOutRounds = {
    ours: [],
    ws: [],
    'socket.io binary volatile': [],
    'socket.io JSON': [],
  };
  const contests = await Promise.all(
    entered.map(async (name) => ({ name, contest: await Contest.open(name, clients) })),
  );
  try {
    for (const { contest } of contests) await warmUp(contest, messageBytes);
    for (let round = 0; round < rounds; round++) {
      for (const { name, contest } of contests) {
        const result = await oneRound(contest, hz, messageBytes, clients);
        results[name].push(result);
        say(`  ${name}: ${describe(result)}`);
      }
    }
  } finally {
    for (const { contest } of contests) contest.close();
  }
  return results;
}

/** Until the code is compiled and every buffer has its size, as in a server that has run for a while. */
export async function warmUp(contest: Contest, bytes: number): Promise<void> {
  await contest.start(warmUpHz, bytes);
  await elapsed(warmUpMs);
  await contest.stop();
}

/** Starts a contender's poses, and measures when they have become steady. */
export async function oneRound(
  contest: Contest,
  rateHz: number,
  bytes: number,
  clientCount: number,
): Promise<FanOutRound> {
  await contest.start(rateHz, bytes);
  await elapsed(settleMs);
  await contest.arrivals();
  const before = await contest.usage();
  await elapsed(windowMs);
  const after = await contest.usage();
  const { ageMs } = await contest.arrivals();
  await contest.stop();
  const sent = after.sent - before.sent;
  return {
    // By what was sent: a machine that is busy with something else leaves ticks out.
    serverCpu: ((after.cpuMs - before.cpuMs) / sent) * (rateHz / 10),
    ageP50Ms: quantile(ageMs, 0.5),
    ageP99Ms: quantile(ageMs, 0.99),
    deliveredPct: (100 * ageMs.length) / (sent * clientCount),
  };
}

const describe = ({ serverCpu, ageP50Ms, ageP99Ms, deliveredPct }: FanOutRound): string =>
  `${serverCpu.toFixed(1)} % CPU, age ${ageP50Ms.toFixed(2)} / ${ageP99Ms.toFixed(2)} ms, ` +
  `${deliveredPct.toFixed(1)} % came`;
