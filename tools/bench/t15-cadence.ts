import { type Rate, rateName } from '../../core/time/rate.ts';
import { against, type Bench, type BenchContext, type BenchResult, compare } from './bench.ts';
import { randomFrom } from './motion/random.ts';
import { type CadenceCase, type CadenceRun, runCadence } from './t15-run.ts';
import { judgedAfterS, type ModeCase } from './t15-wrong-mode.ts';

const whole = (num: number): Rate => ({ num, den: 1 });
const ntsc = (num: number): Rate => ({ num: num * 1000, den: 1001 });

const pairs: Omit<CadenceCase, 'ppm'>[] = [
  { wall: whole(24), display: whole(48) },
  { wall: ntsc(24), display: ntsc(24) },
  { wall: whole(25), display: whole(50) },
  { wall: ntsc(60), display: ntsc(60) },
  { wall: whole(60), display: whole(60) },
  { wall: whole(60), display: whole(120) },
  { wall: ntsc(120), display: ntsc(120) },
  { wall: whole(48), display: whole(48), timecode: whole(24) },
  { wall: ntsc(60), display: ntsc(60), timecode: ntsc(30) },
  { wall: whole(25), display: whole(50), timecode: whole(25) },
];

const mode = (display: Rate, wall: Rate): ModeCase => ({ display, wall, isRight: false });

const modes: ModeCase[] = [
  mode(ntsc(60), whole(60)),
  mode(whole(60), ntsc(60)),
  mode(whole(50), whole(60)),
  mode(whole(60), whole(50)),
  mode(whole(60), whole(24)),
  mode(whole(24), ntsc(24)),
  mode(ntsc(120), whole(60)),
  mode(ntsc(48), whole(24)),
];

/** Displays in the right mode, 100 ppm off as they may be: never an alarm. */
const rightModes: ModeCase[] = pairs.map(({ display, wall }) => ({ display, wall, isRight: true }));

const name = ({ wall, display, timecode, ppm }: CadenceCase): string =>
  `wall ${rateName(wall)} on ${rateName(display)} Hz${timecode ? ` by timecode ${rateName(timecode)}` : ''}, ${ppm} ppm`;

/** Both contenders through every rate, 100 ppm fast and slow, with the same display. */
function round(seed: number, say: BenchContext['say']): { ours: CadenceRun[]; free: CadenceRun[] } {
  const ours: CadenceRun[] = [];
  const free: CadenceRun[] = [];
  for (const [at, pair] of pairs.entries()) {
    for (const ppm of [-100, 100]) {
      const drawn = seed * 1000 + at * 10 + Math.sign(ppm);
      const run = runCadence({ ...pair, ppm }, true, randomFrom(drawn));
      ours.push(run);
      free.push(runCadence({ ...pair, ppm }, false, randomFrom(drawn)));
      if (run.slips > 0 || run.lockS > 5) {
        say(`  ${name({ ...pair, ppm })}: locked after ${run.lockS} s, ${run.slips} slips`);
      }
    }
  }
  return { ours, free };
}

const sum = (runs: CadenceRun[]): number => runs.reduce((total, { slips }) => total + slips, 0);

async function run({ rounds, seed, say }: BenchContext): Promise<BenchResult[]> {
  const slips: number[] = [];
  const freeSlips: number[] = [];
  const lockS: number[] = [];
  const namedS: number[] = [];
  const clearedS: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const { ours, free } = round(seed + i, say);
    slips.push(sum(ours));
    freeSlips.push(sum(free));
    lockS.push(Math.max(...ours.map((one) => one.lockS)));
    const random = randomFrom(seed + i);
    namedS.push(Math.max(...modes.map((one) => judgedAfterS(one, random))));
    clearedS.push(Math.max(...rightModes.map((one) => judgedAfterS(one, random))));
  }
  const cases = `${pairs.length} rates and references, each 100 ppm fast and slow`;
  return [
    {
      ...compare(
        {
          id: 'T15a',
          what: 'frames repeated or skipped in ten minutes, once locked',
          unit: `frames, all of ${2 * pairs.length} runs`,
          ours: slips,
          peers: { 'free-running planner': freeSlips },
        },
        'free-running planner',
        'atMost',
        0,
      ),
      holds: slips.every((count) => count === 0),
      note: `${cases}; simulated clocks, jitter 0.2 to 1 ms RMS, reports at 2 Hz delayed by 50 to 150 ms; holds only if no round had one`,
    },
    worst('T15b', 'time to lock from the first refresh, slowest rate', lockS, 5),
    worst(
      'T15c',
      'time to name a display in the wrong mode and its beat, slowest mode',
      namedS,
      10,
    ),
    worst('T15d', 'time to find a display right, without a false alarm in a minute', clearedS, 10),
  ];
}

/** Held by the median and by the worst round alike. */
const worst = (id: string, what: string, ours: number[], limitS: number): BenchResult => ({
  ...against({ id, what, unit: 's', ours }, 'atMost', limitS),
  holds: Math.max(...ours) <= limitS,
});

export const bench: Bench = {
  id: 'T15',
  what: 'cadence: the frame clock against a display or a timecode 100 ppm off',
  run,
};
