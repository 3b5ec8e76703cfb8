import { against, type Bench, type BenchResult, step } from './bench.ts';
import type { ManualAnswer } from './soak/manual-main.ts';
import type { Longest } from './soak/pause-watch.ts';
import { clientCount, type LiveSoak, liveSoak, manualSoak } from './soak/run-soak.ts';
import { framePeriodMs } from './soak/soak-show.ts';

const goals = { heapMiB: 1, periodMs: framePeriodMs, kibPerThousand: 1 };

/** Three hours. */
const manualMinutes = 180;
const liveSeconds = 60;

/** What hours do to the server: its memory, and how long anything keeps it from the next packet. */
export const bench: Bench = {
  id: 'T14',
  what: `soak: ${manualMinutes} minutes of packets by hand, ${liveSeconds} s over sockets`,
  async run({ seed, say }): Promise<BenchResult[]> {
    const byHand = await manualSoak(seed, manualMinutes);
    say(`  ${byHand.packets} packets by hand, ${byHand.refused} refused`);
    const live = await liveSoak(seed, liveSeconds);
    say(`  ${live.packets} packets over sockets`);
    return [...manualResults(byHand), ...liveResults(live)];
  },
};

/** Ten million samples of four cameras through decoder, trackers, planner and encoder. */
export function manualResults(answer: ManualAnswer): BenchResult[] {
  const where = 'by hand';
  const asked = {
    what: `asked of the heap for 1000 packets, kept or not, ${where}`,
    unit: 'KiB',
    ours: [kibFromBytes(answer.allocatedPerThousandBytes)],
  };
  return [
    ...heapResults(['T14a', 'T14b'], where, answer),
    step({ id: 'T14c', ...asked }),
    pauseResult(
      'T14d',
      `longest wall frame: its datagrams and its plan, ${where}`,
      answer.handlers,
    ),
    pauseResult('T14e', `longest pause for collection, ${where}`, answer.collections),
  ];
}

/** The real server between a tracker and eight clients. */
export function liveResults(answer: LiveSoak): BenchResult[] {
  const where = `over sockets, ${clientCount} clients`;
  const { frames, extrapolated, held } = answer.clients;
  const missed = (100 * (extrapolated + held)) / frames;
  return [
    ...heapResults(['T14f', 'T14g'], where, answer),
    pauseResult('T14h', `longest handler, ${where}`, answer.handlers),
    pauseResult('T14i', `longest pause for collection, ${where}`, answer.collections),
    {
      ...step({ id: 'T14j', what: 'frames drawn without their packet', unit: '%', ours: [missed] }),
      note: `${extrapolated} moved on, ${held} held of ${frames}, in Node instead of a browser`,
    },
  ];
}

function heapResults(
  [whole, slope]: readonly [string, string],
  where: string,
  { heapGrowthBytes, packets }: { heapGrowthBytes: number; packets: number },
): BenchResult[] {
  const kept = {
    what: `heap above warm-up after a collection, ${where}`,
    unit: 'MiB',
    ours: [heapGrowthBytes / 2 ** 20],
  };
  const perThousand = {
    what: `the same for 1000 packets, ${where}`,
    unit: 'KiB',
    ours: [kibFromBytes((1000 * heapGrowthBytes) / packets)],
  };
  return [
    against({ id: whole, ...kept }, 'atMost', goals.heapMiB),
    against({ id: slope, ...perThousand }, 'atMost', goals.kibPerThousand),
  ];
}

/** Judged by the process's own time: what others took meanwhile is in the note. */
function pauseResult(id: string, what: string, longest: Longest): BenchResult {
  const { ownMs, wallMs, overByClock, count } = longest;
  return {
    ...against({ id, what, unit: 'ms', ours: [ownMs] }, 'atMost', goals.periodMs),
    note: `own time; by the clock ${wallMs.toFixed(1)} ms, ${overByClock} of ${count} over a period`,
  };
}

const kibFromBytes = (bytes: number): number => bytes / 1024;
