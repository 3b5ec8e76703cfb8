import type { Contender } from './contenders.ts';
import { Contest } from './contest.ts';
import { elapsed, monotonicMs } from './monotonic.ts';
import type { Arrivals } from './readers-main.ts';

const hz = 240;
const stallMs = 700;
/** What is older when it comes is never drawn as new. */
const staleMs = 100;
/** Before and after a stall, for everything that waits to come. */
const steadyMs = 400;
/** Until every buffer of a server has its size. */
const warmUpMs = 5000;

/** What one contender's client got after each stall. */
export interface Stalls {
  /** Packets that came and were too old. */
  stale: number[];
  /** From the end of the stall to the first packet that was not. */
  freshMs: number[];
  /** How much more the server holds after all stalls than before. */
  memoryMiB: number;
}

/** Stops each contender's client in turn, `count` times, and looks at what it gets when it goes on. */
export async function stallReaders<Name extends Contender>(
  names: readonly Name[],
  messageBytes: number,
  count: number,
): Promise<Map<Name, Stalls>> {
  const contests = await Promise.all(names.map((name) => Contest.open(name, 1)));
  const results = new Map(
    names.map((name): [Name, Stalls] => [name, { stale: [], freshMs: [], memoryMiB: 0 }]),
  );
  try {
    for (const contest of contests) await contest.start(hz, messageBytes);
    await elapsed(warmUpMs);
    for (const contest of contests) await contest.stop();
    const before = await Promise.all(contests.map((contest) => contest.memory()));
    for (let i = 0; i < count; i++) {
      for (const [at, name] of names.entries()) {
        const stalls = results.get(name);
        const contest = contests[at];
        if (!contest || !stalls) continue;
        const { stale, freshMs } = await stallOnce(contest, messageBytes);
        stalls.stale.push(stale);
        stalls.freshMs.push(freshMs);
      }
    }
    const after = await Promise.all(contests.map((contest) => contest.memory()));
    for (const [at, stalls] of [...results.values()].entries()) {
      stalls.memoryMiB = ((after[at]?.bytes ?? 0) - (before[at]?.bytes ?? 0)) / 2 ** 20;
    }
  } finally {
    for (const contest of contests) contest.close();
  }
  return results;
}

async function stallOnce(contest: Contest, messageBytes: number) {
  await contest.start(hz, messageBytes);
  await elapsed(steadyMs);
  contest.signalReaders('SIGSTOP');
  await elapsed(stallMs);
  const resumedMs = monotonicMs();
  contest.signalReaders('SIGCONT');
  await elapsed(steadyMs);
  const arrivals = await contest.arrivals();
  await contest.stop();
  return afterStall(arrivals, resumedMs);
}

function afterStall({ atMs, ageMs }: Arrivals, resumedMs: number) {
  let stale = 0;
  let freshMs = Number.NaN;
  for (const [i, at] of atMs.entries()) {
    if (at < resumedMs) continue;
    if ((ageMs[i] ?? 0) > staleMs) stale += 1;
    else if (Number.isNaN(freshMs)) freshMs = at - resumedMs;
  }
  return { stale, freshMs };
}
