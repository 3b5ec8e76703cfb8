/** One figure of a bench, as `npm run bench -- --json` prints it. */
export interface BenchResult {
  /** The target it belongs to: `T1` … `T15`, with a letter where a target has parts; `G…` is a step of a growth curve. */
  id: string;
  what: string;
  unit: string;
  /** Median over the rounds. */
  ours: number;
  /** Medians of the same run; `target` where the goal is a figure and not somebody else's work. */
  peers: Record<string, number>;
  /** Ours to the peer that the goal names; null for a step of a growth curve. */
  ratio: number | null;
  goal: number | null;
  holds: boolean | null;
  /** Least and greatest of our rounds. */
  spread?: [number, number];
  note?: string;
}

export interface BenchContext {
  /** How often the contenders take turns. */
  rounds: number;
  /** Every random number of the bench comes from it. */
  seed: number;
  /** A line for whoever watches; never part of the result. */
  say(line: string): void;
}

/** One target: a file in this folder, named after it. */
export interface Bench {
  id: string;
  what: string;
  run(context: BenchContext): Promise<BenchResult[]>;
}

/** Whether the ratio must stay under the goal or reach it. */
export type Direction = 'atMost' | 'atLeast';

type Measured = Pick<BenchResult, 'id' | 'what' | 'unit'> & {
  ours: readonly number[];
  peers: Record<string, readonly number[]>;
};

/** A result from the rounds of both contenders: medians, and the ratio to the peer that the goal names. */
export function compare(
  { id, what, unit, ours, peers }: Measured,
  peer: string,
  direction: Direction,
  goal: number,
): BenchResult {
  const medians = Object.fromEntries(
    Object.entries(peers).map(([name, rounds]) => [name, median(rounds)]),
  );
  const ratio = median(ours) / (medians[peer] ?? Number.NaN);
  return {
    id,
    what,
    unit,
    ours: median(ours),
    peers: medians,
    ratio,
    goal,
    holds: direction === 'atMost' ? ratio <= goal : ratio >= goal,
    spread: [Math.min(...ours), Math.max(...ours)],
  };
}

/** A result whose goal is a figure: at most (or at least) `target`, in its own unit. */
export const against = (
  measured: Omit<Measured, 'peers'>,
  direction: Direction,
  target: number,
): BenchResult => compare({ ...measured, peers: { target: [target] } }, 'target', direction, 1);

/** A step of a growth curve: a figure without a peer. */
export const step = ({ id, what, unit, ours }: Omit<Measured, 'peers'>): BenchResult => ({
  id,
  what,
  unit,
  ours: median(ours),
  peers: {},
  ratio: null,
  goal: null,
  holds: null,
  spread: [Math.min(...ours), Math.max(...ours)],
});

/** The value below which a share `p` (0..1) of the values lies; NaN of nothing. */
export function quantile(values: ArrayLike<number>, p: number): number {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return Number.NaN;
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN;
}

export const median = (values: ArrayLike<number>): number => quantile(values, 0.5);
