import type { TakeLabel } from '../takes/take-label.ts';
import { startTimeline, type Timeline } from '../time/content-time.ts';
import type { Params, Placement } from './scalars.ts';
import type { Show } from './show-schema.ts';

/** A deck's own copy of an environment: what `params`, `place` and `time` change. */
export interface DeckState {
  /** Absent only while the show has no environment at all. */
  environment: string | null;
  params: Params;
  placement: Placement;
  time: Timeline;
}

export interface Transition {
  kind: 'cut' | 'fade';
  /** Length in wall frames; 0 for a cut. */
  frames: number;
  /** The first frame that draws the new environment (k* of DESIGN section 7). */
  k: number;
  /** What program showed before, drawn at k < k* and during a fade. */
  from: DeckState;
}

export const patternNames = ['grid', 'ramp', 'bars', 'marks'] as const;
export type PatternName = (typeof patternNames)[number];

/** Something switched on or off, and the wall frame at which it was: fades are functions of k. */
export interface Switch {
  on: boolean;
  k: number;
}

export interface Inhibits {
  blackout: Switch;
  freeze: Switch;
  safeLook: Switch;
  identify: Switch;
  /** The coded frame counter in each output's corner. */
  frameCode: Switch;
  /** On every output when `output` is null. */
  pattern: { pattern: PatternName; output: string | null } | null;
  /** Ids of the cameras whose pose is held. */
  holdTracking: readonly string[];
}

/** The take that is recorded now. */
export interface RollingTake extends TakeLabel {
  /** Show time at which it began. */
  rolledMs: number;
}

/** What the recorder does, and the board that the next take carries on. */
export interface TakesState {
  rolling: RollingTake | null;
  scene: string;
  slate: string;
  /** Counts the changes of the list of takes: who shows it asks for it anew. */
  changes: number;
}

/** The whole show state: what snapshots hold and patches change. Plain JSON, never mutated. */
export interface ShowState {
  show: Show;
  preview: DeckState;
  program: DeckState;
  transition: Transition | null;
  /** Each environment as it was last looked at, so that coming back finds it unchanged. */
  looks: Readonly<Record<string, DeckState>>;
  inhibits: Inhibits;
  /** SHA-256 of each file that an environment names, by its path in the show folder. */
  assets: Readonly<Record<string, string>>;
  /** Show time of the last take, for the double-press guard. */
  lastTakeMs: number | null;
  /** A take rolls, recorded here or elsewhere: what would spoil it is refused, overscan does not shrink. */
  rolling: boolean;
  takes: TakesState;
}

const off: Switch = { on: false, k: 0 };

/** A deck with an environment as the show file describes it, its content time starting now. */
export function freshDeck(show: Show, environmentId: string | null, showTimeMs: number): DeckState {
  const environment = show.environments.find((candidate) => candidate.id === environmentId);
  return {
    environment: environment?.id ?? null,
    params: environment?.params ?? {},
    placement: environment?.placement ?? { position: [0, 0, 0], yawDeg: 0, scale: 1 },
    time: startTimeline(showTimeMs),
  };
}

/** A show just opened: its first environment on program, the second (or the same) on preview. */
export function initialState(show: Show, showTimeMs: number): ShowState {
  const [first, second] = show.environments;
  return {
    show,
    program: freshDeck(show, first?.id ?? null, showTimeMs),
    preview: freshDeck(show, (second ?? first)?.id ?? null, showTimeMs),
    transition: null,
    looks: {},
    inhibits: {
      blackout: off,
      freeze: off,
      safeLook: off,
      identify: off,
      frameCode: off,
      pattern: null,
      holdTracking: [],
    },
    assets: {},
    lastTakeMs: null,
    rolling: false,
    takes: { rolling: null, scene: '1', slate: 'A', changes: 0 },
  };
}
