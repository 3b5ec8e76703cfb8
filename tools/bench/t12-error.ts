import { type BenchContext, type BenchResult, compare, median } from './bench.ts';
import { BenchStage } from './chromium/bench-stage.ts';
import { loadNow } from './chromium/busy.ts';
import { aimErrorMm } from './chromium/drawn-error.ts';
import type { DrawnFrame } from './chromium/page-task.ts';
import type { PlaceName } from './chromium/place.ts';
import { createMove, moveNames } from './motion/moves.ts';
import { randomFrom } from './motion/random.ts';

const windowMs = 4000;
const displays = 2;
const contenders = ['frames', 'naive', 'careful'] as const;
type Errors = Record<(typeof contenders)[number], number[]>;

const lateMs = (frames: readonly DrawnFrame[]): number =>
  median(frames.map((frame) => frame.lateMs ?? Number.NaN));

/**
 * What a crew measures once and sets on its outputs: how long after its time a frame is shown. Here
 * that is when its pixels can be read back, by the outputs' own account.
 */
async function setMeasuredDelay(stage: BenchStage): Promise<number> {
  const delayMs = lateMs((await stage.draw({ draws: 'frames', windowMs })).frames.flat());
  await stage.setPhotonDelay(Math.max(0, delayMs));
  return delayMs;
}

/** Several outputs with the frame that is due, against the newest pose of the peers. */
export async function measureError(place: PlaceName, context: BenchContext): Promise<BenchResult> {
  const { rounds, seed, say } = context;
  const errors: Errors = { frames: [], naive: [], careful: [] };
  const stage = await BenchStage.open(place, { displays, peers: ['naive', 'careful'] });
  const { suffix, inWords } = stage.place;
  let photonDelayMs = Number.NaN;
  try {
    photonDelayMs = await setMeasuredDelay(stage);
    for (let round = 0; round < rounds; round++) {
      const name = moveNames[(seed + round) % moveNames.length] ?? 'pan';
      const move = { name, seed: seed + round };
      for (const draws of contenders) {
        const frames = (await stage.draw({ draws, windowMs, move })).frames.flat();
        const errorMm = aimErrorMm(frames, createMove(name, randomFrom(move.seed)));
        errors[draws].push(errorMm);
        const of = `${inWords}, load ${loadNow().toFixed(1)}, ${frames.length} frames`;
        const late = draws === 'frames' ? `, shown ${lateMs(frames).toFixed(1)} ms late` : '';
        say(`  ${draws}, ${name}, ${of}: ${errorMm.toFixed(2)} mm${late}`);
      }
    }
  } finally {
    await stage.close();
  }
  const { frames: ours, ...peers } = errors;
  const what = `error of the camera's drawn aim on a wall 3 m away, when shown, ${displays} outputs, ${inWords}`;
  const measured = { id: `T12${suffix}c`, what, unit: 'mm RMS', ours, peers };
  const note = `output delay set to the measured ${photonDelayMs.toFixed(1)} ms`;
  return { ...compare(measured, 'naive', 'atMost', 0.5), note };
}
