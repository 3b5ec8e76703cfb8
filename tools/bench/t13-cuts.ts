import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../tests/support/browser.ts';
import { until } from '../../tests/support/until.ts';
import {
  against,
  type Bench,
  type BenchContext,
  type BenchResult,
  median,
  quantile,
  step,
} from './bench.ts';
import { randomFrom } from './motion/random.ts';
import { buildCutPages } from './render/cuts/build-pages.ts';
import type { CutContender } from './render/cuts/contender.ts';
import { type AskedCut, type SeenCut, seenCut } from './render/cuts/cut-log.ts';
import { environmentNames } from './render/cuts/environments.ts';
import { openLoadNow } from './render/cuts/load-now-server.ts';
import { openStage, type StageContender } from './render/cuts/stage-server.ts';
import { WallOfPages } from './render/cuts/wall-of-pages.ts';

const pages = 4;
const leastCuts = 50;
/** Between what is told and the cut, and after it: both contenders get the same time. */
const stepMs = 400;
const longestGoal = 2;

export const bench: Bench = {
  id: 'T13',
  what: `cuts on ${pages} pages: agreement of the outputs, and the longest frame`,
  run: async (context) => {
    await buildCutPages();
    const browser = await launchBrowser();
    const ours = await openStage(pages);
    const peer = await openLoadNow(pages);
    try {
      return await race(browser, ours, peer, context);
    } finally {
      await browser.close();
      await Promise.all([ours.close(), peer.close()]);
    }
  },
};

async function race(
  browser: Browser,
  ours: StageContender,
  peer: CutContender,
  { rounds, seed, say }: BenchContext,
): Promise<BenchResult[]> {
  const seen: Record<'ours' | 'peer', SeenCut[][]> = { ours: [], peer: [] };
  const cuts = Math.ceil(leastCuts / rounds);
  for (let round = 0; round < rounds; round++) {
    for (const [who, contender] of [
      ['ours', ours],
      ['peer', peer],
    ] as const) {
      const found = await cutAgainAndAgain(browser, contender, cuts, seed + round);
      seen[who].push(found);
      const [skew, longest] = [found.map((c) => c.skewMs), found.map((c) => c.longestToSteady)];
      say(
        `  ${contender.name}: ${found.length} of ${cuts} cuts seen, skew ${median(skew).toFixed(1)} ms, longest frame ${median(longest).toFixed(2)} of steady`,
      );
    }
  }
  return [await agreement(ours), ...results(seen.ours, seen.peer)];
}

async function cutAgainAndAgain(
  browser: Browser,
  contender: CutContender,
  count: number,
  seed: number,
): Promise<SeenCut[]> {
  const random = randomFrom(seed);
  const wall = await WallOfPages.open(browser, contender.urls);
  try {
    await contender.ready();
    await untilAllDraw(wall, 0);
    await pause(2 * stepMs);
    const asked: AskedCut[] = [];
    const quiet: number[] = [];
    let colour = 0;
    while (asked.length < count) {
      colour = (colour + 1 + Math.floor(random() * 2)) % environmentNames.length;
      const name = environmentNames[colour] ?? 'red';
      await contender.prepare(name);
      await pause(stepMs);
      quiet.push(performance.timeOrigin + performance.now());
      await pause(stepMs);
      asked.push({ askedMs: performance.timeOrigin + performance.now(), colour });
      await contender.cut(name);
      await pause(stepMs);
    }
    await untilAllDraw(wall, colour);
    const logs = await wall.logs();
    return asked.flatMap((cut, i) => seenCut(logs, cut, quiet[i] ?? 0) ?? []);
  } finally {
    await wall.close();
  }
}

const untilAllDraw = (wall: WallOfPages, colour: number): Promise<true> =>
  until(`every page draws ${environmentNames[colour]}`, async () =>
    (await wall.colours()).every((drawn) => drawn === colour),
  );

async function agreement(ours: StageContender): Promise<BenchResult> {
  const { cuts, wrong } = await ours.wrongCuts();
  return {
    id: 'T13a',
    what: 'cuts in which no output drew the old environment at k* or later, nor the new one before',
    unit: `of ${cuts} cuts`,
    ours: cuts - wrong,
    peers: { target: cuts },
    ratio: (cuts - wrong) / cuts,
    goal: 1,
    holds: wrong === 0,
    note: 'by the account of each output of every frame it drew',
  };
}

function results(ours: SeenCut[][], peer: SeenCut[][]): BenchResult[] {
  return [
    skew('T13b', 'median', 0.5, ours, peer),
    skew('T13c', 'worst', 1, ours, peer),
    longest('T13d', 'median', 0.5, ours, peer),
    longest('T13e', 'worst', 1, ours, peer),
  ];
}

/** One figure for each round: a quantile over its cuts. */
const perRound = (rounds: SeenCut[][], key: keyof SeenCut, p: number): number[] =>
  rounds.map((cuts) =>
    quantile(
      cuts.map((cut) => cut[key]),
      p,
    ),
  );

/** No target names a figure for this, so there is no verdict: the peer stands beside it. */
function skew(
  id: string,
  name: string,
  p: number,
  ours: SeenCut[][],
  peer: SeenCut[][],
): BenchResult {
  const measured = {
    id,
    what: `${name} time from the first output’s new picture to the last’s`,
    unit: 'ms',
    ours: perRound(ours, 'skewMs', p),
  };
  const frames = (rounds: SeenCut[][]) => median(perRound(rounds, 'skewFrames', p)).toFixed(1);
  return {
    ...step(measured),
    peers: { 'load now': median(perRound(peer, 'skewMs', p)) },
    note: `${frames(ours)} of the pages’ own steady frames, load now ${frames(peer)} of its shorter ones`,
  };
}

function longest(id: string, name: string, p: number, ours: SeenCut[][], peer: SeenCut[][]) {
  const what = `${name} longest frame of a cut, by the larger steady median`;
  const measured = { id, what, unit: 'times', ours: perRound(ours, 'longestToSteady', p) };
  const result = against(measured, 'atMost', longestGoal);
  const beside = {
    'no cut': median(perRound(ours, 'quietToSteady', p)),
    'load now': median(perRound(peer, 'longestToSteady', p)),
  };
  return { ...result, peers: { ...result.peers, ...beside } };
}
