import { availableParallelism } from 'node:os';
import { type Bench, type BenchContext, type BenchResult, compare, median } from './bench.ts';
import { type Agreement, agreementByFrame, agreementByRefresh } from './chromium/agreement.ts';
import { atEachPlace } from './chromium/at-each-place.ts';
import { BenchStage } from './chromium/bench-stage.ts';
import { keepBusy, loadNow } from './chromium/busy.ts';
import type { DrawnFrame } from './chromium/page-task.ts';
import type { PlaceName } from './chromium/place.ts';
import { moveNames } from './motion/moves.ts';

/** Each is a Chromium that draws in software: more of them than cores and no display keeps its refresh. */
const displays = Math.min(4, Math.max(2, availableParallelism()));
const windowMs = 4000;
const wall = { num: 60, den: 1 };
const slowMs = 30;
/** Loops that keep cores busy, and the share of frames that must agree all the same. */
const burdens = [
  { id: 'a', loops: 0, goal: 0.999 },
  { id: 'b', loops: 3, goal: 0.995 },
] as const;

const share = ({ same, compared }: Agreement): number => same / compared;

const framesPerSecond = (frames: readonly DrawnFrame[]): number => {
  const [first, last] = [frames[0], frames.at(-1)];
  return first && last ? (1000 * (frames.length - 1)) / (last.shownMs - first.shownMs) : 0;
};

type Burden = (typeof burdens)[number];

async function measureSameness(
  stage: BenchStage,
  { id, loops, goal }: Burden,
  { rounds, seed, say }: BenchContext,
): Promise<BenchResult> {
  const [ours, naive]: number[][] = [[], []];
  const rest = keepBusy(loops);
  try {
    for (let round = 0; round < rounds; round++) {
      const name = moveNames[(seed + round) % moveNames.length] ?? 'pan';
      const move = { name, seed: seed + round };
      const byFrame = agreementByFrame(
        (await stage.draw({ draws: 'frames', windowMs, move })).frames,
      );
      const newest = await stage.draw({ draws: 'careful', windowMs, move });
      const byRefresh = agreementByRefresh(newest.frames, wall);
      ours?.push(share(byFrame));
      naive?.push(share(byRefresh));
      say(
        `  ${stage.place.inWords}, load ${loadNow().toFixed(1)}: ${byFrame.same} of ${byFrame.compared} · naive ${byRefresh.same} of ${byRefresh.compared}`,
      );
    }
  } finally {
    await rest();
  }
  return compare(
    {
      id: `T6${stage.place.suffix}${id}`,
      what: `frames that ${displays} outputs draw alike, ${loops} busy loops, ${stage.place.inWords}`,
      unit: 'of all',
      ours: ours ?? [],
      peers: { goal: [goal], 'newest pose': naive ?? [] },
    },
    'goal',
    'atLeast',
    1,
  );
}

async function measurePace(stage: BenchStage, { rounds, say }: BenchContext): Promise<BenchResult> {
  const fps = { frames: [] as number[], barrier: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    for (const draws of ['frames', 'barrier'] as const) {
      const [slow = [], ...others] = (await stage.draw({ draws, windowMs, slowMs })).frames;
      fps[draws].push(median(others.map(framesPerSecond)));
      say(
        `  ${draws}, ${stage.place.inWords}, load ${loadNow().toFixed(1)}: ${fps[draws].at(-1)?.toFixed(1)} frames a second beside a slow output's ${framesPerSecond(slow).toFixed(1)}`,
      );
    }
  }
  return compare(
    {
      id: `T6${stage.place.suffix}c`,
      what: `frames a second while one output takes ${slowMs} ms longer, ${stage.place.inWords}`,
      unit: 'Hz',
      ours: fps.frames,
      peers: { barrier: fps.barrier },
    },
    'barrier',
    'atLeast',
    1.5,
  );
}

/** All of it at one of the places. */
export async function runAt(name: PlaceName, context: BenchContext): Promise<BenchResult[]> {
  const stage = await BenchStage.open(name, { displays, peers: ['careful', 'barrier'] });
  try {
    const results: BenchResult[] = [];
    for (const burden of burdens) results.push(await measureSameness(stage, burden, context));
    results.push(await measurePace(stage, context));
    return results;
  } finally {
    await stage.close();
  }
}

const target = { id: 'T6', what: 'whether several outputs draw the same' };

export const bench: Bench = { ...target, run: (context) => atEachPlace(target, context, runAt) };
