import { type Bench, type BenchContext, type BenchResult, compare, median } from './bench.ts';
import type { FrameTimes } from './render/calls.ts';
import { openRenderPage } from './render/open-page.ts';

const size: [number, number] = [480, 270];
const framesPerRound = 10;
const bare = 'bare three';
const linear = 'three’s OutputPass';

interface Part {
  id: string;
  /** What the stage page draws. */
  name: string;
  peer: string;
  goal: number;
}

/** The last has a goal of its own: three in half floats is what the same picture costs by its own means. */
const parts: Part[] = [
  { id: 'T10a', name: 'one view', peer: bare, goal: 1.05 },
  { id: 'T10c', name: 'inner and outer at half size', peer: bare, goal: 1.5 },
  { id: 'T10e', name: 'one view', peer: linear, goal: 1.05 },
];
const timerIds: Record<string, string> = { T10a: 'T10b', T10c: 'T10d', T10e: 'T10f' };
/** They show where the time of the others goes. */
const beside = [
  'the view alone',
  'the view laid on the wall',
  'one view at half size',
  'inner and outer',
];

export const bench: Bench = {
  id: 'T10',
  what: 'a stage page’s frame against three alone, the same scene and size',
  run: async (context) => {
    const page = await openRenderPage();
    try {
      const rounds: FrameTimes[] = [];
      for (let round = 0; round < context.rounds; round++) {
        const shot = { size, frames: framesPerRound, seed: context.seed + round };
        const times = await page.call('overhead', shot);
        rounds.push(times);
        sayRound(times, context);
      }
      return results(rounds);
    } finally {
      await page.close();
    }
  },
};

function sayRound({ wallClock, timer }: FrameTimes, { say }: BenchContext): void {
  for (const [name, ms] of Object.entries(wallClock)) {
    const timed = median(timer[name] ?? []).toFixed(1);
    say(`  ${name}: ${median(ms).toFixed(1)} ms by the clock, ${timed} ms by the query`);
  }
}

function results(rounds: FrameTimes[]): BenchResult[] {
  const hasTimer = rounds.every(({ timer }) => (timer[bare] ?? []).length > 0);
  return parts.flatMap((part) => {
    const byClock = result(part, 'until a pixel is read back', (r) => r.wallClock, rounds);
    if (!hasTimer) return [byClock];
    const timed = { ...part, id: timerIds[part.id] ?? part.id };
    return [byClock, result(timed, 'by the timer query', (r) => r.timer, rounds)];
  });
}

function result(
  { id, name, peer, goal }: Part,
  how: string,
  pick: (times: FrameTimes) => Record<string, number[]>,
  rounds: FrameTimes[],
): BenchResult {
  const ms = (contender: string) => rounds.map((round) => median(pick(round)[contender] ?? []));
  const peers = Object.fromEntries([bare, linear, ...beside].map((other) => [other, ms(other)]));
  const what = `frame of a stage page, ${name}, ${how}`;
  const result = compare({ id, what, unit: 'ms', ours: ms(name), peers }, peer, 'atMost', goal);
  const note = name === 'one view' ? whereTimeGoes(result) : halfSize;
  return { ...result, note: `${scene}; ${note}` };
}

const scene = `${size.join(' × ')} px, four samples, 200 lit boxes`;
const halfSize = 'both views have half the pixels each way; each is laid on the wall at full size';

/** From the frames that were cut short. */
function whereTimeGoes({ ours, peers }: BenchResult): string {
  const [view, wall] = ['the view alone', 'the view laid on the wall'].map(
    (name) => peers[name] ?? Number.NaN,
  );
  const [laying, last] = [(wall ?? 0) - (view ?? 0), ours - (wall ?? 0)].map((ms) => ms.toFixed(0));
  return `the view in linear half floats takes ${view?.toFixed(0)} ms, laying it on the wall ${laying} ms, the last pass ${last} ms; a bare canvas has 8 bits`;
}
