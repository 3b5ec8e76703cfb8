import { type BenchContext, type BenchResult, compare, quantile } from './bench.ts';
import { BenchStage, type Drawn } from './chromium/bench-stage.ts';
import { loadNow } from './chromium/busy.ts';
import type { PlaceName } from './chromium/place.ts';

const windowMs = 4000;
const contenders = ['samples', 'naive', 'careful'] as const;
type Ages = Record<(typeof contenders)[number], number[]>;

/** How old the newest packet is when its pixels are there, from its sending; ms, one of each frame. */
const agesMs = ({ frames, sentMs }: Drawn): number[] =>
  frames.flat().map(({ stamp, shownMs }) => shownMs - (sentMs[stamp] ?? Number.NaN));

/** One output with the newest sample, and what people write, and what they write with care. */
export async function measureAge(
  place: PlaceName,
  { rounds, say }: BenchContext,
): Promise<BenchResult[]> {
  const p50: Ages = { samples: [], naive: [], careful: [] };
  const p95: Ages = { samples: [], naive: [], careful: [] };
  const stage = await BenchStage.open(place, { displays: 1, peers: ['naive', 'careful'] });
  const { suffix, inWords } = stage.place;
  try {
    for (let round = 0; round < rounds; round++) {
      for (const draws of contenders) {
        const ages = agesMs(await stage.draw({ draws, windowMs }));
        p50[draws].push(quantile(ages, 0.5));
        p95[draws].push(quantile(ages, 0.95));
        const figures = [p50, p95].map((each) => each[draws].at(-1)?.toFixed(1));
        const of = `${inWords}, load ${loadNow().toFixed(1)}, ${ages.length} frames`;
        say(`  ${draws}, ${of}: ${figures.join(' and ')} ms old`);
      }
    }
  } finally {
    await stage.close();
  }
  const result = (id: string, share: string, { samples: ours, ...peers }: Ages, goal: number) => {
    const what = `age of the newest sample in the pixels, from its datagram, ${share}, ${inWords}`;
    const measured = { id: `T12${suffix}${id}`, what, unit: 'ms', ours, peers };
    return compare(measured, 'naive', 'atMost', goal);
  };
  return [result('a', 'p50', p50, 1), result('b', 'p95', p95, 0.6)];
}
