import {
  against,
  type Bench,
  type BenchContext,
  type BenchResult,
  compare,
  median,
} from './bench.ts';
import type { RampContender } from './render/calls.ts';
import { openRenderPage, type RenderPage } from './render/open-page.ts';
import {
  blockErrors,
  ditherFrames,
  encoded8,
  levels,
  longestRuns,
  type Ramp,
  slowRamp,
} from './render/ramps.ts';

const errorGoalLsb = 0.6;
const meanGoalLsb = 0.1;
const runGoal = 1 / 8;
const lsb = 'LSB of 8 bits';
const missing =
  'exposure, transfer and dither are measured; the last pass has no calibration matrix and no 3D LUT yet, so nothing is held against LUTPass';

export const bench: Bench = {
  id: 'T11',
  what: 'from linear light to 8-bit codes, against double precision and three’s own encoding',
  run: async (context) => {
    const page = await openRenderPage();
    try {
      return [...(await transfer(page, context)), ...(await dither(page, context))];
    } finally {
      await page.close();
    }
  },
};

/** Worst distance of a code from the value that double precision gives, without dither. */
async function transfer(page: RenderPage, context: BenchContext): Promise<BenchResult[]> {
  const [ours, three]: [number[], number[]] = [[], []];
  for (let round = 0; round < context.rounds; round++) {
    const ramp = levels(context.seed + round);
    ours.push(worstError(await page.call('ramp', 'ours, undithered', ramp), ramp));
    three.push(worstError(await page.call('ramp', 'three', ramp), ramp));
    context.say(`  transfer: ours ${ours.at(-1)}, three ${three.at(-1)} LSB`);
  }
  const measured = { what: 'worst error of the transfer, undithered', unit: lsb, ours };
  const peers = { 'three’s encoding': three };
  return [
    {
      ...against({ id: 'T11a', ...measured }, 'atMost', errorGoalLsb),
      holds: Math.max(...ours) <= errorGoalLsb,
      note: missing,
    },
    // Rounding alone is half a step for both.
    compare({ id: 'T11b', ...measured, peers }, 'three’s encoding', 'atMost', 1.02),
  ];
}

const worstError = ([codes = []]: number[][], { width, linear }: Ramp): number =>
  Math.max(...codes.map((code, i) => Math.abs(code - encoded8(linear[i % width] ?? 0))));

/** What is measured of a dithered ramp, an entry per round. */
interface Dithered {
  /** Mean distance of the blocks of one frame from double precision. */
  blocks: number[];
  /** Worst block over all frames together: what no averaging removes. */
  bias: number[];
  runs: number[];
}

async function dither(page: RenderPage, { rounds, seed, say }: BenchContext) {
  const [ours, three, undithered] = [nothing(), nothing(), nothing()];
  const contenders: [RampContender, Dithered][] = [
    ['ours', ours],
    ['three, dithered', three],
    ['ours, undithered', undithered],
  ];
  for (let round = 0; round < rounds; round++) {
    const ramp = slowRamp(seed + round);
    for (const [name, measured] of contenders) {
      measure(measured, await page.call('ramp', name, ramp), ramp);
      const [blocks, bias, run] = [measured.blocks, measured.bias, measured.runs].map((list) =>
        list.at(-1)?.toFixed(3),
      );
      say(`  ${name}: blocks ${blocks}, bias ${bias} LSB, runs ${run} px`);
    }
  }
  return ditherResults(ours, three, undithered);
}

const nothing = (): Dithered => ({ blocks: [], bias: [], runs: [] });

function measure(into: Dithered, frames: number[][], ramp: Ramp): void {
  into.blocks.push(median(frames.map((codes) => mean(blockErrors([codes], ramp)))));
  into.bias.push(Math.max(...blockErrors(frames, ramp)));
  into.runs.push(median(frames.flatMap((codes) => longestRuns(codes, ramp))));
}

function ditherResults(ours: Dithered, three: Dithered, undithered: Dithered): BenchResult[] {
  const beside = 'three’s dithering';
  const blocks = against(
    { id: 'T11c', what: 'dithered ramp: mean error of 8 × 8 blocks', unit: lsb, ours: ours.blocks },
    'atMost',
    meanGoalLsb,
  );
  const bias = against(
    {
      id: 'T11d',
      what: `dithered ramp: worst block over ${ditherFrames} frames together`,
      unit: lsb,
      ours: ours.bias,
    },
    'atMost',
    meanGoalLsb,
  );
  const runs = compare(
    {
      id: 'T11e',
      what: 'dithered ramp: longest run of one code in a row',
      unit: 'px',
      ours: ours.runs,
      peers: { undithered: undithered.runs, [beside]: three.runs },
    },
    'undithered',
    'atMost',
    runGoal,
  );
  return [
    { ...blocks, peers: { ...blocks.peers, [beside]: median(three.blocks) } },
    { ...bias, peers: { ...bias.peers, [beside]: median(three.bias) } },
    runs,
  ];
}

const mean = (values: number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
