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
 * Several outputs with the frame that is due, against the newest pose of the peers. No delay is set: a frame is
 * shown here when its pixels have been read back, and that is where the pages' reports say that they hand it over.
 */
export async function measureError(place: PlaceName, context: BenchContext): Promise<BenchResult> {
  const { rounds, seed, say } = context;
  const errors: Errors = { frames: [], naive: [], careful: [] };
  const stage = await BenchStage.open(place, { displays, peers: ['naive', 'careful'] });
  const { suffix, inWords } = stage.place;
  try {
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
  return compare(measured, 'naive', 'atMost', 0.5);
}
