import {
  against,
  type Bench,
  type BenchContext,
  type BenchResult,
  compare,
  step,
} from './bench.ts';
import { type ContenderName, contenderNames } from './motion/contenders.ts';
import { type MoveName, moveNames } from './motion/moves.ts';
import {
  horizonsMs,
  type Outcome,
  type Outcomes,
  overscanSetting,
  runMove,
} from './motion/run-move.ts';
import { runRest } from './motion/run-rest.ts';
import { runStop } from './motion/run-stop.ts';
import type { Noise } from './motion/tracker.ts';

/** A tracker of the better and one of the usual kind: error of a sample, all axes together. */
const noises: readonly Noise[] = [
  { degrees: 0.005, millimetres: 0.1 },
  { degrees: 0.03, millimetres: 0.5 },
];
/** The share of hold's error that is allowed at the two horizons which have a goal. */
const goals = [
  { horizonMs: 33.3, ofHold: 0.2 },
  { horizonMs: 83.3, ofHold: 0.25 },
] as const;
const peers = contenderNames.filter((name) => name !== 'ours');
const recipe: MoveName = 'pan';
const stopsPerRound = 12;
const mostOfCv2 = 1.15;

/** Outcomes of every round, by noise and move. */
type Rounds = Map<string, Outcomes[]>;
const key = (noise: Noise, move: MoveName) => `${noise.degrees} ${move}`;
const named = ({ degrees, millimetres }: Noise) => `noise ${degrees}° ${millimetres} mm`;
const seedOf = (seed: number, ...parts: number[]): number =>
  parts.reduce((mixed, part) => Math.imul(mixed ^ part, 0x9e3779b1) + part, seed);

function runMoves({ rounds, seed, say }: BenchContext): Rounds {
  const all: Rounds = new Map();
  for (let round = 0; round < rounds; round++) {
    for (const [n, noise] of noises.entries()) {
      for (const [m, move] of moveNames.entries()) {
        const outcomes = runMove(move, noise, seedOf(seed, round, n, m));
        all.set(key(noise, move), [...(all.get(key(noise, move)) ?? []), outcomes]);
      }
    }
    say(`round ${round + 1} of ${rounds}`);
  }
  return all;
}

/** One figure of every round for every contender. */
function figures(
  rounds: readonly Outcomes[],
  horizonMs: number,
  pick: (outcome: Outcome) => number,
): { ours: number[]; peers: Record<string, number[]> } {
  const h = (horizonsMs as readonly number[]).indexOf(horizonMs);
  const of = (name: ContenderName) =>
    rounds.map((outcomes) => {
      const outcome = outcomes[name][h];
      return outcome ? pick(outcome) : Number.NaN;
    });
  return { ours: of('ours'), peers: Object.fromEntries(peers.map((name) => [name, of(name)])) };
}

/** Clause (a): points that swim and the turn of the view, on the recipe's move, against hold. */
function* againstHold(all: Rounds): Generator<BenchResult> {
  for (const noise of noises) {
    const rounds = all.get(key(noise, recipe)) ?? [];
    for (const { horizonMs, ofHold } of goals) {
      const where = `${recipe}, ${named(noise)}, ${horizonMs} ms ahead`;
      const swim = figures(rounds, horizonMs, ({ swimPx }) => swimPx);
      const swimWhat = `swim of far points, RMS: ${where}`;
      yield compare({ id: 'T7a', what: swimWhat, unit: 'px', ...swim }, 'hold', 'atMost', ofHold);
      const turn = figures(rounds, horizonMs, ({ turnDeg }) => turnDeg);
      const turnWhat = `rotation error, RMS: ${where}`;
      yield compare({ id: 'T7a', what: turnWhat, unit: '°', ...turn }, 'hold', 'atMost', ofHold);
    }
  }
}

/** Never much worse than CV-2: for each move the worst of all noises and horizons. */
function* againstCv2(all: Rounds): Generator<BenchResult> {
  for (const move of moveNames) {
    const results = noises.flatMap((noise) =>
      horizonsMs.map((horizonMs) =>
        compare(
          {
            id: 'T7a',
            what: `rotation error, worst case to CV-2: ${move}, ${named(noise)}, ${horizonMs} ms ahead`,
            unit: '°',
            ...figures(all.get(key(noise, move)) ?? [], horizonMs, ({ turnDeg }) => turnDeg),
          },
          'CV-2',
          'atMost',
          mostOfCv2,
        ),
      ),
    );
    const [worst] = results.sort((a, b) => (b.ratio ?? 0) - (a.ratio ?? 0));
    if (worst) yield worst;
  }
}

/** Clause (b): the share of all moves' frames whose whole view was drawn. */
function* containment(all: Rounds): Generator<BenchResult> {
  const { least, most } = overscanSetting;
  for (const { horizonMs } of goals) {
    const shares = [...all.values()].map((rounds) =>
      figures(rounds, horizonMs, ({ contained }) => 100 * contained),
    );
    const mean = (of: (share: (typeof shares)[number]) => readonly number[] | undefined) =>
      (of(shares[0] ?? { ours: [], peers: {} }) ?? []).map(
        (_, round) =>
          shares.reduce((sum, share) => sum + (of(share)?.[round] ?? Number.NaN), 0) /
          shares.length,
      );
    yield {
      ...against(
        {
          id: 'T7b',
          what: `true view within live overscan ${least} to ${most}: all moves, ${horizonMs} ms`,
          unit: '%',
          ours: mean(({ ours }) => ours),
        },
        'atLeast',
        99.9,
      ),
      note: `with the same overscan hold has ${mean((share) => share.peers.hold)
        .map((share) => share.toFixed(2))
        .join(', ')}`,
    };
  }
}

/** Clause (c): stops of whip-pans. */
function* stops({ rounds, seed }: BenchContext): Generator<BenchResult> {
  for (const [n, noise] of noises.entries()) {
    for (const { horizonMs } of goals) {
      const runs = Array.from({ length: rounds }, (_, round) =>
        Array.from({ length: stopsPerRound }, (_, i) =>
          runStop(noise, horizonMs, seedOf(seed, 7, round, n, i)),
        ),
      );
      const overshoot = (name: ContenderName) =>
        runs.map((run) => run.reduce((sum, stop) => sum + stop[name].overshootDeg, 0) / run.length);
      const where = `${named(noise)}, ${horizonMs} ms ahead`;
      yield compare(
        {
          id: 'T7c',
          what: `overshoot of a whip-pan's stop: ${where}`,
          unit: '°',
          ours: overshoot('ours'),
          peers: Object.fromEntries(peers.map((name) => [name, overshoot(name)])),
        },
        'CV-2',
        'atMost',
        1,
      );
      const settled = runs.map((run) => Math.max(...run.map(({ ours }) => ours.framesToSettle)));
      const what = `frames to settle, worst of ${stopsPerRound} stops: ${where}`;
      yield against({ id: 'T7c', what, unit: 'frames', ours: settled }, 'atMost', 3);
    }
  }
}

/** Clause (d): a camera that stands still. */
function* rest({ rounds, seed }: BenchContext): Generator<BenchResult> {
  for (const [n, noise] of noises.entries()) {
    for (const { horizonMs } of goals) {
      const runs = Array.from({ length: rounds }, (_, round) =>
        runRest(noise, horizonMs, seedOf(seed, 11, round, n)),
      );
      const where = `at rest, RMS: ${named(noise)}, ${horizonMs} ms ahead`;
      const points = runs.map(({ ours }) => ours.pointsPx);
      yield {
        ...against({ id: 'T7d', what: `points ${where}`, unit: 'px', ours: points }, 'atMost', 0.1),
        note: `as sampled ${runs.map(({ hold }) => hold.pointsPx.toFixed(2)).join(', ')}`,
      };
      const outline = runs.map(({ ours }) => ours.outlinePx);
      yield step({ id: 'G7', what: `frustum's outline ${where}`, unit: 'px', ours: outline });
    }
  }
}

/** The table of reference 6.3: the recipe at all horizons. */
function* growth(all: Rounds): Generator<BenchResult> {
  for (const noise of noises) {
    for (const horizonMs of horizonsMs) {
      const rounds = all.get(key(noise, recipe)) ?? [];
      const { ours } = figures(rounds, horizonMs, ({ turnDeg }) => turnDeg);
      const what = `rotation error, RMS: ${recipe}, ${named(noise)}, ${horizonMs} ms ahead`;
      yield step({ id: 'G7', what, unit: '°', ours });
    }
  }
}

export const bench: Bench = {
  id: 'T7',
  what: 'late and predicted poses in the camera’s picture (35 mm, wall at 3 m, 3840 px, 240 Hz)',
  async run(context) {
    const all = runMoves(context);
    return [
      ...againstHold(all),
      ...againstCv2(all),
      ...containment(all),
      ...stops(context),
      ...rest(context),
      ...growth(all),
    ];
  },
};
