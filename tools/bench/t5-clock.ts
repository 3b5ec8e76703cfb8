import {
  against,
  type Bench,
  type BenchContext,
  type BenchResult,
  compare,
  median,
  quantile,
} from './bench.ts';
import { atEachPlace } from './chromium/at-each-place.ts';
import { BenchStage } from './chromium/bench-stage.ts';
import { keepBusy, loadNow } from './chromium/busy.ts';
import { ClockPeers } from './chromium/clock-peers.ts';
import { type ClockName, clockNames } from './chromium/page-task.ts';
import type { PlaceName } from './chromium/place.ts';
import { elapsed } from './transport/monotonic.ts';

const displays = 2;
const warmUpMs = 1000;
const windowMs = 8000;
const busyLoops = 2;

/** The p95 of each estimator's error, ms; one of each page and round. */
type Errors = Record<ClockName, number[]>;

/**
 * The truth: pages and servers count from their own origin in one and the same time since 1970, so a
 * server's clock is ahead of a page's by minus the server's origin.
 */
async function oneRound(stage: BenchStage, peers: ClockPeers, errors: Errors): Promise<void> {
  const { product } = stage;
  const oursMs = await product.originMs();
  const task = { measures: 'clock', peers: peers.address } as const;
  await Promise.all(stage.displays.map((each) => each.goTo(product, task)));
  await elapsed(warmUpMs);
  await Promise.all(stage.displays.map((each) => each.takeReadings()));
  await elapsed(windowMs);
  for (const display of stage.displays) {
    const readings = await display.takeReadings();
    for (const name of clockNames) {
      const originMs = name === 'ours' ? oursMs : peers.originMs;
      const off = readings.map(({ offsetMs }) => Math.abs(offsetMs[name] + originMs));
      errors[name].push(quantile(off.filter(Number.isFinite), 0.95));
    }
  }
  await Promise.all(stage.displays.map((each) => each.leave()));
}

async function measure(stage: BenchStage, { rounds, say }: BenchContext): Promise<Errors> {
  const errors: Errors = { ours: [], mean: [], timesync: [], '@ircam/sync': [] };
  const peers = await ClockPeers.open(stage.place);
  await stage.track(stage.product);
  const rest = keepBusy(busyLoops);
  try {
    for (let round = 0; round < rounds; round++) {
      await oneRound(stage, peers, errors);
      const said = clockNames.map(
        (name) => `${name} ${errors[name].slice(-displays).map((error) => error.toFixed(3))}`,
      );
      say(`  ${stage.place.inWords}, load ${loadNow().toFixed(1)}: ${said.join(' · ')} ms`);
    }
  } finally {
    await rest();
    await peers.close();
  }
  return errors;
}

/** The same at one of the places. */
export async function runAt(name: PlaceName, context: BenchContext): Promise<BenchResult[]> {
  const stage = await BenchStage.open(name, { displays });
  try {
    const { ours, ...peers } = await measure(stage, context);
    const { suffix, inWords } = stage.place;
    const best = median(peers.timesync) < median(peers['@ircam/sync']) ? 'timesync' : '@ircam/sync';
    const what = `clock error p95, ${busyLoops} busy loops, ${inWords}`;
    const measured = { what, unit: 'ms', ours };
    return [
      against({ id: `T5${suffix}a`, ...measured }, 'atMost', 0.1),
      compare({ id: `T5${suffix}b`, ...measured, peers }, 'mean', 'atMost', 0.1),
      compare({ id: `T5${suffix}c`, ...measured, peers }, best, 'atMost', 1),
    ];
  } finally {
    await stage.close();
  }
}

const target = { id: 'T5', what: 'error of the server’s clock as pages know it' };

export const bench: Bench = { ...target, run: (context) => atEachPlace(target, context, runAt) };
